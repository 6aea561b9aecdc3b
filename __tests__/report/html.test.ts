/** The HTML report without a browser: form, policy, hostile strings, bounds. */
import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { renderHtml } from '../../src/report/html.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  layer,
  place,
  report,
} from './sample-report.ts';

const sha256 = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** What stands between the only pair of these tags. */
const element = (page: string, tag: string): string => {
  const found = [...page.matchAll(new RegExp(`<${tag}>([^]*?)</${tag}>`, 'g'))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? '';
};

/** The page without its script. */
const body = (page: string): string =>
  page.slice(page.indexOf('<body>'), page.lastIndexOf('<script>'));

describe('renderHtml', () => {
  test('lets only its own style and script act', () => {
    const page = renderHtml(report());
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '';
    expect(policy.split('; ').sort()).toEqual(
      [
        "base-uri 'none'",
        "default-src 'none'",
        "form-action 'none'",
        `script-src ${sha256(element(page, 'script'))}`,
        `style-src ${sha256(element(page, 'style'))}`,
      ].sort(),
    );
    expect(page).not.toMatch(/\s(?:style|on\w+|src|srcset|action)=/);
  });

  test('tells verdict, image, coverage, findings, fix, and what else there is', () => {
    const findings = [
      finding({
        places: [place({ hidden: 'overwritten' }), place({ layer: null, where: 'context' })],
        story: 'Line 4 `COPY . /app` took `.env` along.',
      }),
    ];
    const policy = { file: '.dockgate.yml', stale: ['rule: a'], expired: [] };
    const page = renderHtml(report({ findings, policy }));
    expect(page).toContain('<h1>✖ Blocked: 1 secret in app:latest. Do not push it.</h1>');
    expect(page).toContain('Read 2 layers, 12,345 files');
    expect(page).toContain('overwritten in a later layer: it is still in the image');
    expect(page).toContain('Line 4 <code>COPY . /app</code> took <code>.env</code> along.');
    expect(page).toContain('RUN --mount=type=secret,id=env true</pre>');
    expect(page).toContain('<a href="https://platform.openai.com/api-keys" rel=');
    expect(page).toContain('<li>rule: a</li>');
    // One slab for the context and one for each layer, the top one first.
    expect(
      [...page.matchAll(/<li class="([^"]*)"(?: id="(.*?)")?>/g)].map((m) => [m[1], m[2]]),
    ).toEqual([
      ['hit', undefined],
      ['hit', 'layer-1'],
      ['base', 'layer-0'],
    ]);
    expect(page.match(/<a href="#finding-0">OpenAI project API key<\/a>/g)).toHaveLength(2);
  });

  test('marks the lines to blame', () => {
    const frames = new Map([
      ['Dockerfile', ['FROM a', 'ENV A=1', '', 'COPY . /app', 'CMD x', 'y', 'z']],
    ]);
    const page = renderHtml(report(), { frames });
    const rows = [
      ...page.matchAll(
        /<span class="row( blamed)?"><span class="number">(.*?)<\/span>(.*?)<\/span>/g,
      ),
    ];
    expect(rows.map((m) => [m[1] !== undefined, m[2]?.trim(), m[3]])).toEqual([
      [false, '2', 'ENV A=1'],
      [false, '3', ''],
      [true, '&gt;   4', 'COPY . /app'],
      [false, '5', 'CMD x'],
      [false, '6', 'y'],
    ]);
    const beyond = report({
      findings: [
        finding({ places: [place({ instruction: instruction({ line: 90, endLine: 90 }) })] }),
      ],
    });
    expect(renderHtml(beyond, { frames })).not.toContain('class="frame"');
  });

  test('is the same for the same report, and has no tools where nothing was found', () => {
    expect(renderHtml(report())).toBe(renderHtml(report()));
    const clean = renderHtml(report({ verdict: 'clean', findings: [] }));
    expect(clean).not.toContain('id="tools"');
    expect(clean).toContain('<p>None.</p>');
  });

  test.each(HOSTILE_STRINGS)('lets %j be nothing but text', (text) => {
    const page = renderHtml(hostileReport(text), { frames: new Map([[text, [text]]]) });
    const names = (drawn: string): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const [, name = ''] of body(drawn).matchAll(/<(\/?[^\s>]*)/g)) {
        // Backticks in a story become code.
        if (!/code$/.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      return counts;
    };
    const innocent = renderHtml(hostileReport('plain'), { frames: new Map([['plain', ['x']]]) });
    expect(names(page)).toEqual(names(innocent));
    expect(body(page)).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
    expect(page).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}]/u);
  });

  test('counts what it has no room for', () => {
    const long = 'x<'.repeat(400);
    const places = Array.from({ length: 300 }, (_, i) => place({ path: `${i}${long}`, layer: 1 }));
    const findings = Array.from({ length: 3000 }, (_, i) =>
      finding({ fingerprint: String(i), story: long, places }),
    );
    const image = {
      ...report().image,
      layers: Array.from({ length: 2000 }, (_, i) => layer(i, long, i, false)),
    };
    const page = renderHtml(
      report({ findings, image, notes: Array.from({ length: 900 }, () => 'n') }),
    );
    expect(page.length).toBeLessThan(12 * 1024 * 1024);
    const drawn = page.match(/<article /g)?.length ?? 0;
    expect(drawn).toBeGreaterThan(50);
    expect(page).toContain(`more secrets: the JSON report has all.`);
    expect(page).toContain('3,000 secrets');
    expect(page).toContain('… and 195 more places');
    expect(page).toContain('… and 1,699 more layers');
    expect(page).toContain('… and 400 more entries');
    // No link leads to a finding that is not on the page.
    for (const [, at] of page.matchAll(/href="#finding-(\d+)"/g)) {
      expect(Number(at)).toBeLessThan(drawn);
    }
  });
});
