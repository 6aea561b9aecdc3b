/** A value that is at hand is found wherever it lies, in every form in which a tool writes it down. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { Finder } from '../../src/detect/finder.ts';
import { knownValueRules } from '../../src/detect/known-values.ts';
import { compileRules } from '../../src/detect/ruleset.ts';
import type { KnownValue } from '../../src/model/request.ts';
import { rules } from '../../src/rules/index.ts';

const named = (name: string, value: string | Uint8Array): KnownValue => ({
  name,
  value: typeof value === 'string' ? Buffer.from(value) : value,
  found: false,
});

interface Found {
  rule: string;
  name: string;
  confidence: string;
  offset: number;
  details: string[];
  secret: Buffer;
}

const search = async (known: KnownValue[], text: Uint8Array, batch = 1 << 20): Promise<Found[]> => {
  const set = knownValueRules(known).rules;
  const ruleSet = compileRules(set);
  const finder = new Finder(ruleSet, batch);
  finder.begin({ where: 'layer', path: 'a', blob: null });
  finder.write(text);
  finder.end();
  return finder.results().flatMap(({ matches }) =>
    matches.map((match) => ({
      rule: set[match.rule]?.id ?? '',
      name: set[match.rule]?.name ?? '',
      confidence: match.confidence,
      offset: match.offset,
      details: match.details,
      secret: Buffer.from(match.secret),
    })),
  );
};

/** Values as services issue and people choose them: no word, no filler. */
const value = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'q7Xk+/=&<>"\'\\%# Zü€'), minLength: 10, maxLength: 60 }),
    fc.constant('9fQ-'),
  )
  .map(([body, end]) => `Kz8${body}${end}`)
  .filter((text) => new Set(text).size >= 7);
const around = fc.uint8Array({ maxLength: 40 });

const holds = async (text: string | Buffer, secret: string): Promise<Found> => {
  const found = await search([named('SECRET', secret)], Buffer.from(text));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({
    rule: 'known-value',
    name: 'known value SECRET',
    confidence: 'certain',
  });
  return found[0] as Found;
};

describe('a known value is found', () => {
  test('as it is, whatever stands around it', async () => {
    await fc.assert(
      fc.asyncProperty(value, around, around, async (secret, before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(secret), after]);
        const match = await holds(bytes, secret);
        expect(match.secret.toString()).toBe(secret);
        expect(match.details).toEqual([]);
        expect(match.offset).toBe(before.length);
      }),
    );
  });

  test.each(['base64', 'base64url'] as const)('in %s at any alignment', async (alphabet) => {
    await fc.assert(
      fc.asyncProperty(value, around, around, async (secret, before, after) => {
        const whole = Buffer.concat([before, Buffer.from(secret), after]).toString(alphabet);
        const match = await holds(`token: ${whole}\n`, secret);
        expect(match.details).toEqual(['encoding: base64']);
        expect(whole).toContain(match.secret.toString());
      }),
    );
  });

  test.each<[string, (text: string) => string]>([
    ['encodeURIComponent', encodeURIComponent],
    ['a form', (text) => new URLSearchParams({ a: text }).toString()],
    [
      'lower-case digits',
      (text) => encodeURIComponent(text).replace(/%../g, (hex) => hex.toLowerCase()),
    ],
    [
      'RFC 3986',
      (text) =>
        encodeURIComponent(text).replace(
          /[!'()*]/g,
          (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
        ),
    ],
  ])('percent-encoded by %s', async (_name, encode) => {
    await fc.assert(
      fc.asyncProperty(value, async (secret) => {
        await holds(`https://some.host/?a=${encode(secret)}&b=1`, secret);
      }),
    );
  });

  test.each<[string, (bytes: Buffer) => string]>([
    ['lower case', (bytes) => bytes.toString('hex')],
    ['upper case', (bytes) => bytes.toString('hex').toUpperCase()],
  ])('in hexadecimal, %s', async (_name, encode) => {
    await fc.assert(
      fc.asyncProperty(value, around, around, async (secret, before, after) => {
        const bytes = Buffer.concat([before, Buffer.from(secret), after]);
        expect((await holds(encode(bytes), secret)).details).toEqual(['encoding: hex']);
      }),
    );
  });

  const ascii = (text: string): string =>
    JSON.stringify(text).replace(
      /[\u0080-\uffff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  test.each<[string, (text: string) => string]>([
    ['JavaScript', (text) => JSON.stringify({ a: text })],
    ['Python', ascii],
    ['PHP', (text) => ascii(text).replaceAll('/', '\\/')],
    [
      'Go',
      (text) =>
        JSON.stringify(text).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    ],
    ['JSON in JSON', (text) => JSON.stringify(JSON.stringify({ a: text }))],
  ])('in JSON as %s writes it', async (_name, encode) => {
    await fc.assert(
      fc.asyncProperty(value, async (secret) => void (await holds(encode(secret), secret))),
    );
  });

  test('in markup', async () => {
    const encode = (text: string): string =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
    await fc.assert(
      fc.asyncProperty(
        value.filter((text) => !text.includes("'")),
        async (secret) => void (await holds(`<a>${encode(secret)}</a>`, secret)),
      ),
    );
  });

  test('where batches cut it', async () => {
    const secret = randomBytes(600).toString('base64url');
    const known = [named('LONG', secret)];
    const text = Buffer.concat([Buffer.alloc(9001, 'x '), Buffer.from(secret), Buffer.alloc(9000)]);
    const found = await search(known, text, 6000);
    expect(found.map(({ offset }) => offset)).toEqual([9001]);
  });

  test('by its first 16 KiB where it is longer, bytes that are no text among them', async () => {
    const secret = randomBytes(40_000);
    const found = await search([named('KEYSTORE', secret)], secret);
    expect(found).toMatchObject([{ offset: 0, confidence: 'certain' }]);
  });

  test('before the rule that knows its format, since it is the true one', async () => {
    const secret = `postgres://svc:${randomBytes(12).toString('base64url')}@db.internal.net/main`;
    const known = knownValueRules([named('DATABASE_URL', secret)]).rules;
    const ruleSet = compileRules([...rules, ...known]);
    const finder = new Finder(ruleSet);
    finder.begin({ where: 'layer', path: '.env', blob: null });
    finder.write(Buffer.from(`DATABASE_URL=${secret}\n`));
    finder.end();
    const names = finder
      .results()
      .flatMap(({ matches }) => matches.map((match) => ruleSet.rules[match.rule]?.name));
    expect(names).toEqual(['known value DATABASE_URL']);
  });
});

describe('a known value is not found', () => {
  test('in other case, or with a byte changed', async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.nat(), async (secret, at) => {
        const bytes = Buffer.from(secret);
        const place = at % bytes.length;
        bytes[place] = (bytes[place] as number) ^ 0x20;
        expect(await search([named('SECRET', secret)], bytes)).toEqual([]);
      }),
    );
  });
});

describe('the password of a URL', () => {
  test('is searched for by itself, unescaped', async () => {
    const password = `p@${randomBytes(9).toString('base64')}/x`;
    const url = `amqp://svc:${encodeURIComponent(password)}@mq.internal.net:5672`;
    const found = await search([named('BROKER', url)], Buffer.from(`password: ${password}`));
    expect(found.map(({ name }) => name)).toEqual(['known value BROKER (password)']);
  });
});

describe('a value is refused, by name and reason alone', () => {
  test.each([
    ['', 'empty'],
    ['k7Fq9zX', 'shorter than 8 characters'],
    ['production', 'too common'],
    ['development', 'too common'],
    ['password1', 'too common'],
    ['12345678', 'too common'],
    ['aaaaaaaaaaaa', 'too common'],
    ['********', 'a template'],
    ['${DB_PASSWORD}', 'a template'],
    ['/run/secrets/database', 'a path'],
  ])('%j: %s', (text, reason) => {
    const { rules: made, notes } = knownValueRules([named('NAME', text)]);
    expect(made).toEqual([]);
    expect(notes).toEqual([`Not searched for as known values: NAME (${reason}).`]);
  });

  // One in ten thousand of eight characters, all of them letters, happens to read like a word.
  test.each([
    [8, 2],
    [12, 0],
    [20, 0],
    [40, 0],
  ])('but a drawn one of %i characters is taken (all but %i of 200)', (length, atMost) => {
    const refused = Array.from({ length: 200 }, () =>
      randomBytes(length).toString('base64url').slice(0, length),
    ).filter(
      (text) => new Set(text).size >= 6 && knownValueRules([named('NAME', text)]).notes.length > 0,
    );
    expect(refused.length).toBeLessThanOrEqual(atMost);
  });

  test('a drawn one that begins with a slash is no path', () => {
    expect(knownValueRules([named('P', '/k7Fq9zXw2LmT4bV')]).notes).toEqual([]);
    expect(knownValueRules([named('P', '/usr/Lib64/k7Fq9zXw2')]).rules).toEqual([]);
  });

  test('an ordinary phrase of several words is taken', () => {
    expect(knownValueRules([named('P', 'correct-horse-battery')]).notes).toEqual([]);
  });
});

describe('of the whole environment', () => {
  const found = (name: string, value: string): KnownValue => ({
    ...named(name, value),
    found: true,
  });

  test('only names that mean a secret and values that are one are taken', () => {
    const secret = randomBytes(15).toString('base64url');
    const { rules: made, notes } = knownValueRules([
      found('DEPLOY_TOKEN', secret),
      found('PATH', '/usr/local/bin:/usr/bin'),
      found('BUILD_TAG', randomBytes(15).toString('base64url')),
      found('SSH_AUTH_SOCK', '/tmp/ssh-a1b2c3/agent.12'),
      found('TOKEN_URL', 'https://login.some.net/token'),
      found('API_KEY', 'none'),
    ]);
    expect(made.map(({ name }) => name)).toEqual(['known value DEPLOY_TOKEN']);
    expect(notes).toEqual([]);
  });

  test('the same value under two names is one', () => {
    const secret = randomBytes(15).toString('base64url');
    expect(
      knownValueRules([found('A_TOKEN', secret), found('B_TOKEN', secret)]).rules,
    ).toHaveLength(1);
  });
});

test('a rule names its variable without what a terminal would obey', () => {
  const secret = randomBytes(15).toString('base64url');
  const [rule] = knownValueRules([named('A\u001b[31m::error', secret)]).rules;
  expect(rule?.name).toBe('known value A__31m::error');
  expect(rule?.env).toEqual([]);
});
