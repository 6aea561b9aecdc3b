/** Runs commands side by side and measures them: wall time, processor time, peak memory. */
import { spawnSync } from 'node:child_process';

export interface Measured {
  /** Seconds. */
  wall: number;
  /** Seconds of processor time, user and system, of the command and its children. */
  cpu: number;
  /** Peak resident memory of the largest process, in MB. */
  memory: number;
  exit: number;
}

/** A shell command, measured by GNU time; its output is thrown away unless `keep`. */
export const measure = (command: string): Measured => {
  const done = spawnSync(
    '/usr/bin/time',
    ['-f', '%e %U %S %M', 'sh', '-c', `${command} >/dev/null 2>&1`],
    {
      encoding: 'utf8',
    },
  );
  const line = done.stderr.trim().split('\n').at(-1) ?? '';
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = line.split(' ').map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024, exit: done.status ?? -1 };
};

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};

/**
 * Measures several commands in turn, `runs` times round, so that all of them see the same minute.
 * @returns Medians, in the order of the commands.
 */
export const sideBySide = (commands: string[], runs: number): Measured[] => {
  const results: Measured[][] = commands.map(() => []);
  // Once round unmeasured: page cache and code are warm for all alike.
  commands.forEach((command) => measure(command));
  for (let run = 0; run < runs; run += 1) {
    commands.forEach((command, number) => results[number]?.push(measure(command)));
  }
  return results.map((list) => ({
    wall: median(list.map((one) => one.wall)),
    cpu: median(list.map((one) => one.cpu)),
    memory: Math.max(...list.map((one) => one.memory)),
    exit: list[0]?.exit ?? -1,
  }));
};
