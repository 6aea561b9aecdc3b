import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { renderJson } from '../../src/report/json.ts';
import { HOSTILE_STRINGS, finding, hostileReport, report } from './sample-report.ts';

const schema: unknown = JSON.parse(
  readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'),
);
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
const validate = ajv.compile(schema as object);

function valid(json: string): boolean {
  const fits = validate(JSON.parse(json));
  if (!fits) throw new Error(ajv.errorsText(validate.errors));
  return fits;
}

describe('renderJson', () => {
  test('writes the contract, member by member in its order', () => {
    const json = renderJson(report({ notes: ['A note.'] }));
    expect(json.endsWith('\n}\n')).toBe(true);
    expect(
      json.startsWith('{\n  "schemaVersion": 1,\n  "verdict": "blocked",\n  "image": {\n'),
    ).toBe(true);
    const parsed = JSON.parse(json) as Record<string, never>;
    expect(Object.keys(parsed)).toEqual([
      'schemaVersion',
      'verdict',
      'image',
      'findings',
      'ledger',
      'policy',
      'notes',
    ]);
    expect(Object.keys(parsed['findings']?.[0] ?? {})).toEqual([
      'fingerprint',
      'rule',
      'provider',
      'title',
      'category',
      'ai',
      'severity',
      'confidence',
      'redacted',
      'details',
      'inherited',
      'suppressed',
      'revoke',
      'fix',
      'places',
      'story',
    ]);
    expect(parsed).toEqual(report({ notes: ['A note.'] }));
  });

  test('fits the published schema, accepted findings and empty lists too', () => {
    expect(valid(renderJson(report()))).toBe(true);
    const accepted = finding({
      fix: null,
      places: [],
      suppressed: { by: 'baseline', reason: 'old' },
    });
    expect(valid(renderJson(report({ findings: [accepted] })))).toBe(true);
    expect(valid(renderJson(report({ verdict: 'clean', findings: [] })))).toBe(true);
  });

  test('lets no member out that the contract does not name', () => {
    const leaky = { ...finding(), secret: 'never to be seen', toJSON: () => 'never to be seen' };
    const json = renderJson({
      ...report({ findings: [leaky] }),
      secret: 'never to be seen',
    } as never);
    expect(json).not.toContain('never');
  });

  test.each(HOSTILE_STRINGS)('writes %j so that it parses back and nothing obeys it', (text) => {
    const hostile = hostileReport(text);
    const json = renderJson(hostile);
    expect(JSON.parse(json)).toEqual(hostile);
    expect(json).not.toMatch(/##\[|^\s*::/m);
    expect(json).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\u2028\u2029]/u);
  });

  test('is the same for the same report', () => {
    expect(renderJson(report())).toBe(renderJson(structuredClone(report())));
  });
});

describe('the schema', () => {
  test.each([
    ['an unknown verdict', { verdict: 'green' }],
    ['another version', { schemaVersion: 2 }],
    ['no ledger', { ledger: undefined }],
    ['a finding without places', { findings: [{ ...finding(), places: undefined }] }],
    ['line 0', { findings: [{ ...finding(), places: [{ ...finding().places[0], line: 0 }] }] }],
  ])('refuses %s', (_name, change) => {
    expect(validate(JSON.parse(JSON.stringify({ ...report(), ...change })))).toBe(false);
  });

  test('lets the contract grow', () => {
    expect(validate({ ...report(), later: true })).toBe(true);
  });

  test('describes every member', () => {
    const undescribed: string[] = [];
    const walk = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties } = node as { properties?: Record<string, Record<string, unknown>> };
      for (const [name, member] of Object.entries(properties ?? {})) {
        if (!('description' in member) && !('$ref' in member)) undescribed.push(`${path}/${name}`);
      }
      for (const [name, member] of Object.entries(node)) walk(member, `${path}/${name}`);
    };
    walk(schema, '');
    expect(undescribed).toEqual([]);
  });
});
