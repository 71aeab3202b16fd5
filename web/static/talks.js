// Talks with visitors, live. The pages work without this file: they are loaded again to see more.
(() => {
  'use strict';
  const byId = (id) => document.getElementById(id);
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
  const parsed = (text) => new DOMParser().parseFromString(text, 'text/html');

  // The list: looked at again while somebody looks at it.
  const list = byId('talks');
  async function renew() {
    for (;;) {
      await pause(document.hidden ? 20 : 4);
      try {
        const answer = await fetch(list.dataset.part);
        if (answer.redirected || !answer.ok) continue;
        const text = await answer.text();
        const keeps = list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
        const next = parsed(text).body;
        if (words(next) === words(list)) {
          const times = next.querySelectorAll('time');
          list.querySelectorAll('time').forEach((time, place) => time.replaceWith(times[place].cloneNode(true)));
          continue;
        }
        list.innerHTML = text;
        if (keeps) list.querySelector(`a[href="${keeps}"]`)?.focus();
      } catch { await pause(10); }
    }
  }
  /** What a part says, its running clocks left out. */
  function words(part) {
    const copy = part.cloneNode(true);
    copy.querySelectorAll('time').forEach((time) => time.remove());
    return copy.textContent.replace(/\s+/g, ' ').trim();
  }
  if (list?.dataset.part) renew();

  // One talk: what is said comes in below.
  const lines = byId('lines');
  const form = document.querySelector('form.say');
  const box = byId('text');
  if (!lines) return;
  const down = () => { lines.scrollTop = lines.scrollHeight; };
  const last = () => Math.max(0, ...[...lines.querySelectorAll('[data-said]')].map((line) => +line.dataset.said));

  async function listen() {
    let failures = 0;
    while (lines.dataset.state !== 'done') {
      const began = performance.now();
      try {
        const { news, state, name } = lines.dataset;
        const query = new URLSearchParams({ after: last(), state, name, wait: 20 });
        const answer = await fetch(`${news}?${query}`);
        if (answer.redirected || answer.status === 404) return;
        if (!answer.ok) throw answer.status;
        const heard = parsed(await answer.text()).getElementById('news');
        failures = 0;
        if (!show(heard) && performance.now() - began < 5000) await pause(+answer.headers.get('Retry-After') || 2);
      } catch { await pause(Math.min(30, 2 ** ++failures)); }
    }
  }

  /** Adds what is new; true when there was anything. */
  function show(heard) {
    const known = last();
    const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
    const fresh = [...heard.children].filter((line) => +line.dataset.said > known);
    for (const line of fresh) {
      for (const time of line.querySelectorAll('time')) {
        time.textContent = new Date(time.dateTime).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
      }
      lines.append(line);
    }
    if (fresh.length && atEnd) down();
    const { state, name } = heard.dataset;
    const changed = state !== lines.dataset.state || name !== lines.dataset.name;
    Object.assign(lines.dataset, { state, name });
    if (changed) head();
    return changed || fresh.length > 0;
  }

  /** Who has the talk now, and what can be done; what is being written stays. */
  async function head() {
    const page = parsed(await (await fetch(location.href)).text());
    const next = page.getElementById('talk-head');
    if (next) byId('talk-head').replaceWith(next);
    if (lines.dataset.state === 'done') byId('write').replaceWith(page.getElementById('write'));
  }

  async function send() {
    const wrong = form.querySelector('.wrong');
    const button = form.querySelector('button');
    wrong.hidden = true;
    button.disabled = true;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form), redirect: 'manual' });
      if (answer.type !== 'opaqueredirect') throw answer.status;
      box.value = '';
      form.elements.key.value = crypto.randomUUID?.() || String(Math.random());
      down();
    } catch { wrong.hidden = false; }
    button.disabled = false;
    box.focus();
  }

  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    if (box.value.trim()) send(); else box.focus();
  });
  box?.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!form.querySelector('button').disabled) form.requestSubmit();
  });
  down();
  listen();
})();
