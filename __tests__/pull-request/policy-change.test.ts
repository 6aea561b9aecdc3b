import { describe, expect, test } from '@jest/globals';
import type { Answer, Api, ApiRequest } from '../../src/model/github-api.ts';
import { basePolicy, policyChange } from '../../src/pull-request/policy-change.ts';

/** An API that gives one answer and remembers what it was asked. */
const api = (answer: Answer): Api & { asked: ApiRequest[] } => {
  const asked: ApiRequest[] = [];
  return {
    asked,
    ask: (request) => {
      asked.push(request);
      return Promise.resolve(answer);
    },
    graphql: () => Promise.resolve({ ok: false, status: null, reason: '' }),
  };
};

const files = (...names: string[]): Answer => ({
  ok: true,
  value: names.map((filename) => ({ filename, status: 'modified', patch: '' })),
});

describe('policyChange', () => {
  test('says that a pull request changes the policy that judges it', async () => {
    expect(await policyChange(api(files('a', '.dockgate.yml')), 5, '.dockgate.yml')).toMatch(
      /changes \.dockgate\.yml.*policy-ref: base/,
    );
    expect(await policyChange(api(files('a', 'sub/.dockgate.yml')), 5, '.dockgate.yml')).toBeNull();
  });

  test('does not stay silent where it cannot know', async () => {
    const answer: Answer = { ok: false, status: 403, reason: 'no' };
    expect(await policyChange(api(answer), 5, '.dockgate.yml')).toMatch(/could not be learned/);
  });
});

describe('basePolicy', () => {
  const commit = 'a'.repeat(40);

  test('reads the file at the commit, with its path encoded', async () => {
    const content = Buffer.from('fail-on: [certain]\n').toString('base64');
    const asked = api({
      ok: true,
      value: { content: `${content.slice(0, 8)}\n${content.slice(8)}` },
    });
    expect(await basePolicy(asked, 'ops/gate #1.yml', commit)).toEqual({
      ok: true,
      text: 'fail-on: [certain]\n',
    });
    expect(asked.asked).toEqual([
      { method: 'GET', path: 'contents/ops/gate%20%231.yml', query: { ref: commit } },
    ]);
  });

  test('tells a file that is not there from one that could not be had', async () => {
    const none = api({ ok: false, status: 404, reason: '' });
    expect(await basePolicy(none, 'a', commit)).toEqual({ ok: true, text: null });
    for (const answer of [
      { ok: false, status: 500, reason: '' },
      { ok: false, status: null, reason: '' },
      { ok: true, value: [] },
      { ok: true, value: { content: 7 } },
    ] satisfies Answer[]) {
      expect(await basePolicy(api(answer), 'a', commit)).toMatchObject({ ok: false });
    }
  });
});
