// Lodestone tracking. Does nothing, stores nothing and sends nothing until it is switched on:
//   <script src="https://site/track.js" data-track="true" async></script>   where consent is given, or
//   Lodestone.track()                                                        once it is.
// It tells which pages were looked at, files taken and calculators used, and, once the visitor left
// an address in a flow on this page, whose visits they were.
(() => {
  'use strict';
  const script = document.currentScript;
  if (!script || window.lodestoneTracks) return;
  window.lodestoneTracks = true;
  const home = new URL(script.src).origin, flow = script.dataset.flow || '';
  const KEY = 'lodestone.visitor', FILES = /\.(pdf|docx?|xlsx?|pptx?|zip|csv|epub)$/i;
  let on = false;

  // Every call into the host page is guarded: a guest never throws into the house.
  const quietly = (work) => { try { return work(); } catch (error) { return undefined; } };

  const visitor = () => {
    let kept = quietly(() => localStorage.getItem(KEY));
    if (!kept) {
      kept = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
      quietly(() => localStorage.setItem(KEY, kept));
    }
    return kept;
  };

  // The keys of conversations begun on this site, as embed.js keeps them.
  const conversations = () => quietly(() => Object.keys(localStorage)
    .filter((name) => name.startsWith('lodestone:')).map((name) => localStorage.getItem(name))
    .filter((token) => token && token.length >= 16 && token.length <= 64).slice(0, 20)) || [];

  const send = (kind, url, name) => quietly(() => {
    fetch(home + '/behaviour', {
      method: 'POST', mode: 'cors', credentials: 'omit', keepalive: true,
      body: JSON.stringify({
        visitor: visitor(), kind, url: (url || '').slice(0, 1000), flow: name || flow, conversations: conversations()
      })
    }).catch(() => {});
  });

  const page = () => send('page', location.href.split('#')[0]);

  const clicked = (event) => quietly(() => {
    const link = event.target.closest('a[href]');
    if (link && (link.hasAttribute('download') || FILES.test(link.pathname))) send('download', link.href);
  });

  const track = () => {
    if (!on) {
      on = true;
      document.addEventListener('click', clicked, true);
      document.addEventListener('lodestone:start', (event) => send('start', '', event.detail.flow));
      document.addEventListener('lodestone:lead', () => setTimeout(() => send('known'), 500));
    }
    page();
  };

  // `Lodestone` belongs to embed.js, which may come later and begins only where there is none: to it
  // alone there is none yet, to the page there is one that can track.
  const embedding = () => /\/embed\.(v\d+\.)?js/.test((document.currentScript || {}).src || '');
  if (window.Lodestone) window.Lodestone.track = track;
  else {
    Object.defineProperty(window, 'Lodestone', {
      configurable: true,
      get: () => embedding() ? undefined : { track },
      set: (real) => Object.defineProperty(window, 'Lodestone', {
        configurable: true, writable: true, enumerable: true, value: Object.assign(real, { track })
      })
    });
  }
  if (script.dataset.track === 'true') track();
})();
