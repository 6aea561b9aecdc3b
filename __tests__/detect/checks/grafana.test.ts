import { describe, expect, test } from '@jest/globals';
import { grafanaApiKey, grafanaCloudToken } from '../../../src/detect/checks/grafana.ts';

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

describe('grafanaCloudToken', () => {
  test('tells organisation and name', () => {
    const token = `glc_${base64({ o: '4711', n: 'writer', k: 'abcdef0123456789', m: { r: 'eu' } })}`;
    expect(grafanaCloudToken.verify(token)).toEqual({
      ok: true,
      details: ['organisation: 4711', 'name: writer'],
    });
  });

  test('passes what it sealed', () => {
    expect(grafanaCloudToken.verify(grafanaCloudToken.seal('x'.repeat(60))).ok).toBe(true);
  });

  test.each([
    ['a document without a key', `glc_${base64({ o: '4711', n: 'writer' })}`],
    ['a list', `glc_${base64(['k'])}`],
    ['no JSON', 'glc_eyJvIjoiNDcxMQ'],
    ['nothing', 'glc_'],
  ])('refuses %s', (_name, token) => {
    expect(grafanaCloudToken.verify(token)).toEqual({ ok: false, details: [] });
  });

  test('shows no name that could write to a terminal', () => {
    const token = `glc_${base64({ o: '1\u001b[31m', n: '::error::x y', k: 'abc' })}`;
    expect(grafanaCloudToken.verify(token)).toEqual({ ok: true, details: [] });
  });
});

describe('grafanaApiKey', () => {
  test('takes key, name and organisation', () => {
    expect(grafanaApiKey.verify(base64({ k: 'abc', n: 'ci', id: 1 }))).toEqual({
      ok: true,
      details: ['name: ci'],
    });
  });

  test('refuses the link of a Power BI report, which begins the same way', () => {
    expect(grafanaApiKey.verify(base64({ k: 'a-b-c', t: 'd-e-f' })).ok).toBe(false);
  });

  test('passes what it sealed', () => {
    expect(grafanaApiKey.verify(grafanaApiKey.seal('y'.repeat(60))).ok).toBe(true);
  });
});
