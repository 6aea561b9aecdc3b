/** Reports to draw in tests, built from small pieces. */
import type { Finding, InstructionRef, Place } from '../../src/model/finding.ts';
import type { Report } from '../../src/model/report.ts';

export function instruction(changes: Partial<InstructionRef> = {}): InstructionRef {
  return { file: 'Dockerfile', line: 4, endLine: 4, certainty: 'exact', ...changes };
}

export function place(changes: Partial<Place> = {}): Place {
  return {
    where: 'layer',
    path: 'app/.env',
    layer: 1,
    line: 3,
    column: 9,
    offset: 40,
    length: 51,
    hidden: null,
    platforms: ['linux/amd64'],
    instruction: instruction(),
    ...changes,
  };
}

export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    fingerprint: '00112233445566778899',
    rule: 'openai-project-key',
    provider: 'OpenAI',
    title: 'OpenAI project API key',
    category: 'ai-model',
    ai: true,
    severity: 'critical',
    confidence: 'certain',
    redacted: 'sk-proj-…Ab3d',
    details: ['organisation: org-1'],
    inherited: false,
    suppressed: null,
    revoke: 'Delete the key at https://platform.openai.com/api-keys.',
    fix: {
      text: 'Mount the file as a secret instead.',
      edits: [
        { file: 'Dockerfile', line: 4, endLine: 4, text: 'RUN --mount=type=secret,id=env true' },
      ],
    },
    places: [place()],
    story: 'COPY . /app took .env along.',
    ...changes,
  };
}

export function report(changes: Partial<Report> = {}): Report {
  return {
    schemaVersion: 1,
    verdict: 'blocked',
    image: {
      reference: 'app:latest',
      source: 'docker-daemon',
      imageId: `sha256:${'a'.repeat(64)}`,
      digest: null,
      platforms: [
        { platform: 'linux/amd64', manifestDigest: null, imageId: `sha256:${'a'.repeat(64)}` },
      ],
      layers: [
        layer(0, 'ADD rootfs.tar / # buildkit', 80_000_000, true),
        layer(1, 'COPY . /app', 5_000_000, false),
      ],
    },
    findings: [finding()],
    ledger: {
      layersRead: 2,
      filesRead: 12_345,
      textsRead: 12_400,
      bytesRead: 85_000_000,
      unread: [],
      unopened: [],
      inheritedDropped: 0,
      duration: 3,
    },
    policy: { file: null, stale: [], expired: [] },
    notes: [],
    ...changes,
  };
}

export function layer(
  index: number,
  createdBy: string | null,
  size: number,
  base: boolean,
): Report['image']['layers'][number] {
  const digit = String(index % 10);
  const diffId = `sha256:${digit.repeat(64)}`;
  return { index, diffId, digest: diffId, size, files: 10, createdBy, base };
}

/** What a hostile image may put into any string. */
export const HOSTILE_STRINGS = [
  'a\n::error title=x::y',
  '::error::y',
  '  ::add-mask::a',
  'x##[error]y',
  '##[command]rm',
  '\x1b[31mred\x1b]8;;http://evil\x07',
  '\x9b31m',
  '<img src=x onerror=alert(1)>',
  'a|b|c',
  '`code` **b** [l](http://e) @everyone #1',
  '\u202egnp.exe',
  '\u2066\u200b\ufeff\u{e0041}',
  '</td></tr></table>\n\n# head',
  'a\r\nb\tc\0',
  '\ud800 lone',
  '"\'&amp;',
  '__proto__',
];

/** A report with the hostile string wherever an image, a policy or a rule can put one. */
export function hostileReport(text: string): Report {
  const base = report();
  return {
    ...base,
    image: {
      ...base.image,
      reference: text,
      source: text,
      imageId: text,
      digest: text,
      platforms: [{ platform: text, manifestDigest: text, imageId: text }],
      layers: [
        { ...layer(0, text, 5, false), digest: text, diffId: text },
        layer(1, text, 5, false),
      ],
    },
    findings: [
      finding({
        title: text,
        redacted: text,
        details: [text],
        revoke: text,
        story: text,
        fix: { text, edits: [{ file: text, line: 1, endLine: 1, text }] },
        places: [
          place({ path: text, platforms: [text], instruction: instruction({ file: text }) }),
        ],
      }),
      finding({
        fingerprint: text,
        rule: text,
        provider: text,
        places: [place({ path: text, layer: 0, hidden: 'deleted', instruction: null })],
      }),
      finding({ title: text, suppressed: { by: text, reason: text } }),
    ],
    ledger: {
      ...base.ledger,
      unread: [{ where: 'layer', path: text, reason: text }],
      unopened: [{ path: text, reason: text }],
    },
    policy: { file: text, stale: [text], expired: [text] },
    notes: [text],
  };
}
