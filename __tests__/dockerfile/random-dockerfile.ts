/**
 * Random Dockerfiles for the real engine: stages, continuations, comments, ONBUILD, ARG, lower case,
 * twins of earlier instructions. Each instruction plants a marker of its own, and the generator knows
 * on which line it did. No heredocs: the engine on these machines is older than they are.
 */
import fc from 'fast-check';

export interface Planted {
  marker: string;
  keyword: string;
  /** Lines of the instruction in the Dockerfile, from 1. */
  line: number;
  endLine: number;
  /** The line in which the marker, or the file that holds it, is named. */
  exact: number;
  /** For `COPY --from`: the instruction of the earlier stage that made the file. */
  source: { line: number; endLine: number } | null;
  /** For a file of the context: its name there. */
  contextFile: string | null;
}

export interface RandomBuild {
  dockerfile: string;
  /** Files of the context but for the Dockerfile and busybox. */
  context: Record<string, string>;
  buildArgs: Record<string, string>;
  target: string | null;
  planted: Planted[];
}

type Kind =
  | 'run'
  | 'run-continued'
  | 'run-exec'
  | 'run-variable'
  | 'run-twin'
  | 'copy'
  | 'copy-json'
  | 'copy-folder'
  | 'copy-wildcard'
  | 'copy-twin'
  | 'copy-variable'
  | 'add'
  | 'copy-from'
  | 'env'
  | 'env-many'
  | 'env-old'
  | 'arg'
  | 'arg-passed'
  | 'label'
  | 'workdir'
  | 'cmd'
  | 'entrypoint'
  | 'expose'
  | 'volume'
  | 'healthcheck'
  | 'onbuild-run'
  | 'onbuild-copy'
  | 'stopsignal'
  | 'maintainer'
  | 'shell'
  | 'empty-run';

const KINDS: Kind[] = [
  'run',
  'run-continued',
  'run-exec',
  'run-variable',
  'run-twin',
  'copy',
  'copy-json',
  'copy-folder',
  'copy-wildcard',
  'copy-twin',
  'copy-variable',
  'add',
  'copy-from',
  'env',
  'env-many',
  'env-old',
  'arg',
  'arg-passed',
  'label',
  'workdir',
  'cmd',
  'entrypoint',
  'expose',
  'volume',
  'healthcheck',
  'onbuild-run',
  'onbuild-copy',
  'stopsignal',
  'maintainer',
  'shell',
  'empty-run',
];

interface Step {
  kind: Kind;
  /** Comments and blank lines before it. */
  noise: number;
  lower: boolean;
  indent: boolean;
}

interface StagePlan {
  /** Builds on the stage before it rather than on scratch. */
  onTop: boolean;
  named: boolean;
  steps: Step[];
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  noise: fc.nat(3),
  lower: fc.boolean(),
  indent: fc.boolean(),
});

const plan = fc.record({
  stages: fc.array(
    fc.record({
      onTop: fc.boolean(),
      named: fc.boolean(),
      steps: fc.array(step, { minLength: 1, maxLength: 7 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  directive: fc.boolean(),
  global: fc.boolean(),
  targeted: fc.boolean(),
});

export const randomBuild: fc.Arbitrary<RandomBuild> = plan.map(({ stages, ...options }) =>
  new Writer().write(stages, options),
);

interface StageFile {
  path: string;
  marker: string;
  line: number;
  endLine: number;
  contextFile: string | null;
}

class Writer {
  readonly #lines: string[] = [];
  readonly #context: Record<string, string> = {};
  readonly #buildArgs: Record<string, string> = {};
  readonly #planted: Planted[] = [];
  /** Per stage, files that a later stage may copy. */
  readonly #files: StageFile[][] = [];
  #number = 0;
  #twin = 0;

  write(
    stages: StagePlan[],
    options: { directive: boolean; global: boolean; targeted: boolean },
  ): RandomBuild {
    if (options.directive) this.#lines.push('# escape=\\');
    if (options.global) this.#lines.push('ARG GLOBAL=scratch');
    for (const [at, stage] of stages.entries()) this.#stage(stage, at, options.global);
    const last = stages.length - 1;
    const target = options.targeted ? `s${Math.max(0, last - 1)}` : null;
    return {
      dockerfile: `${this.#lines.join('\n')}\n`,
      context: this.#context,
      buildArgs: this.#buildArgs,
      target,
      planted: this.#planted,
    };
  }

  #stage(stage: StagePlan, at: number, global: boolean): void {
    const base = at > 0 && stage.onTop ? `s${at - 1}` : global ? '${GLOBAL}' : 'scratch';
    this.#lines.push(`FROM ${base} ${stage.named ? 'AS' : 'as'} ${stage.named ? 'S' : 's'}${at}`);
    this.#files.push([]);
    if (base === 'scratch' || base.startsWith('$')) {
      this.#lines.push(
        'COPY busybox /bin/busybox',
        'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
      );
    }
    for (const one of stage.steps) {
      for (let noise = 0; noise < one.noise; noise++)
        this.#lines.push(noise === 1 ? '' : '# RUN echo no');
      this.#step(one, at);
    }
  }

  /** Writes one instruction; `exact` counts from its first line, from 0. */
  #put(
    one: Step,
    lines: string[],
    planted: {
      marker: string;
      keyword: string;
      exact?: number;
      contextFile?: string;
      source?: StageFile;
    } | null,
  ): { line: number; endLine: number } {
    const first = lines[0] as string;
    const space = first.indexOf(' ');
    const word = one.lower ? first.slice(0, space).toLowerCase() : first.slice(0, space);
    const line = this.#lines.length + 1;
    this.#lines.push(`${one.indent ? '  ' : ''}${word}${first.slice(space)}`, ...lines.slice(1));
    const endLine = this.#lines.length;
    if (planted !== null) {
      const { marker, keyword, source } = planted;
      this.#planted.push({
        marker,
        keyword,
        line,
        endLine,
        exact: line + (planted.exact ?? 0),
        source: source === undefined ? null : { line: source.line, endLine: source.endLine },
        contextFile: planted.contextFile ?? source?.contextFile ?? null,
      });
    }
    return { line, endLine };
  }

  #fresh(): { n: number; marker: string } {
    const n = ++this.#number;
    return { n, marker: `mark${n}x` };
  }

  #file(name: string, marker: string): string {
    this.#context[name] = `${marker}\n`;
    return name;
  }

  #made(
    at: number,
    path: string,
    marker: string,
    place: { line: number; endLine: number },
    contextFile: string | null,
  ): void {
    this.#files[at]?.push({ path, marker, ...place, contextFile });
  }

  #step(one: Step, at: number): void {
    const { n, marker } = this.#fresh();
    const put = (
      lines: string[],
      keyword: string,
      more: { exact?: number; contextFile?: string } = {},
    ) => this.#put(one, lines, { marker, keyword, ...more });
    switch (one.kind) {
      case 'run':
        this.#made(at, `/m${n}`, marker, put([`RUN echo  ${marker}  > /m${n}`], 'RUN'), null);
        return;
      case 'run-continued': {
        const lines = [
          'RUN echo a && \\',
          '# in between',
          '    echo b; \\  ',
          `    echo ${marker} > /m${n} && \\`,
          '  true',
        ];
        this.#made(at, `/m${n}`, marker, put(lines, 'RUN', { exact: 3 }), null);
        return;
      }
      case 'run-exec':
        this.#made(
          at,
          `/m${n}`,
          marker,
          put([`RUN ["/bin/sh", "-c", "echo ${marker} > /m${n}"]`], 'RUN'),
          null,
        );
        return;
      case 'run-variable':
        put([`RUN V=${marker}; echo "$V \${V}" '$V' "\\$V" > /m${n}`], 'RUN');
        return;
      case 'run-twin':
        this.#put(one, ['RUN echo twin >> /twin'], null);
        return;
      case 'copy':
        this.#file(`f${n}`, marker);
        this.#made(
          at,
          `/d${n}/f${n}`,
          marker,
          put([`COPY f${n} /d${n}/`], 'COPY', { contextFile: `f${n}` }),
          `f${n}`,
        );
        return;
      case 'copy-json':
        this.#file(`f ${n}`, marker);
        put([`COPY ["f ${n}", \\`, `  "/x${n}"]`], 'COPY', { contextFile: `f ${n}` });
        return;
      case 'copy-folder':
        this.#file(`dir${n}/deep/f${n}`, marker);
        this.#file(`dir${n}/other`, 'other');
        this.#made(
          at,
          `/to${n}/deep/f${n}`,
          marker,
          put([`COPY dir${n} /to${n}`], 'COPY', { contextFile: `dir${n}/deep/f${n}` }),
          `dir${n}/deep/f${n}`,
        );
        return;
      case 'copy-wildcard':
        this.#file(`w${n}a`, marker);
        this.#file(`w${n}b`, 'other');
        put([`COPY w${n}* ./`], 'COPY', { contextFile: `w${n}a` });
        return;
      case 'copy-twin':
        this.#context['twin'] = 'twin\n';
        this.#put(one, [`COPY twin /twins/t${this.#twin++ % 2}`], null);
        return;
      case 'copy-variable':
        this.#file(`f${n}`, marker);
        this.#put(one, [`ENV D${n}=/v${n}`], null);
        this.#put(one, [`COPY f${n} \${D${n}}/\${U${n}:-sub}/`], {
          marker,
          keyword: 'COPY',
          contextFile: `f${n}`,
        });
        return;
      case 'add':
        this.#file(`f${n}`, marker);
        put([`ADD f${n} f${n} /a${n}/`], 'ADD', { contextFile: `f${n}` });
        return;
      case 'copy-from':
        this.#copyFrom(one, at, n);
        return;
      case 'env':
        put([`ENV E${n}=${marker}`], 'ENV');
        return;
      case 'env-many':
        put(
          [
            `ENV A${n}=1 B${n}="two words" \\`,
            '  # note',
            `  C${n}='${marker}' \\`,
            `  D${n}=$A${n}`,
          ],
          'ENV',
          { exact: 2 },
        );
        return;
      case 'env-old':
        put([`ENV OLD${n} some ${marker}  here`], 'ENV');
        return;
      case 'arg':
        put([`ARG R${n}=${marker}`], 'ARG');
        return;
      case 'arg-passed':
        this.#buildArgs[`P${n}`] = marker;
        put([`ARG P${n}=default`], 'ARG');
        return;
      case 'label':
        put([`LABEL l${n}="${marker} x" \\`, `  other${n}=y`], 'LABEL');
        return;
      case 'workdir':
        put([`WORKDIR ${one.noise % 2 === 0 ? '/' : ''}w${marker}`], 'WORKDIR');
        return;
      case 'cmd':
        put([one.noise % 2 === 0 ? `CMD echo "${marker}"` : `CMD ["echo", "${marker}"]`], 'CMD');
        return;
      case 'entrypoint':
        put([`ENTRYPOINT ["echo", \\`, ` "${marker}"]`], 'ENTRYPOINT', { exact: 1 });
        return;
      case 'expose':
        this.#put(one, [`EXPOSE ${8000 + n} ${9000 + n}/udp`], null);
        return;
      case 'volume':
        put([`VOLUME /v${marker} /vv`], 'VOLUME');
        return;
      case 'healthcheck':
        put([`HEALTHCHECK --interval=5s CMD echo ${marker}`], 'HEALTHCHECK');
        return;
      case 'onbuild-run':
        put([`ONBUILD RUN echo ${marker} > /m${n}`], 'ONBUILD');
        return;
      case 'onbuild-copy':
        this.#file(`f${n}`, marker);
        put([`ONBUILD COPY f${n} /o${n}/`], 'ONBUILD', { contextFile: `f${n}` });
        return;
      case 'stopsignal':
        this.#put(one, ['STOPSIGNAL SIGTERM'], null);
        return;
      case 'maintainer':
        put([`MAINTAINER ${marker} <a@b>`], 'MAINTAINER');
        return;
      case 'shell':
        this.#put(one, ['SHELL ["/bin/sh", "-e", "-c"]'], null);
        return;
      case 'empty-run':
        put([`RUN true ${marker}`], 'RUN');
        return;
    }
  }

  /** From the nearest earlier stage that has a file; a plain RUN where none has. */
  #copyFrom(one: Step, at: number, n: number): void {
    for (let stage = at - 1; stage >= 0; stage--) {
      const file = this.#files[stage]?.[0];
      if (file === undefined) continue;
      const from = one.noise % 2 === 0 ? `s${stage}` : `${stage}`;
      this.#put(one, [`COPY --from=${from} ${file.path} /from${n}/`], {
        marker: file.marker,
        keyword: 'COPY --from',
        source: file,
      });
      return;
    }
    this.#put(one, [`RUN echo mark${n}x > /m${n}`], { marker: `mark${n}x`, keyword: 'RUN' });
  }
}
