/**
 * What a scenario is: files with secrets planted in them and things that only look like secrets. All
 * values are drawn when the test runs; nothing here is a key of anybody's.
 */
import { createHash } from 'node:crypto';
import { randomFrom } from '../../../src/detect/sample.ts';
import { key } from '../engine.ts';

const lower = 'abcdefghijkmnopqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';
const nouns =
  'harbor tulip walnut copper meadow lantern orchid saddle pepper velvet anchor maple'.split(' ');

/** Draws values and notes what was planted. */
export class Draw {
  readonly planted: string[] = [];
  readonly decoys: string[] = [];
  readonly #random: () => number;
  #seed: number;

  constructor(seed: number) {
    this.#seed = seed * 1000;
    this.#random = randomFrom(seed);
  }

  #pick(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i += 1) {
      text += alphabet.charAt(Math.floor(this.#random() * alphabet.length));
    }
    return text;
  }

  /** Notes a value as a secret. `as` is how it stands in the file where that is another. */
  plant(value: string, as = value): string {
    this.planted.push(as);
    return value;
  }

  decoy(value: string): string {
    this.decoys.push(value);
    return value;
  }

  /** As a manager of passwords makes them, of characters that every file takes bare. */
  password(): string {
    const body = this.#pick(lower + upper + digits, 13);
    return this.plant(
      `${body}${this.#pick('-_.', 1)}${this.#pick(digits, 1)}${this.#pick(upper, 1)}k`,
    );
  }

  /** As people choose them: words with a number and a mark. */
  phrase(): string {
    const word = (): string => nouns[Math.floor(this.#random() * nouns.length)] ?? 'harbor';
    const first = word();
    return this.plant(
      `${first.charAt(0).toUpperCase()}${first.slice(1)}${word()}#${this.#pick(digits, 3)}`,
    );
  }

  token(length = 40): string {
    return this.plant(this.#pick(lower + upper + digits, length));
  }

  /** Letters, digits and the marks that a framework's generator takes. */
  salt(marks: string, length: number): string {
    return this.plant(this.#pick(lower + digits + marks, length));
  }

  hex(length = 64): string {
    return this.plant(this.#pick('0123456789abcdef', length));
  }

  base64(bytes: number): string {
    const text = this.#pick('0123456789abcdef', 2 * bytes);
    return this.plant(Buffer.from(text, 'hex').toString('base64'));
  }

  /** A sample of a rule's format. */
  key(rule: string): string {
    return this.plant(key(rule, (this.#seed += 1)));
  }

  /** `user:password` in base64; both drawn. */
  login(user: string): string {
    const text = `${user}:${this.#pick(lower + upper + digits, 16)}`;
    return this.plant(Buffer.from(text).toString('base64'));
  }

  /** A secret written down in base64; found as it stands or as what it decodes to. */
  encoded(): string {
    return this.plant(Buffer.from(this.#pick(lower + upper + digits, 18)).toString('base64'));
  }

  /** A checksum of something. */
  sum(algorithm: string, encoding: 'hex' | 'base64' | 'base64url' = 'hex'): string {
    return this.decoy(createHash(algorithm).update(this.#pick(lower, 20)).digest(encoding));
  }

  uuid(): string {
    const hex = this.#pick('0123456789abcdef', 32);
    return this.decoy(
      [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `a${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-'),
    );
  }
}

export type FileText = (draw: Draw) => string | Buffer;

export interface Scenario {
  name: string;
  files: Record<string, FileText>;
  /** Lines behind `COPY`; what is planted in them must be found in config or history. */
  lines?: (draw: Draw) => string;
}

export interface FileTruth {
  path: string;
  content: Buffer;
  planted: string[];
  decoys: string[];
}

/** The files of a scenario with what is in them. The same number gives the same values. */
export const writeTruth = (scenario: Scenario, number: number): FileTruth[] =>
  Object.entries(scenario.files).map(([path, text], at) => {
    const draw = new Draw(number * 100 + at + 1);
    const content = Buffer.from(text(draw));
    return { path, content, planted: draw.planted, decoys: draw.decoys };
  });
