/** Ten builds with the real engine: each planted marker must lead back to its own line. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkBuild } from './check-build.ts';
import { findDocker } from './engine.ts';
import { randomBuild } from './random-dockerfile.ts';

const docker = findDocker();

(docker === null ? describe.skip : describe)('random Dockerfiles, built by the engine', () => {
  const builds = fc.sample(randomBuild, { numRuns: 5, seed: 20261124 });
  for (const builder of ['classic', 'buildkit'] as const) {
    test.each(builds.map((build, at) => [at, build] as const))(
      `${builder}, build %i`,
      async (_at, build) => {
        const tally = await checkBuild(docker as string, build, builder);
        expect(tally.wrong).toEqual([]);
        expect(tally.right).toBe(tally.places);
        expect(tally.places).toBeGreaterThan(0);
      },
      120_000,
    );
  }
});
