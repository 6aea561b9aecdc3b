import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GateError } from '../../src/model/error.ts';
import { LONGEST_DOCKERFILE, parseDockerfile } from '../../src/dockerfile/parse.ts';
import { positionOf } from '../../src/dockerfile/logical.ts';

const parse = (...lines: string[]) => parseDockerfile('Dockerfile', lines.join('\n'));
const ranges = (...lines: string[]) =>
  parse(...lines).instructions.map((one) => [one.keyword, one.line, one.endLine]);

describe('lines of instructions', () => {
  test('continuations, comments and empty lines inside belong to the instruction', () => {
    expect(
      ranges('FROM a', '', '# c', 'RUN x && \\', '# inside', '', '   y \\  ', 'z', 'run w'),
    ).toEqual([
      ['FROM', 1, 1],
      ['RUN', 4, 8],
      ['RUN', 9, 9],
    ]);
  });

  test('the joined text keeps inner blanks and drops comments, as the engine does', () => {
    const [, run] = parse(
      'FROM a',
      'RUN echo one > /f1 && \\',
      '    # in comment',
      '    echo   two  >> /f1',
    ).instructions;
    expect(run?.args).toBe('echo one > /f1 &&     echo   two  >> /f1');
  });

  test('a doubled escape ends the instruction', () => {
    expect(ranges('FROM a', 'RUN echo \\\\', 'RUN b').map((one) => one[1])).toEqual([1, 2, 3]);
  });

  test('CRLF and a byte order mark change no line', () => {
    const file = parseDockerfile('D', '\uFEFFFROM a\r\nRUN x \\\r\n  y\r\nCMD z\r\n');
    expect(file.instructions.map((one) => [one.line, one.endLine, one.args])).toEqual([
      [1, 1, 'a'],
      [2, 3, 'x   y'],
      [4, 4, 'z'],
    ]);
  });

  test('a continuation at the end of the file', () => {
    expect(ranges('FROM a', 'RUN x \\')).toEqual([
      ['FROM', 1, 1],
      ['RUN', 2, 2],
    ]);
  });

  test('positions lead back through continuations', () => {
    const joined = parse('FROM a', 'RUN ab\\', 'cd').instructions[1]?.joined;
    if (joined === undefined) throw new Error('no RUN');
    expect(joined.text).toBe('RUN abcd');
    expect(positionOf(joined, 5)).toEqual({ line: 2, column: 5 });
    expect(positionOf(joined, 6)).toEqual({ line: 3, column: 0 });
    expect(positionOf(joined, 7)).toEqual({ line: 3, column: 1 });
  });
});

describe('directives', () => {
  test('escape and syntax', () => {
    const file = parse('# escape=`', '# syntax=docker/dockerfile:1', 'FROM a', 'RUN c:\\ `', '  b');
    expect(file).toMatchObject({ escape: '`', syntax: 'docker/dockerfile:1' });
    expect(file.instructions[1]).toMatchObject({ args: 'c:\\   b', line: 4, endLine: 5 });
  });

  test('a comment ends them', () => {
    expect(parse('# hello', '# escape=`', 'FROM a').escape).toBe('\\');
  });
});

describe('heredocs', () => {
  test('two on one line, one of them with tabs', () => {
    const file = parse(
      'FROM a',
      "RUN cat <<EOF - <<-'E2' > /x",
      'one',
      '# kept',
      'EOF',
      '\ttwo',
      '\tE2',
      'CMD b',
    );
    expect(file.instructions[1]).toMatchObject({
      line: 2,
      endLine: 7,
      heredocs: [
        { name: 'EOF', line: 3, endLine: 5, body: 'one\n# kept\n', expand: true },
        { name: 'E2', line: 6, endLine: 7, body: 'two\n', expand: false },
      ],
    });
    expect(file.instructions[2]).toMatchObject({ keyword: 'CMD', line: 8 });
  });

  test('COPY with a heredoc, and behind ONBUILD', () => {
    expect(ranges('FROM a', 'COPY <<f /x', 'RUN no', 'f', 'ONBUILD RUN <<E', 'x', 'E')).toEqual([
      ['FROM', 1, 1],
      ['COPY', 2, 4],
      ['ONBUILD', 5, 7],
    ]);
  });

  test('inside quotes and elsewhere it is none', () => {
    expect(
      ranges('FROM a', 'RUN echo "a <<EOF b"', 'RUN x', 'ENV A=<<EOF', 'CMD c').map(
        (one) => one[1],
      ),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  test('one that is never closed is a problem, not an error', () => {
    const file = parse('FROM a', 'RUN <<EOF', 'x');
    expect(file.problems).toEqual([{ line: 2, message: 'the heredoc <<EOF is never closed' }]);
    expect(file.instructions[1]).toMatchObject({ line: 2, endLine: 3 });
  });
});

describe('properties', () => {
  test('each has its own lines', () => {
    const env = parse(
      'FROM a',
      'ENV A=1 B="two words" \\',
      '  # note',
      "  C='three' \\",
      '  D="x\\',
      'y"',
    ).instructions[1];
    expect(env?.properties).toEqual([
      { name: 'A', value: '1', line: 2, endLine: 2, column: 4 },
      { name: 'B', value: '"two words"', line: 2, endLine: 2, column: 8 },
      { name: 'C', value: "'three'", line: 4, endLine: 4, column: 2 },
      { name: 'D', value: '"xy"', line: 5, endLine: 6, column: 2 },
    ]);
  });

  test('the old form of ENV, ARG without a value, LABEL with a quoted name', () => {
    const file = parse('FROM a', 'ENV OLD some value', 'ARG X', 'LABEL "a b"=c', 'ONBUILD ARG T=1');
    expect(
      file.instructions.map((one) => (one.trigger ?? one).properties.map((p) => [p.name, p.value])),
    ).toEqual([[], [['OLD', 'some value']], [['X', null]], [['a b', 'c']], [['T', '1']]]);
  });

  test('names of Object.prototype are plain names', () => {
    expect(
      parse('FROM a', 'ENV __proto__=x constructor=y').instructions[1]?.properties,
    ).toMatchObject([
      { name: '__proto__', value: 'x' },
      { name: 'constructor', value: 'y' },
    ]);
  });
});

describe('flags, JSON form, triggers', () => {
  test('flags with and without values', () => {
    const [, copy, run] = parse(
      'FROM a',
      'COPY --link --from=b --chown="1:2" x y',
      'RUN --mount=type=secret,id=a -- ls',
    ).instructions;
    expect(copy).toMatchObject({
      flags: [
        { name: 'link', value: null },
        { name: 'from', value: 'b' },
        { name: 'chown', value: '"1:2"' },
      ],
      args: 'x y',
    });
    expect(run).toMatchObject({
      flags: [{ name: 'mount', value: 'type=secret,id=a' }],
      args: 'ls',
    });
  });

  test('JSON over several lines; what is no array of strings is shell', () => {
    const [, a, b, c] = parse(
      'FROM a',
      'CMD ["a", \\',
      ' "b"]',
      'CMD [1]',
      "CMD ['a']",
    ).instructions;
    expect([a?.json, b?.json, c?.json]).toEqual([['a', 'b'], null, null]);
  });

  test('ONBUILD holds its trigger with the same lines', () => {
    expect(parse('FROM a', 'ONBUILD \\', '  COPY --chown=1 a b').instructions[1]).toMatchObject({
      keyword: 'ONBUILD',
      trigger: {
        keyword: 'COPY',
        args: 'a b',
        line: 2,
        endLine: 3,
        stage: 0,
        flags: [{ name: 'chown' }],
      },
    });
  });
});

describe('stages', () => {
  test('names fold case, the nearest earlier one counts, global ARGs apply', () => {
    const file = parse(
      'ARG B=Base',
      'FROM x AS base',
      'RUN a',
      'FROM ${B} as two',
      'FROM base:latest',
      'FROM --platform=linux/arm64 TWO',
    );
    expect(file.globalArgs).toHaveLength(1);
    expect(file.stages.map((one) => [one.name, one.base, one.parent])).toEqual([
      ['base', 'x', null],
      ['two', '${B}', 0],
      [null, 'base:latest', null],
      [null, 'TWO', 1],
    ]);
    expect(file.instructions.map((one) => one.stage)).toEqual([null, 0, 0, 1, 2, 3]);
  });

  test('problems name lines', () => {
    expect(parse('RUN x', 'FROM a', 'FOO bar').problems).toEqual([
      { line: 1, message: 'it stands before the first FROM' },
      { line: 3, message: 'no builder knows this instruction' },
    ]);
    expect(parse('# only').problems).toEqual([{ line: 1, message: 'there is no FROM' }]);
  });
});

describe('hostile input', () => {
  test('too long and binary texts are refused with the file named', () => {
    expect(() => parseDockerfile('D', 'x'.repeat(LONGEST_DOCKERFILE + 1))).toThrow(GateError);
    expect(() => parseDockerfile('some/D', 'FROM a\nRUN \0')).toThrow(/^some\/D:2 /);
  });

  test('any text is read without another error, and every line has at most one instruction', () => {
    const piece = fc.constantFrom(
      'FROM a',
      'RUN x',
      'ENV A=b',
      'ENV',
      'ARG',
      'LABEL "a',
      'COPY <<E /x',
      'E',
      '\\',
      '`',
      ' ',
      '\t',
      '\n',
      '\r\n',
      '#',
      '"',
      "'",
      'ONBUILD',
      'ONBUILD ONBUILD RUN',
      '${',
      '<<',
      '--from=',
      '[',
      '"]',
      'A=b',
      '# escape=`',
      '\u2028',
      '\ud800',
      '=',
      '\\\n',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 6 })), { maxLength: 30 }),
        (parts) => {
          const text = parts.join('').replaceAll('\0', '');
          const file = parseDockerfile('D', text);
          let last = 0;
          for (const one of file.instructions) {
            expect(one.line).toBeGreaterThan(last);
            expect(one.endLine).toBeGreaterThanOrEqual(one.line);
            expect(one.endLine).toBeLessThanOrEqual(file.lines.length);
            last = one.endLine;
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['one long continued ENV', `FROM a\nENV A=b \\\n${'  B=c \\\n'.repeat(20_000)} C=d`],
    ['many quotes', `FROM a\nENV ${'"\'\\'.repeat(100_000)}`],
    ['many heredocs', `FROM a\nRUN ${'<<A '.repeat(50_000)}`],
    ['many escapes and blanks', `FROM a\nRUN ${'\\ '.repeat(200_000)}`],
    ['many instructions', 'RUN\n'.repeat(200_000)],
    ['many stages', 'FROM a as b\n'.repeat(20_000)],
    ['long JSON', `FROM a\nCMD ${'['.repeat(300_000)}`],
    ['many global arguments', `${'ARG A=$A$A\n'.repeat(20_000)}FROM $A`],
  ])('time stays short: %s', (_name, text) => {
    const before = performance.now();
    parseDockerfile('D', text);
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
