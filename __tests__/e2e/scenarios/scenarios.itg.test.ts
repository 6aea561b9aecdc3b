/** Builds an image for each scenario with the real engine and holds the report against the truth. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redact } from '../../../src/policy/redact.ts';
import { reasonToSkip, report, Workshop } from '../engine.ts';
import { scenarios } from './index.ts';
import { scoreFile } from './score.ts';
import { Draw, writeTruth } from './truth.ts';

const reason = reasonToSkip();
const described = reason === null ? describe : describe.skip;
if (reason !== null) console.warn(`the scenarios are skipped: ${reason}`);

const workshop = new Workshop();
afterAll(() => workshop.clean());

const totals = { planted: 0, missed: 0, decoys: 0, flagged: 0 };

/** Planted in instructions: a redacted value in config or history tells it. */
const missedLines = (planted: readonly string[], shown: ReadonlySet<string>): string[] =>
  planted
    .map((secret, at) => (shown.has(redact(Buffer.from(secret))) ? '' : `instruction ${at + 1}`))
    .filter((line) => line !== '');

described('an image with planted secrets and decoys', () => {
  test.each(scenarios.map((scenario, number) => [scenario.name, scenario, number] as const))(
    '%s',
    (_name, scenario, number) => {
      const draw = new Draw(9000 + number);
      const lines = scenario.lines?.(draw) ?? '';
      const context = workshop.write({
        Dockerfile: `FROM scratch\nCOPY rootfs /\n${lines}CMD ["/none"]\n`,
      });
      const files = writeTruth(scenario, number);
      for (const { path, content } of files) {
        mkdirSync(dirname(join(context, 'rootfs', path)), { recursive: true });
        writeFileSync(join(context, 'rootfs', path), content);
      }
      const image = workshop.build(context, 'classic');
      const scan = report([image], workshop.folder);
      expect(scan.report.ledger.unread).toEqual([]);
      const { findings } = scan.report;
      const scores = files.map((file) => scoreFile(file, findings));
      const elsewhere = findings.filter(({ places }) =>
        places.some(({ where }) => where === 'config' || where === 'history'),
      );
      const shown = new Set(elsewhere.map(({ redacted }) => redacted));
      const missed = [...scores.flatMap((one) => one.missed), ...missedLines(draw.planted, shown)];
      const flagged = scores.flatMap((one) => one.flagged);
      totals.planted += scores.reduce((sum, one) => sum + one.planted, draw.planted.length);
      totals.decoys += scores.reduce((sum, one) => sum + one.decoys, 0);
      totals.missed += missed.length;
      totals.flagged += flagged.length;
      for (const { planted } of files) {
        for (const secret of planted)
          if (secret.length > 12) expect(scan.stdout).not.toContain(secret);
      }
      expect(missed).toEqual([]);
      expect(flagged).toEqual([]);
      expect(elsewhere).toHaveLength(draw.planted.length);
    },
  );

  test('are many', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(totals.planted).toBeGreaterThan(190);
    expect(totals.decoys).toBeGreaterThan(150);
  });
});
