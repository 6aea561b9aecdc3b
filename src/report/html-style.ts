/**
 * The style of the HTML report, as one constant so that its hash can stand in the page's policy. No
 * colour alone tells anything: every mark has its word. Long lines wrap, so nothing needs scrolling
 * sideways and no keyboard is trapped.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #f6f8fa; --ink: #1f2328; --quiet: #57606a; --line: #d0d7de;
  --link: #0550ae; --red: #b3202a; --red-soft: #ffebe9; --amber: #7d4e00; --amber-soft: #fff8c5;
  --green: #116329; --green-soft: #dafbe1; --bar: #6e7781; --bar-base: #afb8c1; --focus: #0969da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #161b22; --ink: #e6edf3; --quiet: #9da7b3; --line: #3d444d;
    --link: #79c0ff; --red: #ff9492; --red-soft: #3c1618; --amber: #f0c869; --amber-soft: #332506;
    --green: #7ee2a0; --green-soft: #0f2d1a; --bar: #8b949e; --bar-base: #484f58; --focus: #79c0ff;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif;
  overflow-wrap: anywhere;
}
main, header, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
h4 { font-size: 1rem; margin: 0 0 .35rem; }
a { color: var(--link); }
code, pre { font: .875em/1.5 ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; }
pre { margin: 0; white-space: pre-wrap; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem 1rem; z-index: 1; }
.verdict { margin-top: 1.5rem; padding: 1rem 1.25rem; border-radius: .5rem; border: 1px solid; }
.verdict.blocked { background: var(--red-soft); color: var(--red); }
.verdict.incomplete { background: var(--amber-soft); color: var(--amber); }
.verdict.clean { background: var(--green-soft); color: var(--green); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; }
.cake { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; }
.cake > li { padding: .6rem .9rem; border-bottom: 1px solid var(--line); border-left: .35rem solid transparent; }
.cake > li:last-child { border-bottom: 0; }
.cake > li.hit { border-left-color: var(--red); background: var(--red-soft); }
.cake .made { display: block; }
.cake .numbers { color: var(--quiet); font-size: .875rem; }
.cake li.hit .numbers { color: var(--ink); }
.cake svg { display: block; width: 100%; height: .6rem; margin: .3rem 0; }
.cake svg rect { fill: var(--bar); }
.cake .base svg rect { fill: var(--bar-base); }
.cake .hit svg rect { fill: var(--red); }
.chips { list-style: none; margin: .35rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem .75rem; }
.tools { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; }
.tools[hidden] { display: none; }
.tools label { display: flex; flex-direction: column; font-size: .875rem; color: var(--quiet); }
.tools .wide { flex: 1 1 16rem; }
input, select, button {
  font: inherit; color: var(--ink); background: var(--page); border: 1px solid var(--bar);
  border-radius: .375rem; padding: .35rem .6rem; min-height: 2.25rem;
}
button { cursor: pointer; background: var(--card); }
.frame, .fix, .edit pre {
  background: var(--card); border: 1px solid var(--line); border-radius: .375rem; padding: .5rem .75rem;
}
.frame .row { display: block; padding-left: 4.5ch; text-indent: -4.5ch; }
.frame .number { color: var(--quiet); user-select: none; }
.frame .blamed { background: var(--red-soft); font-weight: 600; }
.frame .blamed .number { color: var(--red); }
.finding { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.25rem; margin: .75rem 0; }
.finding:target { border-color: var(--focus); box-shadow: 0 0 0 2px var(--focus); }
.finding[hidden], .group[hidden] { display: none; }
.finding dl { display: grid; grid-template-columns: 6rem 1fr; gap: .5rem 1rem; margin: .75rem 0 0; }
.finding dt { color: var(--quiet); }
.finding dd { margin: 0; min-width: 0; }
.finding ul { margin: 0; padding-left: 1.1rem; }
.finding p { margin: 0 0 .4rem; }
.badge { display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 .6rem; font-size: .8125rem; }
.badge.critical, .badge.high { color: var(--red); background: var(--red-soft); }
.badge.medium { color: var(--amber); background: var(--amber-soft); }
.badge.plain, .badge.low { color: var(--ink); }
.note { color: var(--amber); }
.edit { margin: .5rem 0 0; }
.edit figcaption { color: var(--quiet); font-size: .875rem; }
.bar { margin-top: .4rem; }
summary { cursor: pointer; }
section > details { margin-top: 1.5rem; }
footer { color: var(--quiet); padding-top: 1.5rem; padding-bottom: 3rem; }
#shown { align-self: center; }
@media (max-width: 40rem) {
  .facts, .finding dl { grid-template-columns: 1fr; gap: .1rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --quiet: #333; --line: #999; --link: #000; }
  body { font-size: 10pt; }
  .tools, .skip, button { display: none !important; }
  .finding[hidden], .group[hidden] { display: block !important; }
  .finding, .cake > li { break-inside: avoid; }
  .verdict, .cake svg rect, .frame .blamed { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
