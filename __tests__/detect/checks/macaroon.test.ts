/** PyPI's macaroons, built field by field. */
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { macaroon } from '../../../src/detect/checks/macaroon.ts';

const field = (type: number, data: Buffer): Buffer => {
  const length =
    data.length < 0x80 ? [data.length] : [0x80 | (data.length & 0x7f), data.length >> 7];
  return Buffer.concat([Buffer.from([type, ...length]), data]);
};

const token = (signature: Buffer, ...more: Buffer[]): string =>
  'pypi-' +
  Buffer.concat([
    Buffer.from([2]),
    field(1, Buffer.from('pypi.org')),
    field(2, Buffer.from('11111111-2222-3333-4444-555555555555')),
    Buffer.from([0]),
    field(2, Buffer.alloc(200, 0x61)),
    Buffer.from([0, 0]),
    field(6, signature),
    ...more,
  ]).toString('base64url');

describe('macaroon', () => {
  test('reads fields, also longer ones, and tells the location', () => {
    expect(macaroon.verify(token(randomBytes(32)))).toEqual({
      ok: true,
      details: ['location: pypi.org'],
    });
  });

  test.each([
    ['a signature that is too short', token(randomBytes(31))],
    ['bytes behind the signature', token(randomBytes(32), Buffer.from([9]))],
    ['an end that is missing', token(randomBytes(32)).slice(0, -20)],
    ['another version', token(randomBytes(32)).replace('pypi-Ag', 'pypi-AQ')],
    ['nothing', 'pypi-'],
    ['lengths without end', 'pypi-' + Buffer.alloc(90, 0xff).fill(2, 0, 2).toString('base64url')],
  ])('does not take %s', (_name, text) => {
    expect(macaroon.verify(text).ok).toBe(false);
  });
});
