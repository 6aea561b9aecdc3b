/** Secrets in every part of an image that an engine builds: found, placed, and blamed on the right line. */
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Place } from '../../src/model/finding.ts';
import { dockgate, key, reasonToSkip, report, Workshop, type Builder } from './engine.ts';

const reason = reasonToSkip();
const described = reason === null ? describe : describe.skip;
if (reason !== null) console.warn(`end-to-end tests are skipped: ${reason}`);

const keys = {
  copied: key('openai-project-key', 1),
  deleted: key('anthropic-api-key', 2),
  overwritten: key('github-personal-access-token', 3),
  env: key('huggingface-access-token', 4),
  argument: key('openai-project-key', 5),
  label: key('anthropic-api-key', 6),
  stage: key('github-fine-grained-token', 7),
};

const dockerfile = `FROM scratch AS tools
COPY busybox /bin/busybox
COPY token.txt /stage/token.txt

FROM scratch
COPY busybox /bin/busybox
COPY . /app/
COPY old.cfg /etc/app.cfg
ENV MODE=production \\
    HF_TOKEN=${keys.env}
ARG BUILD_KEY
RUN ["/bin/busybox", "touch", "/built"]
LABEL org.example.name="probe" \\
      org.example.key="${keys.label}"
RUN ["/bin/busybox", "rm", "/app/doomed.txt"]
COPY new.cfg /etc/app.cfg
COPY --from=tools /stage/token.txt /etc/token.txt
CMD ["/bin/busybox"]
`;

const files = {
  Dockerfile: dockerfile,
  '.env': `MODE=1\nOPENAI_API_KEY="${keys.copied}"\n`,
  'doomed.txt': `first\nsecond ${keys.deleted}\n`,
  'old.cfg': `token=${keys.overwritten}\n`,
  'new.cfg': 'token=none\n',
  'token.txt': `${keys.stage}\n`,
  '.dockerignore': 'Dockerfile\n',
};

const workshop = new Workshop();
afterAll(() => workshop.clean());

described.each<Builder>(['classic', 'buildkit'])('an image of the %s builder', (builder) => {
  const scan = (): ReturnType<typeof report> => {
    const context = workshop.write(files);
    const image = workshop.build(context, builder, ['--build-arg', `BUILD_KEY=${keys.argument}`]);
    return report([image, '--dockerfile', 'Dockerfile', '--context', workshop.write({})], context);
  };
  let scanned: ReturnType<typeof report> | null = null;
  const places = (secret: string): Place[] => {
    scanned ??= scan();
    const found = scanned.report.findings.filter((finding) => {
      const [start = '', end = ''] = finding.redacted.split('…');
      return secret.startsWith(start) && secret.endsWith(end);
    });
    expect(found).toHaveLength(1);
    return found[0]?.places ?? [];
  };
  const seen = (list: Place[]): unknown[] =>
    list.map((place) => [
      place.where,
      place.path,
      place.line,
      place.hidden,
      place.instruction?.line,
    ]);

  test('is blocked, and no secret stands in the report', () => {
    scanned ??= scan();
    expect(scanned.exit).toBe(1);
    expect(scanned.report.verdict).toBe('blocked');
    expect(scanned.report.ledger.unread).toEqual([]);
    for (const secret of Object.values(keys)) {
      expect(scanned.stdout).not.toContain(secret);
      expect(scanned.stderr).not.toContain(secret);
    }
    expect(scanned.report.findings).toHaveLength(Object.keys(keys).length);
  });

  test('has its .env found in the layer of COPY, at the right column', () => {
    const [place] = places(keys.copied);
    expect(seen([place as Place])).toEqual([['layer', 'app/.env', 2, null, 7]]);
    expect([place?.column, place?.offset, place?.length]).toEqual([17, 23, keys.copied.length]);
  });

  test('has a deleted file found in the layer where it was', () => {
    const found = seen(places(keys.deleted));
    expect(found).toContainEqual(['layer', 'app/doomed.txt', 2, 'deleted', 7]);
  });

  test('has an overwritten file found', () => {
    const found = seen(places(keys.overwritten));
    expect(found).toContainEqual(['layer', 'etc/app.cfg', 1, 'overwritten', 8]);
  });

  test('has ENV found in config and history', () => {
    const found = places(keys.env);
    expect(found.map((place) => place.where)).toEqual(
      expect.arrayContaining(['config', 'history']),
    );
    const own = found.filter((place) => ['config', 'history'].includes(place.where));
    expect(new Set(own.map((place) => place.instruction?.line))).toEqual(new Set([10]));
  });

  test('has a build argument found in the history of the RUN behind it', () => {
    const found = places(keys.argument);
    expect(found.every((place) => place.where === 'history')).toBe(true);
    expect(found.map((place) => place.instruction?.line)).toContain(11);
  });

  test('has LABEL found', () => {
    const lines = places(keys.label).map((place) => [place.where, place.instruction?.line]);
    expect(lines).toContainEqual(['config', 14]);
  });

  test('has a file out of another stage blamed on the COPY that took it', () => {
    expect(seen(places(keys.stage))).toContainEqual(['layer', 'etc/token.txt', 1, null, 17]);
  });

  test('gives the same report byte for byte, whatever the number of threads', () => {
    const context = workshop.write(files);
    const image = workshop.build(context, builder, ['--build-arg', `BUILD_KEY=${keys.argument}`]);
    const [one, two, four] = ['1', '2', '4'].map(
      (jobs) => dockgate([image, '--format', 'json', '--jobs', jobs], { cwd: context }).stdout,
    );
    const untimed = (text = ''): string => text.replace(/"duration": \d+/, '');
    expect(one).toContain('"blocked"');
    expect(untimed(two)).toBe(untimed(one));
    expect(untimed(four)).toBe(untimed(one));
  });
});
