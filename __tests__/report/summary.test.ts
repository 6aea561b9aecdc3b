import { describe, expect, test } from '@jest/globals';
import { renderSummary } from '../../src/report/summary.ts';
import { HOSTILE_STRINGS, finding, hostileReport, layer, place, report } from './sample-report.ts';

describe('renderSummary', () => {
  test('tells verdict, findings, layers and coverage', () => {
    const findings = [finding({ places: [place({ hidden: 'overwritten' })] })];
    const policy = { file: '.dockgate.yml', stale: ['rule: a'], expired: [] };
    expect(renderSummary(report({ findings, policy }))).toBe(`\
<h2>🛑 Blocked: 1 secret in app:latest. Do not push it.</h2>

<p>Read 2 layers, 12,345 files, 12,400 texts: 85.0 MB in 3.0 s.</p>

<table>
<tr><th>Blame</th><th>Secret</th><th>Where</th><th>What to do</th></tr>
<tr><td><code>Dockerfile:4</code></td><td><strong>OpenAI project API key</strong><br><code>sk-proj-…Ab3d</code><br>certain, critical<br><code>organisation: org-1</code><br><code>00112233445566778899</code></td><td><code>app/.env:3, layer 1 (111111111111)</code> <em>overwritten in a later layer: it is still in the image</em></td><td>COPY . /app took .env along.<br><strong>Fix:</strong> Mount the file as a secret instead.<br><strong>Revoke:</strong> Delete the key at https://platform.openai.com/api-keys. A pushed key must be revoked, not just deleted.</td></tr>
</table>

<details open><summary>Layers, the top one first</summary>
<pre>
1  █░░░░░░░░░░░░░░░     5.0 MB  111111111111  1 secret    COPY . /app
0  ████████████████    80.0 MB  000000000000              base: ADD rootfs.tar /
</pre>
</details>

<details><summary>Entries of .dockgate.yml that match nothing and can go: 1</summary>
<ul><li>rule: a</li></ul>
</details>
`);
  });

  test('says what was told elsewhere, as text', () => {
    const drawn = renderSummary(report(), undefined, ['A review was posted.', '<b>@a']);
    expect(drawn).toContain(
      '</p>\n\n<p>A review was posted.</p>\n\n<p>&lt;b&gt;<span>@</span>a</p>\n\n<table>',
    );
  });

  test('has no empty table or list', () => {
    const empty = report({
      verdict: 'clean',
      findings: [],
      image: { ...report().image, layers: [] },
    });
    expect(renderSummary(empty)).toBe(`\
<h2>✅ Clean: no secrets in app:latest.</h2>

<p>Read 2 layers, 12,345 files, 12,400 texts: 85.0 MB in 3.0 s.</p>
`);
  });

  test.each(HOSTILE_STRINGS)('lets %j be nothing but text', (text) => {
    const drawn = renderSummary(hostileReport(text));
    // Every HTML block is one of ours: an empty line never comes from the image.
    for (const block of drawn.trimEnd().split('\n\n')) {
      expect(block).toMatch(/^<(?:h2|p|table|details(?: open)?)>/);
    }
    const tags = new Set(drawn.match(/<[^>]*>/g));
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<\/?(?:h2|p|table|tr|th|td|code|strong|em|br|span|details|summary|pre|ul|li)>$|^<details open>$/,
      );
    }
    expect(drawn).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
    expect(drawn).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\p{Cf}\p{Cs}]|##\[|^\s*::/mu);
    const outsideCode = drawn.replace(/<code>.*?<\/code>|<pre>[^]*?<\/pre>/g, '');
    expect(outsideCode).not.toMatch(/@\w|(?<!&)#\d/);
  });

  test('cuts every part at its share of the limit and counts the rest', () => {
    const long = 'x<'.repeat(400);
    const findings = Array.from({ length: 5000 }, (_, i) =>
      finding({ fingerprint: String(i).padStart(5, '0'), story: long }),
    );
    const image = {
      ...report().image,
      layers: Array.from({ length: 20_000 }, (_, i) => layer(i, long, i, false)),
    };
    const lines = Array.from({ length: 5000 }, () => long);
    const unread = lines.map((path) => ({ where: 'layer' as const, path, reason: path }));
    const ledger = { ...report().ledger, unread, unopened: unread };
    const policy = { file: null, stale: lines, expired: lines };
    const drawn = renderSummary(report({ findings, image, ledger, policy, notes: lines }));
    expect(Buffer.byteLength(drawn)).toBeLessThanOrEqual(900 * 1024);
    expect(Buffer.byteLength(drawn)).toBeGreaterThan(700 * 1024);
    expect(drawn).toMatch(
      /<\/table>\n<p>… and [1-4],\d{3} more secrets: the JSON report has all\./,
    );
    expect(drawn).toMatch(/<\/pre>\n?<p>… and [\d,]+ more layers/);
    expect(drawn.match(/more entries: the JSON report has all/g)).toHaveLength(5);
    expect(drawn.match(/<details/g)).toHaveLength(drawn.match(/<\/details>/g)?.length ?? 0);
  });
});
