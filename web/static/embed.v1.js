// Lodestone embed, version 1. One global (Lodestone), nothing stored before the visitor answers.
// <script src="https://site/embed.js" data-flow="plan-finder" data-mode="bubble"></script>
(() => {
  'use strict';
  const current = document.currentScript;
  if (window.Lodestone) { window.Lodestone.scan(current); return; }

  const handlers = {};
  let embeds = [];
  const CLICK_IDS = /^(utm_\w{1,20}|gclid|gbraid|wbraid|dclid|fbclid|msclkid|ttclid|twclid|li_fat_id)$/;
  const SHEET =
    ':host{all:initial;display:block}*{box-sizing:border-box}' +
    'iframe{border:0;display:block;width:100%;height:100%;color-scheme:normal}' +
    'button{font:600 16px/1.2 system-ui,sans-serif;border:0;cursor:pointer;padding:14px 22px;border-radius:12px;color:var(--on);background:var(--accent)}' +
    'button:focus-visible{outline:3px solid var(--accent);outline-offset:3px}' +
    '.bubble,.panel,.page{position:fixed;z-index:2147483000;bottom:20px;inset-inline-end:20px}' +
    '.bubble{padding:20px 17px;border-radius:50%;box-shadow:0 6px 24px #0004}' +
    '.bubble::before{content:"";display:block;width:26px;height:20px;border:2.5px solid;border-radius:9px 9px 9px 0}' +
    '.panel,dialog{border:0;padding:0;max-width:none;max-height:none;overflow:hidden;border-radius:20px;background:Canvas}' +
    '.panel{bottom:96px;width:min(400px,calc(100vw - 40px));height:min(680px,calc(100dvh - 120px));box-shadow:0 16px 56px #0005}' +
    '[hidden]{display:none}dialog::backdrop{background:#0f172a99}' +
    '.popup{width:min(720px,calc(100vw - 32px));height:min(760px,calc(100dvh - 32px))}' +
    '.drawer{width:min(480px,100vw);height:100dvh;margin:0 0 0 auto;border-radius:0}.drawer.left{margin:0 auto 0 0}' +
    '.bubble.left,.panel.left{inset-inline:20px auto}.page{inset:0}' +
    '.x{position:absolute;z-index:1;top:10px;inset-inline-end:10px;padding:9px 13px;border-radius:50%;background:#0f172acc;color:#fff}' +
    '@media(max-width:480px){.panel,.popup{inset:0!important;width:100vw;height:100dvh;border-radius:0}.panel:not([hidden])~.bubble{display:none}}';

  // Every call into the host page is guarded: a guest never throws into the house.
  const quietly = (work) => { try { return work(); } catch (error) { return undefined; } };
  const add = (parent, name, properties) =>
    parent.appendChild(Object.assign(document.createElement(name), properties));

  // Black or white, whichever reads better on the accent: 0.18 is where both contrast alike (WCAG 2).
  const onColour = (hex) => {
    const light = hex.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3').match(/\w\w/g).map((part, i) =>
      [0.2126, 0.7152, 0.0722][i] * (parseInt(part, 16) / 255) ** 2.2);
    return light[0] + light[1] + light[2] > 0.18 ? '#000' : '#fff';
  };

  class Embed {
    constructor(script) {
      const data = this.data = script.dataset;
      this.script = script;
      this.flow = data.flow;
      this.origin = new URL(script.src).origin;
      this.mode = /^(bubble|popup|drawer|page)$/.test(data.mode) ? data.mode : 'inline';
      this.key = 'lodestone:' + this.flow;
      this.off = [];
      this.host = document.createElement('div');
      this.host.dataset.lodestone = this.flow;
      this.root = this.host.attachShadow({ mode: 'open' });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(SHEET);
      this.root.adoptedStyleSheets = [sheet];
      const accent = /^#([0-9a-f]{3}){1,2}$/i.test(data.accent) ? data.accent : '#1f2937';
      this.host.style.setProperty('--accent', accent);
      this.host.style.setProperty('--on', onColour(accent));
      const place = data.target && document.querySelector(data.target);
      if (place) place.append(this.host);
      else if (script.closest('body')) script.after(this.host);
      else document.body.append(this.host);
      this.build(data);
      this.listen(data);
    }

    build(data) {
      const mode = this.mode, side = data.position === 'left' ? ' left' : '';
      this.title = data.label || document.title || this.flow;
      this.box = this.root;
      if (mode === 'page') this.box = add(this.root, 'div', { className: mode });
      this.own = mode === 'page' || mode === 'inline';
      if (this.own) { this.load(); return; }
      const bubble = mode === 'bubble';
      this.box = add(this.root, bubble ? 'div' : 'dialog', {
        className: (bubble ? 'panel' : mode) + side, hidden: bubble, role: 'dialog', ariaLabel: this.title,
        onclose: () => this.closed(),
        onclick: (event) => { if (!bubble && event.target === this.box) this.close(); }
      });
      add(this.box, 'button', {
        className: 'x', type: 'button', textContent: '\u00d7', ariaLabel: data.closeLabel || 'Close',
        onclick: () => this.close()
      });
      if (bubble || !data.opener && (data.open || 'click') === 'click') this.button = add(this.root, 'button', {
        className: bubble ? mode + side : 'open', type: 'button', ariaLabel: this.title, ariaExpanded: 'false',
        textContent: bubble ? '' : this.title,
        onclick: () => this.opened ? this.close() : this.open()
      });
    }

    listen(data) {
      const [when, given] = (data.open || '').split(':'), amount = given ? +given || 0 : when === 'delay' ? 8 : 50;
      this.on(window, 'message', (event) => this.receive(event));
      this.on(window, 'keydown', (event) => { if (event.key === 'Escape') this.close(); });
      if (data.opener) this.on(document, 'click', (event) => {
        if (event.target.closest(data.opener)) { event.preventDefault(); this.open(); }
      });
      const once = () => { if (!this.shown) this.open(); };
      if (when === 'delay') this.timer = setTimeout(once, 1000 * amount);
      if (when === 'scroll') this.on(window, 'scroll', () => {
        const room = document.documentElement.scrollHeight - innerHeight;
        if (100 * scrollY >= amount * room) once();
      });
      if (when === 'exit') this.on(document, 'mouseout', (event) => {
        if (!event.relatedTarget && event.clientY <= 0) once();
      });
    }

    on(target, name, handler) {
      const guarded = (event) => quietly(() => handler(event));
      target.addEventListener(name, guarded);
      this.off.push(() => target.removeEventListener(name, guarded));
    }

    address() {
      const { data } = this, here = new URL(location.href), query = new URLSearchParams({
        mode: this.mode, host: location.origin, page: here.href.split('#')[0].slice(0, 1000)
      });
      const give = (name, value) => { if (value) query.set(name, value.slice(0, 500)); };
      give('referrer', document.referrer);
      give('language', data.language || document.documentElement.lang);
      give('accent', data.accent);
      here.searchParams.forEach((value, name) => { if (CLICK_IDS.test(name)) give(name, value); });
      for (const { name, value } of this.script.attributes) {
        if (name.startsWith('data-prefill-')) give('prefill.' + name.slice(13), value);
      }
      give('conversation', this.token || quietly(() => localStorage.getItem(this.key)));
      return this.origin + '/f/' + encodeURIComponent(this.flow) + '/frame?' + query;
    }

    load() {
      if (this.frame) return;
      this.frame = add(this.box, 'iframe', { title: this.title, allow: 'clipboard-write', src: this.address() });
      if (this.mode === 'inline') this.height(this.data.height || 480);
    }

    height(pixels) { this.frame.style.height = Math.max(120, Math.min(20000, +pixels || 0)) + 'px'; }

    open() {
      if (this.opened || this.own) return;
      this.opened = this.shown = true;
      this.before = document.activeElement;
      this.load();
      if (this.box.showModal) this.box.showModal(); else this.box.hidden = false;
      if (this.button) this.button.ariaExpanded = 'true';
      this.frame.focus();
      this.tell('open');
    }

    close() {
      if (!this.opened) return;
      if (this.box.close) this.box.close(); else { this.box.hidden = true; this.closed(); }
    }

    closed() {
      this.opened = false;
      if (this.button) this.button.ariaExpanded = 'false';
      const back = this.button || this.before;
      if (back) back.focus();
      this.tell('close');
    }

    receive({ data: said, source, origin }) {
      if (!this.frame || source !== this.frame.contentWindow || origin !== this.origin || said.lodestone !== 1) return;
      const { type, detail = {} } = said;
      if (type === 'height' && this.mode === 'inline') this.height(detail.height);
      else if (type === 'close') this.close();
      else if (type === 'forget') {
        this.token = '';
        quietly(() => localStorage.removeItem(this.key));
      } else if (/^(start|answer|lead|complete)$/.test(type)) {
        if (detail.token) {
          this.token = detail.token;
          quietly(() => localStorage.setItem(this.key, detail.token));
        }
        this.tell(type, detail);
      }
    }

    tell(name, { turn, slot, outcome } = {}) {
      const detail = { flow: this.flow, turn, slot, outcome }, { layer } = this.data;
      this.host.dispatchEvent(new CustomEvent('lodestone:' + name, { detail, bubbles: true }));
      for (const handler of handlers[name] || []) quietly(() => handler(detail));
      if (layer) (window[layer] = window[layer] || []).push({ event: 'lodestone_' + name, ...detail });
    }

    remove() {
      clearTimeout(this.timer);
      this.off.forEach((off) => off());
      this.host.remove();
    }
  }

  const scan = (script) => {
    for (const found of [script, ...document.querySelectorAll('script[src*="/embed."][data-flow]')]) {
      if (!found || !found.dataset.flow || found.lodestone || !found.isConnected) continue;
      found.lodestone = true;
      quietly(() => embeds.push(new Embed(found)));
    }
  };
  // Single-page sites: what leaves the page takes its embed with it.
  const tidy = () => {
    embeds = embeds.filter((embed) => {
      if (embed.script.isConnected && embed.host.isConnected) return true;
      quietly(() => embed.remove());
      embed.script.lodestone = false;
      return false;
    });
  };
  const each = (flow, name) => {
    for (const embed of embeds) if (!flow || embed.flow === flow) quietly(() => embed[name]());
  };
  window.Lodestone = {
    open: (flow) => each(flow, 'open'),
    close: (flow) => each(flow, 'close'),
    on(name, handler) {
      const known = handlers[name] = handlers[name] || new Set();
      known.add(handler);
      return () => known.delete(handler);
    },
    scan
  };
  new MutationObserver(tidy).observe(document, { childList: true, subtree: true });
  if (document.body) scan(current); else document.addEventListener('DOMContentLoaded', () => scan(current));
})();
