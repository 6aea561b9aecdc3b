import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Rule } from '../../src/model/rule.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  place,
  report,
} from './sample-report.ts';

const options = { version: '1.2.3' };

const rule: Rule = {
  id: 'openai-project-key',
  provider: 'OpenAI',
  name: 'project API key',
  category: 'ai-model',
  ai: true,
  severity: 'critical',
  confidence: 'likely',
  patterns: [],
  checks: [],
  companion: null,
  lifetime: 'long',
  verify: 'GET https://api.openai.com/v1/models',
  revoke: 'Delete the key.',
  env: ['OPENAI_API_KEY'],
  source: 'https://platform.openai.com/docs',
  related: [],
};

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string' } } };
const uri = { type: 'string', pattern: "^(?:[A-Za-z0-9._~!$&'()*+,;=/-]|%[0-9A-F]{2})*$" };
const line = { type: 'integer', minimum: 1 };

/** What this project writes of SARIF 2.1.0, with what GitHub code scanning requires of it. */
const schema = {
  type: 'object',
  required: ['$schema', 'version', 'runs'],
  properties: {
    version: { const: '2.1.0' },
    runs: { type: 'array', maxItems: 20, items: { $ref: '#/$defs/run' } },
  },
  $defs: {
    run: {
      type: 'object',
      required: ['tool', 'results', 'invocations'],
      properties: {
        tool: {
          type: 'object',
          required: ['driver'],
          properties: {
            driver: {
              type: 'object',
              required: ['name', 'semanticVersion', 'rules'],
              properties: { rules: { type: 'array', items: { $ref: '#/$defs/rule' } } },
            },
          },
        },
        results: { type: 'array', maxItems: 25_000, items: { $ref: '#/$defs/result' } },
        invocations: {
          type: 'array',
          items: {
            type: 'object',
            required: ['executionSuccessful', 'toolExecutionNotifications'],
          },
        },
      },
    },
    rule: {
      type: 'object',
      required: ['id', 'shortDescription', 'fullDescription', 'help', 'properties'],
      properties: {
        id: { type: 'string', minLength: 1 },
        shortDescription: text,
        fullDescription: text,
        help: { type: 'object', required: ['text', 'markdown'] },
        properties: {
          type: 'object',
          required: ['tags', 'precision', 'security-severity'],
          properties: {
            tags: { type: 'array', maxItems: 10, uniqueItems: true, items: { type: 'string' } },
            precision: { enum: ['very-high', 'high', 'medium', 'low'] },
            'security-severity': { type: 'string', pattern: '^(?:10\\.0|[0-9]\\.[0-9])$' },
          },
        },
      },
    },
    result: {
      type: 'object',
      required: ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints'],
      properties: {
        level: { enum: ['error', 'warning', 'note'] },
        message: text,
        locations: {
          type: 'array',
          minItems: 1,
          maxItems: 100,
          items: {
            type: 'object',
            required: ['physicalLocation'],
            properties: {
              physicalLocation: {
                type: 'object',
                required: ['artifactLocation', 'region'],
                properties: {
                  artifactLocation: { type: 'object', required: ['uri'], properties: { uri } },
                  region: {
                    type: 'object',
                    required: ['startLine', 'endLine'],
                    properties: { startLine: line, endLine: line },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};
const validate = new Ajv2020({ allErrors: true, strict: false }).compile(schema);

interface Run {
  tool: { driver: { rules: { id: string; help: { markdown: string } }[] } };
  automationDetails?: unknown;
  invocations: {
    executionSuccessful: boolean;
    toolExecutionNotifications: { message: { text: string } }[];
  }[];
  results: {
    ruleId: string;
    ruleIndex: number;
    message: { text: string };
    suppressions: unknown[];
    partialFingerprints: Record<string, string>;
    locations: {
      physicalLocation: { artifactLocation: { uri: string }; region: object };
      logicalLocations: { fullyQualifiedName: string }[];
    }[];
    fixes?: unknown[];
  }[];
}

function runOf(sarif: string): Run {
  const parsed: unknown = JSON.parse(sarif);
  if (!validate(parsed)) throw new Error(JSON.stringify(validate.errors, null, 1));
  const [run] = (parsed as { runs: Run[] }).runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

describe('renderSarif', () => {
  test('stands at the Dockerfile line, with layer and path as logical locations', () => {
    const config = place({ where: 'config', path: '/config/Env/3', layer: null });
    const other = place({
      instruction: instruction({ line: 6, endLine: 7, certainty: 'guessed' }),
    });
    const told = report({ findings: [finding({ places: [other, place(), config] })] });
    const [result] = runOf(renderSarif(told, [rule], options)).results;
    const at = (startLine: number, endLine: number) => ({
      artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
      region: { startLine, endLine },
    });
    expect(result?.locations.map(({ physicalLocation }) => physicalLocation)).toEqual([
      at(4, 4),
      at(6, 7),
    ]);
    expect(
      result?.locations[0]?.logicalLocations.map((logical) => logical.fullyQualifiedName),
    ).toEqual(['app/.env:3, layer 1 (111111111111)', 'image config /config/Env/3']);
    expect(result?.message.text).toBe(
      'OpenAI project API key sk-proj-…Ab3d in app/.env:3, layer 1 (111111111111). COPY . /app took ' +
        '.env along. Fix: Mount the file as a secret instead. Revoke: Delete the key at ' +
        'https://platform.openai.com/api-keys.',
    );
    expect(result?.partialFingerprints).toEqual({
      'dockgateFinding/v1': '00112233445566778899',
      primaryLocationLineHash: '00112233445566778899:1',
    });
  });

  test('falls back on the Dockerfile it is told where no instruction is known', () => {
    const unknown = finding({ places: [place({ instruction: null })] });
    const context = place({ instruction: null, where: 'context', path: 'a b/ü?.env', layer: null });
    const bare = finding({ fingerprint: 'b', places: [] });
    const findings = [unknown, finding({ fingerprint: 'a', places: [context] }), bare];
    const run = runOf(
      renderSarif(report({ findings }), [], { ...options, dockerfile: 'd/Dockerfile' }),
    );
    const uris = run.results.map(
      ({ locations: [at] }) => at?.physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(['d/Dockerfile', 'a%20b/%C3%BC%3F.env', 'd/Dockerfile']);
  });

  test('describes each rule that found something once, with how to revoke', () => {
    const findings = [
      finding({ fingerprint: 'a' }),
      finding({ fingerprint: 'b' }),
      finding({ fingerprint: 'c', rule: 'own-rule', severity: 'low' }),
    ];
    const run = runOf(renderSarif(report({ findings }), [rule, { ...rule, id: 'idle' }], options));
    const ids = run.tool.driver.rules.map(({ id }) => id);
    expect(ids).toEqual(['openai-project-key', 'own-rule']);
    for (const result of run.results) expect(ids[result.ruleIndex]).toBe(result.ruleId);
    expect(run.tool.driver.rules[0]?.help.markdown).toBe(`\
OpenAI project API key in a container image. Whoever can pull the image can read it.

- **Revoke:** Delete the key at https://platform.openai.com/api-keys. A pushed key must be revoked, not just deleted.
- **Lifetime:** long
- **Is it alive?:** GET https://api.openai.com/v1/models
- **Usual names:** OPENAI_API_KEY
- **Source:** https://platform.openai.com/docs`);
  });

  test('writes edits as replacements of whole lines', () => {
    const edits = [
      { file: 'Dockerfile', line: 4, endLine: 5, text: 'RUN a' },
      { file: '.dockerignore', line: 1, endLine: 0, text: '.env' },
    ];
    const [result] = runOf(
      renderSarif(report({ findings: [finding({ fix: { text: 'Do.', edits } })] }), [], options),
    ).results;
    expect(result?.fixes).toEqual([
      {
        description: { text: 'Do.' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'Dockerfile', uriBaseId: '%SRCROOT%' },
            replacements: [
              { deletedRegion: { startLine: 4, endLine: 5 }, insertedContent: { text: 'RUN a' } },
            ],
          },
          {
            artifactLocation: { uri: '.dockerignore', uriBaseId: '%SRCROOT%' },
            replacements: [
              {
                deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
                insertedContent: { text: '.env\n' },
              },
            ],
          },
        ],
      },
    ]);
    const none = report({ findings: [finding({ fix: { text: 'Do.', edits: [] } })] });
    expect(runOf(renderSarif(none, [], options)).results[0]).not.toHaveProperty('fixes');
  });

  test('tells what is accepted, and what could not be read', () => {
    const suppressed = { by: 'baseline', reason: 'old' };
    const unread = [{ where: 'layer' as const, path: 'sha256:1', reason: 'damaged' }];
    const ledger = { ...report().ledger, unread };
    const run = runOf(
      renderSarif(report({ findings: [finding({ suppressed })], ledger }), [], options),
    );
    expect(run.results[0]?.suppressions).toEqual([
      { kind: 'external', status: 'accepted', justification: 'baseline: old' },
    ]);
    expect(run.invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { level: 'error', message: { text: 'Not read: layer sha256:1: damaged' } },
        ],
      },
    ]);
  });

  test('stays within what GitHub takes, worst first, and counts the rest', () => {
    const places = Array.from({ length: 200 }, (_, i) =>
      place({ instruction: instruction({ line: i + 1, endLine: i + 1 }) }),
    );
    const many = Array.from({ length: 25_002 }, (_, i) =>
      finding({ fingerprint: String(i), severity: i === 25_000 ? 'critical' : 'low', places: [] }),
    );
    const findings = [...many, finding({ fingerprint: 'x', severity: 'high', places })];
    const run = runOf(renderSarif(report({ findings }), [], options));
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0]?.partialFingerprints['dockgateFinding/v1']).toBe('25000');
    expect(run.results[1]?.locations).toHaveLength(100);
    expect(run.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe(
      '3 more findings: the JSON report has all.',
    );
  });

  test('has a category only when it is given one', () => {
    expect(runOf(renderSarif(report(), [], options))).not.toHaveProperty('automationDetails');
    const run = runOf(renderSarif(report(), [], { ...options, category: 'dockgate/api/' }));
    expect(run.automationDetails).toEqual({ id: 'dockgate/api/' });
  });

  test.each([...HOSTILE_STRINGS, '{0} [x](http://evil)', '../../etc', 'http://evil/?a#b'])(
    'obeys nothing in %j',
    (text) => {
      const sarif = renderSarif(hostileReport(text), [rule], options);
      expect(sarif).not.toMatch(/##\[|^\s*::|[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}]/mu);
      for (const { message } of runOf(sarif).results) {
        expect(message.text).not.toMatch(/(?<!\\)[[\]]|(?<!\{)\{\d+\}/);
      }
    },
  );
});
