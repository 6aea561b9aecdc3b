import { describe, expect, test } from '@jest/globals';
import type { HistoryEntry } from '../../src/model/image.ts';
import { alignHistory } from '../../src/dockerfile/history.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';

const HASH = '7027c77992f5b5a06465828d75ae4ff9adcec5f94bc05d3f683eb205e0ec1ac0';

/** A text, or a text and whether its entry is empty, or with a comment. */
type Told = string | [string, boolean] | [string, boolean, string];

function history(...told: Told[]): HistoryEntry[] {
  let layer = 0;
  return told.map((one, index) => {
    const [createdBy, empty, comment] = typeof one === 'string' ? [one, false, ''] : [...one, ''];
    return {
      index,
      createdBy: createdBy,
      comment: comment ?? '',
      empty: empty,
      layer: empty === true ? null : layer++,
    };
  });
}

function lines(dockerfile: string[], told: Told[], target?: string) {
  const file = parseDockerfile('Dockerfile', dockerfile.join('\n'));
  const found = alignHistory(file, history(...told), target === undefined ? {} : { target });
  return {
    ...found,
    told: found.entries.map((one) => one.instruction?.line ?? one.kind),
    certainty: found.entries.map((one) => one.certainty),
  };
}

/** All spellings below were read from images that the three builders made of this file. */
const DOCKERFILE = [
  'FROM scratch AS base',
  'COPY busybox /bin/busybox',
  'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
  'ONBUILD RUN echo onb > /onb',
  'from base as two',
  'arg A=1',
  'ARG TOKEN',
  'ENV X=$A Y="a b" \\',
  '  # comment',
  '  Z=1',
  'WORKDIR /app',
  'RUN echo one > /f1 && \\',
  '    echo   two  >> /f1',
  'COPY --from=base /bin/busybox /y',
  'EXPOSE 80 443/udp',
  'VOLUME ["/a b","/c"]',
  'LABEL a=b "c"=d',
  'HEALTHCHECK --interval=5s CMD echo $A',
  'SHELL ["/bin/sh", "-ec"]',
  'RUN echo $A',
  'CMD ["a","b"]',
  'ENTRYPOINT echo $A hi',
  'ENV OLD value here',
];
const OWN = [6, 7, 8, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23];

describe('builders', () => {
  test('classic', () => {
    const found = lines(DOCKERFILE, [
      `/bin/sh -c #(nop) COPY file:${HASH} in /bin/busybox `,
      '/bin/busybox --install -s /bin',
      ['/bin/sh -c #(nop)  ONBUILD RUN echo onb > /onb', true],
      '/bin/sh -c echo onb > /onb',
      ['/bin/sh -c #(nop)  ARG A=1', true],
      ['/bin/sh -c #(nop)  ARG TOKEN', true],
      ['/bin/sh -c #(nop)  ENV X=1 Y=a b Z=1', true],
      '/bin/sh -c #(nop) WORKDIR /app',
      '|2 A=1 TOKEN=tt /bin/sh -c echo one > /f1 &&     echo   two  >> /f1',
      `/bin/sh -c #(nop) COPY file:${HASH} in /y `,
      ['/bin/sh -c #(nop)  EXPOSE 443/udp 80', true],
      ['/bin/sh -c #(nop)  VOLUME [/a b /c]', true],
      ['/bin/sh -c #(nop)  LABEL a=b c=d', true],
      ['/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "echo $A"] "5s" "0s" "0s" \'\\x00\'}', true],
      ['/bin/sh -ec #(nop)  SHELL [/bin/sh -ec]', true],
      '|2 A=1 TOKEN=tt /bin/sh -ec echo $A',
      ['/bin/sh -ec #(nop)  CMD ["a" "b"]', true],
      ['/bin/sh -ec #(nop)  ENTRYPOINT ["/bin/sh" "-ec" "echo $A hi"]', true],
      ['/bin/sh -ec #(nop)  ENV OLD=value here', true],
    ]);
    expect(found.told).toEqual([2, 3, 4, 4, ...OWN]);
    expect(new Set(found.certainty)).toEqual(new Set(['exact']));
    expect(found.entries.map((one) => one.triggered).indexOf(true)).toBe(3);
    expect(found).toMatchObject({
      belongs: true,
      squashed: false,
      note: null,
      target: { index: 1 },
    });
  });

  test('BuildKit', () => {
    const found = lines(DOCKERFILE, [
      'COPY busybox /bin/busybox # buildkit',
      'RUN /bin/busybox --install -s /bin # buildkit',
      'RUN /bin/sh -c echo onb > /onb # buildkit',
      ['ARG A=1', true],
      ['ARG TOKEN=tt', true],
      ['ENV X=1 Y=a b Z=1', true],
      'WORKDIR /app',
      'RUN |2 A=1 TOKEN=tt /bin/sh -c echo one > /f1 &&     echo   two  >> /f1 # buildkit',
      'COPY /bin/busybox /y # buildkit',
      ['EXPOSE map[443/udp:{} 80/tcp:{}]', true],
      ['VOLUME [/a b /c]', true],
      ['LABEL a=b c=d', true],
      ['HEALTHCHECK &{["CMD-SHELL" "echo $A"] "5s" "0s" "0s" \'\\x00\'}', true],
      ['SHELL [/bin/sh -ec]', true],
      'RUN |2 A=1 TOKEN=tt /bin/sh -ec echo $A # buildkit',
      ['CMD ["a" "b"]', true],
      ['ENTRYPOINT ["/bin/sh" "-ec" "echo $A hi"]', true],
      ['ENV OLD=value here', true],
    ]);
    expect(found.told).toEqual([2, 3, 4, ...OWN]);
    expect(new Set(found.certainty)).toEqual(new Set(['exact']));
  });

  test('buildah with --layers', () => {
    const found = lines(DOCKERFILE.slice(0, 3).concat(DOCKERFILE.slice(4)), [
      `/bin/sh -c #(nop) COPY file:${HASH} in /bin/busybox `,
      ['/bin/sh -c ["/bin/busybox", "--install", "-s", "/bin"]', false, 'FROM 2c53f5be027e'],
      ['/bin/sh -c #(nop) ARG A', true],
      ['/bin/sh -c #(nop) ARG A TOKEN', true],
      ['/bin/sh -c #(nop) ENV X=$A Y="a b"   Z=1', true],
      ['/bin/sh -c #(nop) WORKDIR /app', true],
      '|2 A=1 TOKEN=tt /bin/sh -c echo one > /f1 &&     echo   two  >> /f1',
      `/bin/sh -c #(nop) COPY file:${HASH} in /y `,
      ['/bin/sh -c #(nop) EXPOSE 80 443/udp', true],
      ['/bin/sh -c #(nop) VOLUME ["/a b","/c"]', true],
      ['/bin/sh -c #(nop) LABEL a=b "c"=d', true],
      ['/bin/sh -c #(nop) HEALTHCHECK --interval=5s CMD echo $A', true],
      ['/bin/sh -c #(nop) SHELL ["/bin/sh", "-ec"]', true],
      '|2 A=1 TOKEN=tt /bin/sh -c echo $A',
      ['/bin/sh -c #(nop) CMD ["a","b"]', true],
      ['/bin/sh -c #(nop) ENTRYPOINT echo $A hi', true],
      ['/bin/sh -c #(nop) ENV OLD value here', true],
    ]);
    expect(found.told).toEqual([2, 3, ...OWN.map((line) => line - 1)]);
    expect(new Set(found.certainty)).toEqual(new Set(['exact']));
  });

  test('buildah without --layers: the one layer may come from all', () => {
    const found = lines(
      ['FROM scratch', 'COPY busybox /bin/', 'RUN x', 'ENV A=b'],
      [
        [`/bin/sh -c #(nop) COPY file:${HASH} in /bin/ `, true],
        ['/bin/sh -c x', true],
        ['/bin/sh -c #(nop) ENV A=b', false, 'FROM d1c07a603e31'],
      ],
    );
    expect(found.squashed).toBe(true);
    expect(found.entries[2]?.layerOf.map((one) => one.line)).toEqual([2, 3, 4]);
    expect(found.note).toContain('merged');
  });

  test('docker build --squash', () => {
    const found = lines(
      ['FROM base', 'COPY a /', 'RUN x'],
      [
        '/bin/sh -c #(nop) ADD file:base in / ',
        [`/bin/sh -c #(nop) COPY file:${HASH} in / `, true],
        ['/bin/sh -c x', true],
        ['', false, 'merge sha256:1 to sha256:2'],
      ],
    );
    expect(found.told).toEqual(['base', 2, 3, 'unknown']);
    expect(found.squashed).toBe(true);
    expect(found.entries[3]?.layerOf.map((one) => one.line)).toEqual([2, 3]);
  });

  test('BuildKit heredocs', () => {
    const found = lines(
      [
        'FROM b',
        'RUN <<EOF',
        'echo one',
        'echo two',
        'EOF',
        'RUN <<E',
        '#!/bin/python',
        'x',
        'E',
        'RUN cat <<F > /f',
        'y',
        'F',
        'COPY <<-"G" /g',
        '\tz',
        'G',
      ],
      [
        'base',
        'RUN /bin/sh -c echo one\necho two\n # buildkit',
        'RUN /bin/sh -c /dev/pipes/E # buildkit',
        'RUN /bin/sh -c cat <<F > /f\ny\nF # buildkit',
        'COPY <<G /g # buildkit',
      ],
    );
    expect(found.told).toEqual(['base', 2, 6, 10, 13]);
    expect(found.certainty).toEqual([null, 'exact', 'exact', 'exact', 'exact']);
  });

  test('newer BuildKit: flags of COPY, a relative WORKDIR made absolute', () => {
    const found = lines(
      [
        'FROM b',
        'WORKDIR x',
        'COPY --chown=1:2 --chmod=755 --link a b ./',
        'RUN --mount=type=cache,target=/c make',
      ],
      [
        'base',
        'WORKDIR /srv/x',
        'COPY --chown=1:2 --chmod=755 a b ./ # buildkit',
        'RUN /bin/sh -c make # buildkit',
      ],
    );
    expect(found.told).toEqual(['base', 2, 3, 4]);
  });

  test('kaniko writes the lines as they are', () => {
    expect(
      lines(
        ['FROM b', 'RUN make  all', 'COPY . .', 'ENV A=$B'],
        ['base', 'RUN make  all', 'COPY . .', 'ENV A=$B'],
      ).told,
    ).toEqual(['base', 2, 3, 4]);
  });
});

describe('values that are not in the file', () => {
  test('build arguments passed, the base image variables, defaults with operators', () => {
    const found = lines(
      [
        'FROM b',
        'ARG V=1',
        'ENV P=$PATH:/x U=${V}',
        'COPY a-${V:-2} /opt/$HOME/${W:+x}',
        'USER $V',
        'STOPSIGNAL ${V}',
      ],
      [
        'base',
        'ARG V=9',
        'ENV P=/usr/bin:/x U=9',
        'COPY a-9 /opt//root/ # buildkit',
        'USER 9',
        'STOPSIGNAL 9',
      ],
    );
    expect(found.told).toEqual(['base', 2, 3, 4, 5, 6]);
    expect(found.certainty.slice(1)).toEqual(new Array(5).fill('exact'));
  });

  test('single quotes and escapes keep a variable', () => {
    const found = lines(['FROM b', 'ENV A=\'$X\' B=\\$X C="\\$X"'], ['ENV A=$X B=$X C=$X']);
    expect(found.certainty).toEqual(['exact']);
  });
});

describe('base image', () => {
  const base: Told[] = [
    '/bin/sh -c #(nop) ADD file:x in / ',
    ['/bin/sh -c #(nop)  CMD ["bash"]', true],
    'RUN /bin/sh -c apt-get update # buildkit',
  ];

  test('entries of the base are told apart, even when they are spelt like ours', () => {
    const found = lines(
      ['FROM b', 'RUN apt-get update', 'CMD ["bash"]'],
      [...base, 'RUN /bin/sh -c apt-get update # buildkit', ['CMD ["bash"]', true]],
    );
    expect(found.told).toEqual(['base', 'base', 'base', 2, 3]);
  });

  test('what the base deferred with ONBUILD is blamed on FROM', () => {
    const found = lines(
      ['FROM node:onbuild', 'RUN mine'],
      [
        'x',
        ['/bin/sh -c #(nop)  ONBUILD COPY . /usr/src/app', true],
        ['/bin/sh -c #(nop)  ONBUILD RUN npm install', true],
        `/bin/sh -c #(nop) COPY dir:${HASH} in /usr/src/app `,
        '/bin/sh -c npm install',
        '/bin/sh -c mine',
      ],
    );
    expect(found.told).toEqual(['base', 'base', 'base', 1, 1, 2]);
    expect(found.entries[3]).toMatchObject({ triggered: true, certainty: 'aligned' });
  });

  test('a Dockerfile of FROM alone', () => {
    expect(lines(['FROM b'], base)).toMatchObject({
      belongs: true,
      told: ['base', 'base', 'base'],
    });
  });

  test('an entry without text, as docker import leaves it', () => {
    expect(lines(['FROM b', 'RUN x'], ['', '/bin/sh -c x']).told).toEqual(['base', 2]);
  });
});

describe('not as expected', () => {
  test('another image: it does not belong, and every entry is unknown', () => {
    const found = lines(
      ['FROM b', 'RUN one', 'COPY two /two', 'ENV A=b', 'CMD x'],
      [
        'base',
        'RUN /bin/sh -c other # buildkit',
        'COPY . /srv # buildkit',
        ['ENV C=d', true],
        ['CMD ["y"]', true],
      ],
    );
    expect(found).toMatchObject({ belongs: false, target: null });
    expect(new Set(found.told)).toEqual(new Set(['unknown']));
    expect(found.note).toBe(
      'Dockerfile does not belong to this image: its history tells other instructions',
    );
  });

  test('an instruction added since the build: the others are aligned, not exact', () => {
    const found = lines(
      ['FROM b', 'RUN one', 'RUN new', 'RUN two', 'CMD x'],
      [
        'base',
        'RUN /bin/sh -c one # buildkit',
        'RUN /bin/sh -c two # buildkit',
        ['CMD ["/bin/sh" "-c" "x"]', true],
      ],
    );
    expect(found.told).toEqual(['base', 2, 4, 5]);
    expect(found.certainty).toEqual([null, 'aligned', 'aligned', 'aligned']);
  });

  test('an instruction changed since: guessed', () => {
    const found = lines(
      ['FROM b', 'RUN one', 'RUN apt-get install -y curl git jq make', 'CMD x'],
      [
        'base',
        'RUN /bin/sh -c one # buildkit',
        'RUN /bin/sh -c apt-get install -y curl git jq # buildkit',
        ['CMD ["/bin/sh" "-c" "x"]', true],
      ],
    );
    expect(found.told).toEqual(['base', 2, 3, 4]);
    expect(found.certainty[2]).toBe('guessed');
  });

  test('docker commit adds an entry behind', () => {
    expect(
      lines(
        ['FROM b', 'RUN one', 'CMD x'],
        ['base', '/bin/sh -c one', ['/bin/sh -c #(nop)  CMD ["/bin/sh" "-c" "x"]', true], 'bash'],
      ).told,
    ).toEqual(['base', 2, 3, 'unknown']);
  });

  test('an image from scratch has no base', () => {
    expect(lines(['FROM scratch', 'COPY a /'], ['what', 'COPY a / # buildkit']).told).toEqual([
      'unknown',
      2,
    ]);
  });
});

describe('stages', () => {
  const file = [
    'FROM b AS one',
    'RUN a',
    'FROM one AS two',
    'RUN b',
    'FROM other',
    'COPY --from=two /x /x',
  ];

  test('the last stage, where nobody names one', () => {
    expect(lines(file, ['base', 'COPY /x /x # buildkit']).told).toEqual(['base', 6]);
  });

  test('--target by name in any case, by number, or found out', () => {
    const told = ['base', 'RUN /bin/sh -c a # buildkit', 'RUN /bin/sh -c b # buildkit'];
    for (const target of ['TWO', '1', undefined]) {
      const found = lines(file, told, target);
      expect(found.told).toEqual(['base', 2, 4]);
      expect(found.target?.name).toBe('two');
    }
  });

  test('an unknown target says which there are', () => {
    expect(() => lines(file, ['base'], 'three')).toThrow(
      /Dockerfile has no stage "three" \(named stages: one, two\)/,
    );
  });
});

describe('hostile history', () => {
  test.each([
    ['many entries', 100_000, 'RUN /bin/sh -c x # buildkit', 50],
    ['many of both', 5_000, 'RUN /bin/sh -c x y z # buildkit', 5_000],
    ['long texts', 300, `RUN |1 A=${'x '.repeat(50_000)} /bin/sh -c z # buildkit`, 300],
    ['marks', 300, '#(nop) '.repeat(10_000), 300],
  ])('time stays short: %s', (_name, entries, text, instructions) => {
    const file = parseDockerfile('D', `FROM b\n${'RUN x y w $A\n'.repeat(instructions)}`);
    const before = performance.now();
    alignHistory(file, history(...new Array<Told>(entries).fill(text)));
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test.each(['ARG', 'ENV'])(
    '%s values that double with each line do not fill the memory',
    (keyword) => {
      const lines = `${keyword} A=x\n${`${keyword} A=$A$A\n`.repeat(100)}COPY $A /x`;
      const file = parseDockerfile('D', `FROM b\n${lines}`);
      expect(alignHistory(file, history('COPY x /x # buildkit')).belongs).toBe(false);
    },
  );
});
