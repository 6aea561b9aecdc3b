import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hideWhole, redact, redactLines, redactWithin } from '../../src/policy/redact.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Secrets of letters, digits and the signs that encodings change. */
const token = (minLength: number, maxLength = 120) =>
  fc.string({
    unit: fc.constantFrom(
      ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+/=%:@!$',
    ),
    minLength,
    maxLength,
    size: 'max',
  });

/** The longest run of `secret` that stands in `text`. */
function longestRun(secret: string, text: string): number {
  let best = 0;
  for (let i = 0; i + best < secret.length; i++) {
    while (i + best < secret.length && text.includes(secret.slice(i, i + best + 1))) best += 1;
  }
  return best;
}

describe('redact', () => {
  test('shows first and last bytes, together at most a quarter and at most 12', () => {
    const digits = '0123456789'.repeat(20);
    expect(redact(bytes(digits.slice(0, 16)))).toBe('012…5');
    expect(redact(bytes(digits.slice(0, 24)))).toBe('0123…23');
    expect(redact(bytes(digits.slice(0, 48)))).toBe('01234567…4567');
    expect(redact(bytes(digits))).toBe('01234567…6789');
  });

  test('shows nothing of a short secret but its length class', () => {
    expect(redact(bytes(''))).toBe('… (fewer than 8 characters)');
    expect(redact(bytes('zQ9zQ9z'))).toBe('… (fewer than 8 characters)');
    expect(redact(bytes('zQ9zQ9zQ'))).toBe('… (8 to 15 characters)');
    expect(redact(bytes('zQ9zQ9zQ9zQ9zQ9'))).toBe('… (8 to 15 characters)');
  });

  test('escapes what is no printable ASCII', () => {
    const middle = 'x'.repeat(30);
    expect(redact(bytes(`\n\x1b[31m\xff\x00${middle}\r\t\u009b`))).toBe(
      '\\n\\x1b[31m\\xff…\\r\\t\\x9b',
    );
  });

  test('shows only the kind of a PEM or PuTTY key, and no label that it does not know', () => {
    const pem = (label: string) =>
      bytes(`-----BEGIN ${label}-----\nzQ9zQ9zQ9zQ9zQ9\n-----END ${label}-----`);
    expect(redact(pem('OPENSSH PRIVATE KEY'))).toBe('-----BEGIN OPENSSH PRIVATE KEY----- …');
    expect(redact(pem('PGP PRIVATE KEY BLOCK'))).toBe('-----BEGIN PGP PRIVATE KEY BLOCK----- …');
    expect(redact(pem('SOME TOKEN OF MINE'))).toBe('… (a PEM block)');
    expect(redact(bytes(`PuTTY-User-Key-File-3: ssh-ed25519\n${'x'.repeat(80)}`))).toBe(
      '… (a PuTTY private key)',
    );
  });

  test('never shows more than a quarter of any secret', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (secret) => {
        const shown = redact(secret);
        expect(shown).toMatch(/^[\x20-\x7e]*…[\x20-\x7e]*$/);
        if (secret.length < 16) expect(shown).toMatch(/^… \(/);
        else {
          const escapesAsOne = shown.replace(/\\x[0-9a-f]{2}|\\[nrt]/g, '.');
          // A backslash of the secret itself may make two bytes look like one escape, never the reverse.
          expect(escapesAsOne.length - 1).toBeLessThanOrEqual(Math.floor(secret.length / 4));
        }
      }),
    );
  });
});

describe('redactWithin', () => {
  const secret = 'zQ9-kT4_xW7/pL2+mN8=bV5%cR1!dF6$';
  const secrets = [bytes(secret)];
  const label = redact(bytes(secret));

  test.each([
    ['as it is', secret],
    ['percent-encoded', encodeURIComponent(secret)],
    [
      'percent-encoded in lower case',
      encodeURIComponent(secret).replace(/%../g, (hex) => hex.toLowerCase()),
    ],
    ['behind backslashes', secret.replace(/[$!%]/g, '\\$&')],
    [
      'as JSON escapes',
      secret.replace(/[+/]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    ],
  ])('replaces a secret %s', (_name, form) => {
    expect(redactWithin(`ENV KEY="${form}" OTHER=1`, secrets)).toBe(`ENV KEY="${label}" OTHER=1`);
  });

  test('replaces base64 and base64url at any shift', () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      for (const [before, glue] of [
        ['', ''],
        ['u', 'x/'],
        ['us', 'x'],
        ['use', 'xyz'],
      ]) {
        const form = Buffer.from(`${before}${secret}:end`).toString(encoding);
        const drawn = redactWithin(`ARG AUTH=${glue}${form} X=1`, secrets);
        expect(drawn).toContain('…');
        for (let shift = 0; shift < 4; shift++) {
          for (const run of drawn.match(/[A-Za-z0-9+/_-]+/g) ?? []) {
            const read = Buffer.from(run.slice(shift), 'base64').toString('latin1');
            expect(longestRun(secret, read)).toBeLessThan(6);
          }
        }
      }
    }
  });

  test('replaces every one of several secrets, and the same one twice', () => {
    const other = 'Yy7Yy8Yy9Ya1Yb2Yc3Yd4';
    expect(redactWithin(`A=${secret} B=${other} C=${secret}`, [bytes(other), ...secrets])).toBe(
      `A=${label} B=${redact(bytes(other))} C=${label}`,
    );
  });

  test('shows nothing of a secret around another one', () => {
    const password = 'hunter2hunter2';
    const url = `postgres://me:${password}@db`;
    expect(redactWithin(`ENV URL=${url}`, [bytes(url), bytes(password)])).toBe('ENV URL=…');
    expect(redactWithin(`ENV URL=${url}`, [bytes(password), bytes(url)])).toBe('ENV URL=…');
  });

  test('replaces the pieces that a line break leaves', () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'aB3dE5gH'.repeat(8)}\n${'kL9mN7pQ'.repeat(8)}\n-----END PRIVATE KEY-----`;
    const lines = ['RUN cat <<EOF', ...key.split('\n'), 'EOF'];
    expect(redactLines(lines, [bytes(key)])).toEqual(['RUN cat <<EOF', '…', '…', '…', '…', 'EOF']);
    const half = secret.slice(0, 16);
    expect(redactWithin(`ENV KEY=${half}\\`, secrets)).toBe('ENV KEY=…\\');
  });

  test('replaces a short secret wherever it stands', () => {
    expect(redactWithin('ENV P=q7 X=aq7b', [bytes('q7')])).toBe(
      'ENV P=… (fewer than 8 characters) X=a… (fewer than 8 characters)b',
    );
  });

  test('leaves text without secrets as it is', () => {
    const line = 'RUN echo "größe 😀 %41 \\n" && pip install a-very-long/package-name==1.2.3';
    expect(redactWithin(line, secrets)).toBe(line);
    expect(redactWithin(line, [])).toBe(line);
    expect(redactWithin('', [bytes('')])).toBe('');
  });

  test('finds secrets of non-ASCII characters', () => {
    const word = 'pässwörter-für-älle';
    expect(redactWithin(`ENV P=${word}`, [Buffer.from(word)])).not.toMatch(/ässw|für/);
  });

  test('never leaves a run longer than it says', () => {
    const form = fc.constantFrom(
      (text: string) => text,
      (text: string) => encodeURIComponent(text),
      (text: string) => text.replace(/./g, '\\$&'),
    );
    fc.assert(
      fc.property(
        fc.array(token(1, 80), { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 5, max: 100 }), form, token(0, 10)), {
          maxLength: 6,
        }),
        (texts, parts) => {
          let line = '';
          for (const [pick, cut, encode, gap] of parts) {
            const text = texts[pick % texts.length] ?? '';
            line += encode(text.slice(0, Math.ceil((text.length * cut) / 100))) + gap;
          }
          const drawn = redactWithin(line, texts.map(bytes));
          const readings = drawn
            .split('…')
            .flatMap((piece) => [piece, piece.replace(/\\(.)/g, '$1'), unescapePercent(piece)]);
          for (const text of texts) {
            // Eight bytes at the front and four at the end of a whole secret may be drawn around `…`.
            const quarter = Math.floor(text.length / 4);
            const allowed = text.length < 24 ? Math.min(5, text.length - 1) : Math.min(11, quarter);
            // A secret may by chance stand in the words of a length class.
            if (/^[a-z0-9 ]{1,9}$/.test(text)) continue;
            const labels = [
              ...texts
                .map((other) => redact(bytes(other)))
                .join('…')
                .split('…'),
            ];
            for (const reading of readings) {
              if (longestRun(text, reading) <= allowed) continue;
              expect(labels.some((shown) => longestRun(text, shown) > allowed)).toBe(true);
            }
          }
        },
      ),
    );
  });

  test('stays quick and within 64 KiB of output on hostile input', () => {
    const line = 'aA0+'.repeat(100_000);
    const many = Array.from({ length: 3000 }, (_, i) => bytes(`${'k'.repeat(180)}${i}`));
    const start = performance.now();
    const [drawn = ''] = redactLines([line, '%'.repeat(100_000), '\\'.repeat(100_000)], many);
    expect(drawn.length).toBe(64 * 1024 + 1);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

function unescapePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_whole, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}

describe('hideWhole', () => {
  test('takes a secret out of a name and leaves pieces of it', () => {
    const secret = Buffer.from('q7Xw-92kd-PPz1-mmQ4-77aa');
    expect(hideWhole(`app/${secret.toString()}/x`, [secret])).not.toContain(secret.toString());
    expect(hideWhole('app/postgresql/data', [Buffer.from('postgres1')])).toBe(
      'app/postgresql/data',
    );
    const odd = Buffer.from('a b/c+d e/f g+h i');
    expect(hideWhole(`x?k=${encodeURIComponent(odd.toString())}`, [odd])).not.toContain('%20');
  });
});
