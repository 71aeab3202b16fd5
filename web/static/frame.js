// In the frame only: tells the host page, and nobody else, its height and what happens.
(() => {
  'use strict';
  const host = new URLSearchParams(location.search).get('host');
  if (window.parent === window || !host || !/^https?:\/\/[^/]+$/.test(host)) return;
  const tell = (type, detail) => window.parent.postMessage({ lodestone: 1, type, detail }, host);

  for (const name of ['start', 'answer', 'lead', 'complete', 'forget']) {
    document.addEventListener('lodestone:' + name, (event) => tell(name, event.detail));
  }

  let last = 0;
  const measure = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    if (height !== last) tell('height', { height: (last = height) });
  };
  new ResizeObserver(measure).observe(document.body);
  document.addEventListener('lodestone:resize', measure);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) tell('close');
  });
  measure();
})();
