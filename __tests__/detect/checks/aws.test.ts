/** AWS key IDs: the account inside, and what only looks like one. */
import { describe, expect, test } from '@jest/globals';
import { awsKeyId } from '../../../src/detect/checks/aws.ts';

describe('aws-key-id', () => {
  test('tells the account of the ID that the published note decodes', () => {
    expect(awsKeyId.verify(`ASIA${'QNZGKIQY56JQ7WML'}`)).toEqual({
      ok: true,
      details: ['AWS account: 029608264753'],
    });
  });

  test('takes an ID from before 2019, which tells none', () => {
    expect(awsKeyId.verify(`AKIA${'J5Q2RX7TNVMZ3KDA'}`)).toEqual({ ok: true, details: [] });
  });

  test.each([
    ['digits that base32 has not', `AKIA${'Q1R8S9T0UVWXYZ23'}`],
    ['the example of the documentation', `AKIA${'IOSFODNN7'}EXAMPLE`],
    ['a filler', `AKIA${'X'.repeat(16)}`],
    ['lower case', `AKIA${'qnzgkiqy56jq7wml'}`],
  ])('does not take %s', (_name, id) => {
    expect(awsKeyId.verify(id).ok).toBe(false);
  });
});
