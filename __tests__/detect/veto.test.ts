/** A value under its provider's name: dropped where no key of that provider is as long. */
import { describe, expect, test } from '@jest/globals';
import { collectVetoes, vetoed } from '../../src/detect/veto.ts';
import {
  alnum,
  anchored,
  digits,
  either,
  named,
  rule,
  run,
  secret,
} from '../../src/rules/format.ts';
import { draw } from './search-text.ts';

const facts = { category: 'saas', revoke: 'none', source: 'made up' } as const;
const vetoes = collectVetoes([
  rule({
    ...facts,
    id: 'probe-key',
    provider: 'Probe',
    name: 'key',
    patterns: [
      anchored('prb_', either(run(alnum, 20), run(alnum, 30))),
      named(['probe'], run(digits, 8, 10), ':A', run(alnum, 16)),
      anchored('api.probe.net/', secret(run(alnum, 12))),
    ],
  }),
]);
const letters = (length: number): string => draw(alnum, length, length);

describe('a value under the name of its provider', () => {
  test.each([
    ['the length of one choice', 'PROBE_TOKEN', `prb_${letters(30)}`],
    ['the length of the part that is the secret', 'probeApiKey', letters(12)],
    ['another alphabet and a known length', 'PROBE_KEY', draw('-_', 34, 1)],
    ['a name of another', 'OTHER_KEY', letters(41)],
  ])('stays with %s', (_case, name, value) => {
    expect(vetoed(vetoes, name, value)).toBe(false);
  });

  test.each([
    ['a length between two choices', 'ANY_TOKEN', `prb_${letters(25)}`],
    ['a length that only the whole of a format has', 'PROBE_KEY', letters(26 + 15)],
    ['a marked format that goes on', 'PROBE_TOKEN', `12345678:A${letters(18)}`],
    ['a glued name', 'probetoken', letters(70)],
  ])('is dropped for %s', (_case, name, value) => {
    expect(vetoed(vetoes, name, value)).toBe(true);
  });
});
