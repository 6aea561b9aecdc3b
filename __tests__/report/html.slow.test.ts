/** The HTML report in a real browser: policy, tools, copying, hostile names, accessibility, both schemes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Report } from '../../src/model/report.ts';
import { renderHtml } from '../../src/report/html.ts';
import { renderSummary } from '../../src/report/summary.ts';
import {
  HOSTILE_STRINGS,
  finding,
  hostileReport,
  instruction,
  layer,
  place,
  report,
} from './sample-report.ts';

const executable = '/usr/bin/chromium';
const present = existsSync(executable);
if (!present && process.env['CI'] === 'true') throw new Error('CI lacks chromium');
if (!present) console.warn('skipped: no /usr/bin/chromium (apt-get install chromium)');
const described = present ? describe : describe.skip;

const axe = createRequire(import.meta.url).resolve('axe-core');
const folder = mkdtempSync(join(tmpdir(), 'dockgate-html-'));
/** Where pictures go, for a person to look at. */
const pictures = process.env['DOCKGATE_PICTURES'] ?? folder;

let browser: Browser;
beforeAll(async () => {
  if (!present) return;
  browser = await chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});
afterAll(async () => {
  if (present) await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Opened {
  page: Page;
  /** What the console, the page and the network said. */
  heard: string[];
}

let count = 0;

/** Opens a report from a file, as a person would. */
const open = async (
  drawn: Report,
  options: { scheme?: 'light' | 'dark'; script?: boolean; frames?: Map<string, string[]> } = {},
): Promise<Opened> => {
  const path = join(folder, `${(count += 1)}.html`);
  writeFileSync(path, renderHtml(drawn, { frames: options.frames ?? new Map() }));
  const context = await browser.newContext({
    colorScheme: options.scheme ?? 'light',
    javaScriptEnabled: options.script ?? true,
    viewport: { width: 1200, height: 900 },
  });
  const page = await context.newPage();
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(path).href) heard.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(path).href);
  return { page, heard };
};

const DOCKERFILE = [
  'FROM debian:12 AS build',
  'WORKDIR /src',
  '# Everything, the .env too.',
  'COPY . /app',
  'RUN make && \\',
  '    make install',
  'ENV STRIPE_KEY=sk_live…a1',
  'CMD ["/app/server"]',
];

/** A report such as people get: several layers, severities, parts. */
const rich = (): Report =>
  report({
    findings: [
      finding({
        places: [
          place({ hidden: 'deleted' }),
          place({ layer: null, where: 'context', path: '.env' }),
          ...Array.from({ length: 9 }, (_, i) => place({ path: `app/copy-${i}/.env`, layer: 3 })),
        ],
        story: 'Line 4 `COPY . /app` put `.env` in layer 1; line 9 `RUN rm .env` only hides it.',
      }),
      finding({
        fingerprint: '1111',
        title: 'Stripe live secret key',
        provider: 'Stripe',
        severity: 'high',
        confidence: 'likely',
        redacted: 'sk_live…a1',
        details: [],
        fix: { text: 'Remove STRIPE_KEY from line 7.', edits: [] },
        places: [
          place({
            where: 'config',
            path: '/config/Env/1',
            layer: null,
            instruction: instruction({ line: 7, endLine: 7 }),
          }),
        ],
        story: '',
      }),
      finding({
        fingerprint: '2222',
        title: 'Password in a URL',
        severity: 'medium',
        confidence: 'possible',
        inherited: true,
        fix: null,
        places: [place({ layer: 0, path: 'etc/app.conf', instruction: null })],
      }),
      finding({ fingerprint: '3333', suppressed: { by: '.dockgate.yml', reason: 'a test key' } }),
    ],
    image: {
      ...report().image,
      layers: [
        layer(0, '/bin/sh -c #(nop) ADD file:0123456789abcdef in / ', 48_000_000, true),
        layer(1, 'COPY . /app # buildkit', 5_000_000, false),
        layer(2, 'RUN /bin/sh -c make && make install # buildkit', 12_300_000, false),
        layer(3, 'COPY /app /srv # buildkit', 4_000_000, false),
        layer(4, null, 0, false),
      ],
    },
    notes: ['Dockerfile:7 a value in ENV stays in the image config'],
  });

const frames = new Map([['Dockerfile', DOCKERFILE]]);

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** The page's violations of WCAG 2.2 AA and of good practice. */
const violations = async (page: Page): Promise<Violation[]> => {
  // By way of the debugger: the page's own policy would refuse a script tag.
  return page.evaluate<Violation[]>(`(async () => {
    ${readFileSync(axe, 'utf8')};
    return (await axe.run(document, { resultTypes: ['violations'] })).violations;
  })()`);
};

const shownTitles = (page: Page): Promise<string[]> =>
  page.locator('.finding:visible h4').allTextContents();

described('the HTML report in Chromium', () => {
  for (const scheme of ['light', 'dark'] as const) {
    test(`has no accessibility violation, in ${scheme}`, async () => {
      const { page } = await open(rich(), { scheme, frames });
      await page.evaluate(
        `for (const one of document.querySelectorAll('details')) one.open = true;`,
      );
      expect(await violations(page)).toEqual([]);
      await page.screenshot({ path: join(pictures, `report-${scheme}.png`), fullPage: true });
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(13, 17, 23)');
    });
  }

  test('says nothing to the console and asks for nothing', async () => {
    const { page, heard } = await open(rich(), { frames });
    await page.locator('#search').fill('stripe');
    await page.locator('#clear').click();
    expect(heard).toEqual([]);
  });

  test('lets nothing that was slipped in act', async () => {
    const { page, heard } = await open(rich());
    await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://example.com/a.png';
      document.body.append(image);
    })()`);
    expect(await page.title()).toMatch(/^dockgate: Blocked/);
    expect(heard.filter((line) => /Content Security Policy/.test(line)).length).toBeGreaterThan(1);
  });

  test('searches, filters, and shows what a link leads to', async () => {
    const { page } = await open(rich(), { frames });
    const all = ['OpenAI project API key', 'Stripe live secret key', 'Password in a URL'];
    expect(await shownTitles(page)).toEqual(all);
    await page.locator('#search').fill('stripe LIVE');
    expect(await shownTitles(page)).toEqual([all[1]]);
    expect(await page.locator('#shown').textContent()).toBe('1 of 3 shown');
    expect(await page.locator('.group:visible').count()).toBe(1);
    await page.locator('#clear').click();
    await page.locator('#severity').selectOption('medium');
    expect(await shownTitles(page)).toEqual([all[2]]);
    await page.locator('#severity').selectOption('');
    await page.locator('#part').selectOption('layer-3');
    expect(await shownTitles(page)).toEqual([all[0]]);
    // A secret that the filter hides comes back when the cake links to it.
    await page.locator('#layer-0 .chips a').click();
    expect(await shownTitles(page)).toEqual(all);
    await expect(page.locator('#finding-2:target').count()).resolves.toBe(1);
  });

  test('copies the fix, the edit, and says so', async () => {
    const { page } = await open(rich());
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const clipboard = (): Promise<unknown> => page.evaluate('navigator.clipboard.readText()');
    await page.getByRole('button', { name: 'Copy the fix' }).first().click();
    // The clipboard answers when it likes.
    await page.locator('#said', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    expect(await clipboard()).toBe('Mount the file as a secret instead.');
    await page
      .getByRole('button', { name: /Copy the new text of Dockerfile, line 4/ })
      .first()
      .click();
    await page.waitForFunction(
      `navigator.clipboard.readText().then((text) => text === 'RUN --mount=type=secret,id=env true')`,
    );
  });

  test('works by keyboard', async () => {
    const { page } = await open(rich(), { frames });
    const focused = (): Promise<unknown> =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the findings');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('search');
    const order: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order.slice(0, 4)).toEqual(['severity', 'confidence', 'part', 'clear']);
  });

  test('hides nothing without a script', async () => {
    const { page } = await open(rich(), { script: false, frames });
    expect(await page.locator('.finding:visible').count()).toBe(3);
    expect(await page.locator('#tools:visible, button:visible').count()).toBe(0);
  });

  test('prints every finding, whatever the filter', async () => {
    const { page } = await open(rich(), { frames });
    await page.locator('#search').fill('stripe');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('.finding:visible').count()).toBe(3);
    expect(await page.locator('button:visible').count()).toBe(0);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.pdf({ path: join(pictures, 'report.pdf') });
  });

  test('fits a narrow window', async () => {
    const { page } = await open(rich(), { frames });
    await page.setViewportSize({ width: 340, height: 700 });
    const wider = await page.evaluate(
      'document.documentElement.scrollWidth > document.documentElement.clientWidth',
    );
    expect(wider).toBe(false);
    await page.screenshot({ path: join(pictures, 'report-narrow.png') });
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`draws the job summary as GitHub would, in ${scheme}`, async () => {
      const path = join(folder, `summary-${scheme}.html`);
      const dark = scheme === 'dark';
      // GitHub's look, roughly: the summary itself brings none.
      const style = `body { font: 14px/1.5 sans-serif; margin: 2rem; max-width: 60rem; background: ${dark ? '#0d1117' : '#fff'}; color: ${dark ? '#f0f6fc' : '#1f2328'}; }
        table { border-collapse: collapse; } td, th { border: 1px solid ${dark ? '#3d444d' : '#d1d9e0'}; padding: 6px 13px; text-align: left; vertical-align: top; }
        code, pre { background: ${dark ? '#151b23' : '#f6f8fa'}; padding: .2em .4em; font: 12px monospace; } pre { padding: 1rem; overflow: auto; }`;
      const summary = renderSummary(rich(), undefined, ['A review was posted with 2 comments.']);
      writeFileSync(path, `<!doctype html><meta charset="utf-8"><style>${style}</style>${summary}`);
      const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
      await page.goto(pathToFileURL(path).href);
      expect(await page.locator('tr').count()).toBe(4);
      expect(await page.locator('pre').innerText()).toMatch(/█.*base: ADD file/);
      expect(await page.evaluate('document.scripts.length')).toBe(0);
      await page.screenshot({ path: join(pictures, `summary-${scheme}.png`), fullPage: true });
    });
  }

  test.each(HOSTILE_STRINGS)('shows %j as text', async (text) => {
    const names = (page: Page): Promise<unknown> =>
      page.evaluate(
        `[...document.body.querySelectorAll('*')].map((one) => one.localName).filter((one) => one !== 'code').sort().join()`,
      );
    const innocent = await open(hostileReport('plain'));
    const { page, heard } = await open(hostileReport(text));
    expect(await names(page)).toBe(await names(innocent.page));
    expect(await page.evaluate(`document.querySelectorAll('[onerror]').length`)).toBe(0);
    await page.locator('#search').fill('a');
    await page.locator('#clear').click();
    expect(heard).toEqual([]);
    if (text.startsWith('<img')) {
      expect(await page.locator('.finding code', { hasText: text }).count()).toBeGreaterThan(0);
      expect(await violations(page)).toEqual([]);
    }
    await page.context().close();
    await innocent.page.context().close();
  });
});
