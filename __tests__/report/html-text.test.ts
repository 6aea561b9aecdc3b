import { expect, test } from '@jest/globals';
import {
  htmlCode,
  htmlProse,
  htmlProseWithCode,
  htmlText,
  htmlWithCode,
} from '../../src/report/html-text.ts';

test('HTML text escapes what opens or closes anything', () => {
  expect(htmlText(`<a href="x" id='y'>&amp;\n`, 100)).toBe(
    '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;amp;\\n',
  );
});

test('HTML text is cut before it is escaped, so no entity is cut', () => {
  expect(htmlText('<'.repeat(50), 5)).toBe('&lt;…&lt;&lt;&lt;');
});

test('prose mentions nobody and no issue', () => {
  expect(htmlProse("@octo #1 it's", 100)).toBe('<span>@</span>octo <span>#</span>1 it&#39;s');
});

test('code is one element', () => {
  expect(htmlCode('</code>@octo', 100)).toBe('<code>&lt;/code&gt;@octo</code>');
});

test.each([
  ['line 4 `COPY . /a` took `b`.', 'line 4 <code>COPY . /a</code> took <code>b</code>.'],
  ['a `b', 'a `b'],
  ['`a` `<b>', '<code>a</code> `&lt;b&gt;'],
  ['`::error::`', '<code>::error::</code>'],
  ['``', '<code></code>'],
])('between backticks stands code: %j', (text, drawn) => {
  expect(htmlWithCode(text, 100)).toBe(drawn);
});

test('code in prose for GitHub is no mention either', () => {
  expect(htmlProseWithCode('@a `@b`', 100)).toBe('<span>@</span>a <code>@b</code>');
});
