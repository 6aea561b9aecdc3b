/** Whether a text looks like something a machine drew, or like something a person typed to fill a gap. */

const fillers = [
  'xxxxx',
  '*****',
  '.....',
  '_____',
  '-----',
  '00000000',
  'example',
  'placeholder',
  'changeme',
  'change_me',
  'replace',
  'redacted',
  'your_',
  'your-',
  'yourapi',
  'yourkey',
  'yoursecret',
  'yourtoken',
  'insert',
  'dummy',
  'notreal',
  'foobar',
];

/** What no seven letters in a row say by chance, in whatever part of a credential it stands. */
const confession = /example|placeholder|redacted|your[_-]/i;

/** Whether a credential says of itself that it is an example. */
export const saysExample = (secret: string): boolean => confession.test(secret);

/** Below this many different characters a value of any length is a filler. */
const FEWEST_CHARACTERS = 4;

/** One character that often in a row is not drawn; `A` is base64 for zeros, which formats are padded with. */
const held = /([1-9B-Za-z])\1{9}/;

/** Letters of an alphabet written out in order. */
const LONGEST_CLIMB = 16;

const longestClimb = (text: string): number => {
  let longest = 1;
  let run = 1;
  for (let i = 1; i < text.length; i += 1) {
    run = text.charCodeAt(i) === text.charCodeAt(i - 1) + 1 ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  return longest;
};

const FEWEST_COUNTED = 8;

/** Bytes that count up in hexadecimal, `000102030405…`: every test vector's first key. */
const countsUp = (text: string): boolean => {
  if (!/^(?:[0-9a-f]{2}){8,}$/i.test(text)) return false;
  const bytes = Buffer.from(text, 'hex');
  let steps = 0;
  for (let i = 1; i < bytes.length; i += 1) {
    if (bytes[i] === (bytes[i - 1] as number) + 1) steps += 1;
  }
  return steps >= FEWEST_COUNTED - 1 && steps * 4 >= bytes.length * 3;
};

/** Characters in order, each once or several times, longer than any chance: `AAAABBCCDDDD`. */
const LONGEST_SORTED = 32;
/** A token may begin with many zeros, drawn as one character. */
const SORTED_CHARACTERS = 8;

const holdsSorted = (text: string): boolean => {
  let start = 0;
  for (let i = 1; i <= text.length; i += 1) {
    if (i < text.length && text.charCodeAt(i) >= text.charCodeAt(i - 1)) continue;
    const run = text.slice(start, i);
    if (run.length >= LONGEST_SORTED && new Set(run).size >= SORTED_CHARACTERS) return true;
    start = i;
  }
  return false;
};

/** Steps from one letter to the next, and from one digit to the next, that tell anything. */
const FEWEST_STEPS = 16;

/** Of a text's letters (or digits) the steps that go on by one, one way or the other. */
const stepsOf = (text: string): { all: number; up: number; down: number } => {
  let up = 0;
  let down = 0;
  for (let i = 1; i < text.length; i += 1) {
    const step = text.charCodeAt(i) - text.charCodeAt(i - 1);
    // Behind the last comes the first; a letter may stand in both cases.
    if (step === 1 || step === 0 || step === -9 || step === -25) up += 1;
    if (step === -1 || step === 0 || step === 9 || step === 25) down += 1;
  }
  return { all: Math.max(0, text.length - 1), up, down };
};

/** `abc123def456`, `a1B2c3D4e5`: the alphabet and the digits in order, woven into each other. */
const isWoven = (body: string): boolean => {
  const letters = stepsOf(body.toLowerCase().replace(/[^a-z]/g, ''));
  const digits = stepsOf(body.replace(/[^0-9]/g, ''));
  const all = letters.all + digits.all;
  const ordered = Math.max(letters.up, letters.down) + Math.max(digits.up, digits.down);
  return all >= FEWEST_STEPS && ordered * 4 >= all * 3;
};

/**
 * Whether a person typed a value to fill its place. Asked where nothing but a name calls the value a
 * secret: a well-formed key of a provider is reported though it looks made up, since nobody can tell
 * whether its owner thinks so too.
 */
export const isMadeUp = (value: string): boolean => /^[A-Za-z0-9]+$/.test(value) && isWoven(value);

/**
 * @param body The part of a value that ought to be random, without a provider's prefix.
 */
export const isPlaceholder = (body: string): boolean => {
  if (body.length >= 8 && new Set(body).size < FEWEST_CHARACTERS) return true;
  if (held.test(body)) return true;
  if (longestClimb(body) >= LONGEST_CLIMB || holdsSorted(body) || countsUp(body)) return true;
  const lower = body.toLowerCase();
  return fillers.some((filler) => lower.includes(filler));
};

/**
 * Shannon entropy in bits a symbol.
 *
 * @param length Of `symbols`.
 */
export const shannon = (symbols: Iterable<string | number>, length: number): number => {
  const counts = new Map<string | number, number>();
  for (const symbol of symbols) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / length) * Math.log2(count / length);
  return bits;
};

/** Shortest text of which entropy tells anything. */
const TELLING_LENGTH = 12;

/** How evenly the characters of a text are spread, 0 to 1, against a random text of that length. */
const spreadOf = (text: string, characters: number): number =>
  shannon(text, text.length) / Math.log2(Math.min(text.length, characters));

/** Shortest body of which its spread tells anything by itself. */
const SPREAD_LENGTH = 16;

/** Whether a body is too even to be drawn: `5555555dAAAAA7777777`. */
export const isMonotonous = (body: string): boolean =>
  body.length >= SPREAD_LENGTH && spreadOf(body, 10) < 0.72;

/**
 * Whether a value that only its name speaks for could have been drawn at random: it mixes digits and
 * letters and its characters are spread as a random text of that length would spread them.
 */
export const looksRandom = (body: string): boolean => {
  if (body.length < TELLING_LENGTH) return new Set(body).size >= Math.min(4, body.length);
  const digits = /[0-9]/.test(body);
  const letters = /[A-Za-z]/.test(body);
  if (!digits) return false;
  return spreadOf(body, letters ? 16 : 10) > 0.72;
};
