// Visitor pages: forms are sent with fetch and the answer's fragment is swapped in place.
// Without this script the same forms post and redirect.
(() => {
  'use strict';
  const FRAGMENT = 'text/vnd.lodestone.fragment+html';
  const byId = (id) => document.getElementById(id);
  const framed = document.documentElement.classList.contains('frame');
  let flow = byId('flow');
  let busy = false, depth = 0;

  const remembers = () => !framed && flow.dataset.kind !== 'chat';
  const announce = (words) => { byId('announcer').textContent = words; };
  const tell = (name, detail) =>
    document.dispatchEvent(new CustomEvent('lodestone:' + name, { detail }));

  /** Posts the form; `sent` is what an earlier try has sent. */
  async function send(form, button, sent) {
    if (busy || window.lodestone.hurry?.()) return;
    busy = true;
    const data = sent || new FormData(form);
    if (!sent && button && button.name) data.append(button.name, button.value);
    const typed = form.contains(document.activeElement) && document.activeElement.id === 'typed';
    form.querySelector('.failure')?.remove();
    form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.getAttribute('action') || location.href, {
        method: 'POST', body: data, headers: { Accept: FRAGMENT }, signal: AbortSignal.timeout?.(20000),
      });
      if (!(answer.headers.get('Content-Type') || '').startsWith(FRAGMENT)) throw answer.status;
      const before = { ...flow.dataset };
      busy = false;
      await swap(await answer.text(), typed);
      report(answer, before);
    } catch (error) {
      if (error instanceof TypeError || error instanceof DOMException || error > 399) fail(form, button, data);
      else throw error;
    } finally {
      busy = false;
      form.removeAttribute('aria-busy');
    }
  }

  /** Shows an earlier question again, or leaves it as it was. */
  async function visit(url) {
    try {
      const answer = await fetch(url, { headers: { Accept: FRAGMENT } });
      if (!answer.ok) throw answer.status;
      await swap(await answer.text(), true);
    } catch { location.href = url; }
  }

  /** Says that nothing was lost and offers to try again. */
  function fail(form, button, data) {
    if (!form.offsetParent) form = flow.querySelector('form:not([hidden])') || form;
    const box = document.createElement('div');
    box.className = 'failure';
    box.setAttribute('role', 'alert');
    box.textContent = flow.dataset.failed + ' ';
    const again = document.createElement('button');
    again.type = 'button';
    again.className = 'secondary';
    again.textContent = flow.dataset.retry;
    again.onclick = () => send(form, button, data);
    box.append(again);
    form.append(box);
    again.focus();
    addEventListener('online', () => box.isConnected && again.click(), { once: true });
    tell('resize');
  }

  function report(answer, before) {
    const token = answer.headers.get('X-Lodestone-Token');
    const detail = { flow: flow.dataset.flow, token, turn: +answer.headers.get('X-Lodestone-Turn') };
    for (const name of (answer.headers.get('X-Lodestone-Events') || '').split(',')) {
      if (name) tell(name, { ...detail, slot: name === 'answer' ? before.slot : undefined, outcome: flow.dataset.outcome });
      if (name === 'answer' && remembers()) history.pushState({ depth: ++depth }, '');
    }
    tell('resize');
  }

  async function swap(html, typed) {
    const next = new DOMParser().parseFromString(html, 'text/html').getElementById('flow');
    if (!next) throw new TypeError('no fragment');
    document.title = next.dataset.title;
    const chat = window.lodestone.talk && next.querySelector('.log') && flow.querySelector('.log');
    if (chat) await window.lodestone.talk(flow, next, tell);
    else {
      next.classList.add('swapped');
      flow.replaceWith(next);
      flow = next;
      scrollTo({ top: 0 });
    }
    ready();
    place(typed, chat);
  }

  /** Focus goes to the first wrong answer, to where one was typing, or to what is new. */
  function place(typed, chat) {
    const target = flow.querySelector('[aria-invalid=true]')
      || (typed && byId('typed'))
      || (chat ? flow.querySelector('.log') : flow.querySelector('[data-focus]'));
    target?.focus({ preventScroll: !!chat });
    if (!chat && !framed) target?.scrollIntoView({ block: 'nearest' });
  }

  /** After every swap: sliders filled, buttons that need a script shown, further scripts loaded. */
  function ready() {
    flow.querySelectorAll('.range').forEach(fill);
    flow.querySelectorAll('[data-copy]').forEach((button) => { button.hidden = false; });
    for (const list of flow.querySelectorAll('[data-needs]')) {
      const script = document.createElement('script');
      if (list.dataset.module) script.type = 'module';
      script.src = `/static/${list.dataset.needs}.js`;
      document.head.append(script);
    }
    tell('ready');
  }

  const fill = (range) => range.style.setProperty('--fill',
    100 * (range.value - range.min) / (range.max - range.min) + '%');

  // A slider and the box beside it say the same; the box is what is sent.
  document.addEventListener('input', ({ target }) => {
    if (target.matches('.range')) {
      const box = byId(target.dataset.for);
      box.value = (+target.value).toLocaleString(flow.lang, { maximumFractionDigits: 6 });
      fill(target);
    } else if (target.dataset.figure) {
      const range = flow.querySelector(`.range[data-for="${target.id}"]`);
      const value = figure(target.value);
      if (range && value !== null) { range.value = value; fill(range); }
    }
  });

  /** A figure as the visitor's language writes it; null for anything else. */
  function figure(words) {
    const part = (type) => new Intl.NumberFormat(flow.lang).formatToParts(12345.6).find((p) => p.type === type)?.value;
    const group = part('group') || ',';
    const plain = words.replace(/[\s\u00a0\u202f’]/g, '').replace('−', '-');
    const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(?!\\d)`).test(plain);
    const value = (grouped && group.trim() ? plain.split(group).join('') : plain).replace(part('decimal'), '.');
    return /^-?(\d+\.?\d*|\.\d+)$/.test(value) ? +value : null;
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!flow.contains(form) && form.id !== 'other') return;
    event.preventDefault();
    if (form.matches('.composer') && event.submitter?.value === 'answer' && !byId('typed').value.trim()) return byId('typed').focus();
    // Going back is the browser's back, so that both agree; `popstate` sends it.
    if (event.submitter?.value === 'back' && depth && remembers()) return history.back();
    send(form, event.submitter);
  });

  document.addEventListener('click', (event) => {
    const within = event.target.closest('a[data-swap]');
    if (within && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      visit(within.href);
    }
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      navigator.clipboard?.writeText(byId(copy.dataset.copy).textContent).then(() => {
        copy.textContent = copy.dataset.done;
        announce(copy.dataset.done);
      }, () => getSelection().selectAllChildren(byId(copy.dataset.copy)));
    }
  });

  // On a card 1 to 9 choose and Enter goes on, while the card has the focus.
  document.addEventListener('keydown', (event) => {
    const at = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Enter' && !event.shiftKey && at.matches('.composer textarea')) {
      event.preventDefault();
      return at.form.requestSubmit(at.form.querySelector('.send'));
    }
    const card = at.closest('.card');
    if (!card || at.matches('input:not([type=radio], [type=checkbox]), textarea, select')) return;
    const choices = card.querySelectorAll('.option, .steps .row > *');
    const numbers = card.querySelector('.steps label span:not(.unseen), .steps button span:not(.unseen)');
    const place = /^[0-9]$/.test(event.key) ? +event.key - (numbers ? +numbers.textContent : 1) : -1;
    if (choices[place]) {
      event.preventDefault();
      choices[place].click();
    } else if (event.key === 'Enter' && !at.closest('button, a, summary')) {
      event.preventDefault();
      const go = card.querySelector('.primary');
      if (go) card.requestSubmit(go);
    }
  });

  // The browser's own back button goes to the question before; a page from its cache is renewed.
  addEventListener('popstate', ({ state }) => {
    const to = state?.depth || 0;
    const back = flow.querySelector('[form=other][value=back]');
    const goes = to < depth && back;
    depth = to;
    if (goes) send(byId('other'), back);
  });
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });

  window.lodestone = { figure, visit };
  history.state?.depth && history.replaceState(null, '');
  ready();
  if (!framed) flow.querySelector('.card [data-focus]')?.focus({ preventScroll: true });
})();
