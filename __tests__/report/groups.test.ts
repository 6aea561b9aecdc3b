import { describe, expect, test } from '@jest/globals';
import {
  acceptedFindings,
  groupFindings,
  groupName,
  openFindings,
  placeName,
  placeToBlame,
} from '../../src/report/groups.ts';
import { finding, instruction, place, report } from './sample-report.ts';

describe('order', () => {
  const findings = [
    finding({ fingerprint: '5', severity: 'low', confidence: 'certain' }),
    finding({ fingerprint: '4', severity: 'high', confidence: 'possible' }),
    finding({ fingerprint: '2', severity: 'high', confidence: 'certain', title: 'B' }),
    finding({ fingerprint: '1', severity: 'high', confidence: 'certain', title: 'A' }),
    finding({ fingerprint: '3', severity: 'high', confidence: 'likely' }),
    finding({ fingerprint: '6', suppressed: { by: 'rule', reason: 'test' } }),
  ];

  test('is worst first, whatever the order in the report', () => {
    const sorted = ['1', '2', '3', '4', '5'];
    expect(openFindings(report({ findings })).map((found) => found.fingerprint)).toEqual(sorted);
    const turned = report({ findings: findings.toReversed() });
    expect(openFindings(turned).map((found) => found.fingerprint)).toEqual(sorted);
  });

  test('leaves the report as it is', () => {
    const frozen = report({ findings: Object.freeze(findings) as typeof findings });
    expect(acceptedFindings(frozen).map((found) => found.fingerprint)).toEqual(['6']);
  });
});

describe('groupFindings', () => {
  test('blames the line of a Dockerfile that holds the secret itself', () => {
    const written = place({
      where: 'dockerfile',
      path: 'a/Dockerfile',
      line: 7,
      layer: null,
      instruction: null,
    });
    const inLayer = place({ instruction: null });
    const names = (...places: ReturnType<typeof place>[]): string[] =>
      groupFindings([finding({ places })]).map((group) => groupName(group, report()));
    expect(names(inLayer, written)).toEqual(['a/Dockerfile:7']);
    // The image's own word comes first, where it is sure.
    expect(names(written, place())).toEqual(['Dockerfile:4']);
    const guessed = place({ instruction: instruction({ certainty: 'guessed' }) });
    expect(names(guessed, written)).toEqual(['a/Dockerfile:7']);
  });

  test('makes one group for each instruction, else for each layer or part of the image', () => {
    const aligned = instruction({ certainty: 'aligned' });
    const nowhere = { instruction: null };
    const config = { ...nowhere, where: 'config' as const, layer: null };
    const groups = groupFindings([
      finding({ fingerprint: 'a' }),
      finding({ fingerprint: 'b', places: [place({ instruction: aligned })] }),
      finding({ fingerprint: 'c', places: [place({ instruction: instruction({ line: 5 }) })] }),
      finding({ fingerprint: 'd', places: [place(nowhere)] }),
      finding({ fingerprint: 'e', places: [place({ ...nowhere, path: 'other' })] }),
      finding({ fingerprint: 'f', places: [place(config)] }),
      finding({ fingerprint: 'g', places: [] }),
    ]);
    expect(
      groups.map((group) => group.findings.map((found) => found.fingerprint).join('')),
    ).toEqual(['ab', 'c', 'de', 'f', 'g']);
    expect(groups.map((group) => groupName(group, report()))).toEqual([
      'Dockerfile:4',
      'Dockerfile:5',
      'layer 1 (111111111111)',
      'image config',
      'layers',
    ]);
  });

  test('is not confused by names of object members', () => {
    const odd = finding({ places: [place({ instruction: instruction({ file: '__proto__' }) })] });
    expect(groupFindings([odd, finding()])).toHaveLength(2);
  });
});

test('the surest instruction is blamed', () => {
  const guessed = place({ instruction: instruction({ certainty: 'guessed', line: 1 }) });
  const exact = place({ instruction: instruction({ certainty: 'exact', line: 2 }) });
  const none = place({ instruction: null });
  const places = [none, guessed, exact];
  expect(placeToBlame(finding({ places }))).toBe(exact);
  expect(placeToBlame(finding({ places: [none, guessed] }))).toBe(guessed);
  expect(placeToBlame(finding({ places: [none] }))).toBe(none);
  expect(placeToBlame(finding({ places: [] }))).toBeUndefined();
});

test('a guess is called one, and a range is shown', () => {
  const guess = instruction({ line: 4, endLine: 6, certainty: 'guessed' });
  const [group] = groupFindings([finding({ places: [place({ instruction: guess })] })]);
  expect(group && groupName(group, report())).toBe('Dockerfile:4-6 (probably)');
});

test.each([
  [place(), 'app/.env:3, layer 1 (111111111111)'],
  [place({ layer: 7 }), 'app/.env:3, layer 7'],
  [place({ layer: null }), 'app/.env:3'],
  [place({ where: 'config', path: '/config/Env/3', layer: null }), 'image config /config/Env/3'],
  [place({ where: 'context' }), 'app/.env:3, build context'],
  [place({ where: 'dockerfile', path: 'Dockerfile' }), 'Dockerfile:3'],
])('a place is called by what names it', (where, name) => {
  expect(placeName(where, report())).toBe(name);
});
