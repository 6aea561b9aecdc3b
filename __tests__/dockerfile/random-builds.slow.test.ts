/** Two hundred builds with the real engine; the figures are printed for the record, per builder. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkBuild } from './check-build.ts';
import { findDocker } from './engine.ts';
import { randomBuild } from './random-dockerfile.ts';

const BUILDS_PER_BUILDER = 100;
const docker = findDocker();

(docker === null ? describe.skip : describe)('random Dockerfiles, built by the engine', () => {
  test.each(['classic', 'buildkit'] as const)(
    `${BUILDS_PER_BUILDER} builds with %s`,
    async (builder) => {
      const seed = Number(process.env['DOCKGATE_SEED'] ?? Date.now() % 1_000_000);
      let places = 0;
      let right = 0;
      const wrong: string[] = [];
      for (const build of fc.sample(randomBuild, { numRuns: BUILDS_PER_BUILDER, seed })) {
        const tally = await checkBuild(docker as string, build, builder);
        places += tally.places;
        right += tally.right;
        if (tally.wrong.length > 0) wrong.push(`${build.dockerfile}\n${tally.wrong.join('\n')}`);
      }
      console.log(`${builder}: ${right} of ${places} places right, seed ${seed}`);
      expect(wrong.slice(0, 3)).toEqual([]);
      expect(places).toBeGreaterThan(BUILDS_PER_BUILDER);
    },
    3_600_000,
  );
});
