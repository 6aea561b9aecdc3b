/**
 * What the HTML report does beyond being read: search, filter, copy, open everything for print. One
 * constant, so that its hash can stand in the page's policy. Without it nothing is hidden: the tools
 * appear only once it runs, and it only ever writes text, never markup.
 */
export const SCRIPT = `
'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tools = document.getElementById('tools');
  const findings = all('.finding');
  const words = new Map(findings.map((one) => [
    one, (one.closest('.group').querySelector('h3').textContent + ' ' + one.textContent).toLowerCase()
  ]));
  const apply = () => {
    const wanted = document.getElementById('search').value.toLowerCase().split(/\\s+/).filter(Boolean);
    const choice = (name) => document.getElementById(name).value;
    let shown = 0;
    for (const one of findings) {
      const fits = wanted.every((word) => words.get(one).includes(word))
        && (choice('severity') === '' || one.dataset.severity === choice('severity'))
        && (choice('confidence') === '' || one.dataset.confidence === choice('confidence'))
        && (choice('part') === '' || one.dataset.parts.split(' ').includes(choice('part')));
      one.hidden = !fits;
      if (fits) shown += 1;
    }
    for (const group of all('.group')) {
      group.hidden = all('.finding', group).every((one) => one.hidden);
    }
    document.getElementById('shown').textContent = shown + ' of ' + findings.length + ' shown';
  };
  const clear = () => {
    for (const field of all('input, select', tools)) field.value = '';
    apply();
  };
  if (tools !== null) {
    tools.hidden = false;
    tools.addEventListener('input', apply);
    document.getElementById('clear').addEventListener('click', clear);
    const reveal = () => {
      const target = document.getElementById(location.hash.slice(1));
      if (target !== null && target.hidden) {
        clear();
        target.scrollIntoView();
      }
    };
    addEventListener('hashchange', reveal);
    for (const link of all('.chips a')) link.addEventListener('click', clear);
    apply();
  }

  const copyByHand = (text) => {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('aria-hidden', 'true');
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) throw new Error('not copied');
  };
  const copy = async (button) => {
    const text = document.getElementById(button.dataset.copies).textContent;
    const name = button.textContent;
    try {
      // A page from a file may have no clipboard of its own.
      try { await navigator.clipboard.writeText(text); } catch { copyByHand(text); button.focus(); }
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Could not copy: select the text instead';
    }
    document.getElementById('said').textContent = button.textContent;
    setTimeout(() => { button.textContent = name; }, 2000);
  };
  for (const button of all('button[data-copies]')) {
    button.hidden = false;
    button.addEventListener('click', () => { void copy(button); });
  }
  addEventListener('beforeprint', () => {
    for (const details of all('details')) details.open = true;
  });
})();
`;
