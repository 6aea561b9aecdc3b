/** Documents as the libraries that people use write them. Debian: python3-docx, -openpyxl, -odf, -reportlab. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { openFiles } from './support/opened.ts';
import { Workshop, pythonWith, secret } from './support/workshop.ts';

const shop = new Workshop();
afterAll(() => shop.remove());

async function open(name: string, bytes: Uint8Array) {
  const opened = await openFiles({ [name]: bytes });
  expect(opened.unread).toEqual([]);
  expect(opened.unopened).toEqual([]);
  return opened.texts;
}

/** By module: the script, what it writes, and where the value must be found. */
const documents: [module: string, file: string, nested: string, script: (v: string) => string][] = [
  [
    'docx',
    'a.docx',
    'word/document.xml',
    (v) => `import docx\nd = docx.Document()\nd.add_paragraph("API_KEY=${v}")\nd.save("a.docx")`,
  ],
  [
    'docx',
    'b.docx',
    'docProps/core.xml',
    (v) =>
      `import docx\nd = docx.Document()\nd.core_properties.comments = "API_KEY=${v}"\nd.save("b.docx")`,
  ],
  [
    'openpyxl',
    'a.xlsx',
    'xl/worksheets/sheet1.xml',
    (v) =>
      `import openpyxl\nb = openpyxl.Workbook()\nb.active["A1"] = "API_KEY=${v}"\nb.save("a.xlsx")`,
  ],
  [
    'odf',
    'a.odt',
    'content.xml',
    (v) =>
      'from odf.opendocument import OpenDocumentText\nfrom odf.text import P\n' +
      `d = OpenDocumentText()\nd.text.addElement(P(text="API_KEY=${v}"))\nd.save("a.odt")`,
  ],
];

describe.each(documents)('an office document by %s', (module, file, nested, script) => {
  const python = pythonWith(module);
  (python === null ? test.skip : test)(`${file}!/${nested}`, async () => {
    const value = secret();
    shop.file('make.py', script(value)).run(`${python} make.py`);
    const texts = await open(`srv/${file}`, shop.read(file));
    expect(texts.text(`srv/${file}!/${nested}`)).toContain(`API_KEY=${value}`);
  });
});

const reportlab = pythonWith('reportlab');
(reportlab === null ? test.skip : test).each([
  ['deflated', 0],
  ['deflated and in base 85, as it is unless told', 1],
])('a PDF by reportlab, %s', async (_, ascii) => {
  const value = secret();
  shop.file(
    'make.py',
    `from reportlab import rl_config\nrl_config.useA85 = ${ascii}\nfrom reportlab.pdfgen.canvas import Canvas\n` +
      `c = Canvas("a.pdf", pageCompression=1)\nc.drawString(72, 720, "API_KEY=${value}")\nc.save()`,
  );
  shop.run(`${reportlab} make.py`);
  const bytes = shop.read('a.pdf');
  expect(bytes.includes(value)).toBe(false);
  expect(bytes.includes('/ASCII85Decode')).toBe(ascii === 1);
  const texts = await open('srv/a.pdf', bytes);
  const found = texts.texts.find((text) => text.bytes.includes(`API_KEY=${value}`));
  expect(found?.origin.path).toBe(`srv/a.pdf!/stream@${bytes.indexOf('stream\n') + 7}`);
});
