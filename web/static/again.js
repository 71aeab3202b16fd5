// The button for another code waits until one may be sent, and shows how long. flow.js adds this
// script wherever such a button stands; without it the server says that one is on its way.
(() => {
  'use strict';
  const clock = document.querySelector('[data-needs=again]');
  if (!clock) return;
  const button = clock.closest('form').querySelector('button');
  const until = performance.now() + 1000 * clock.dataset.seconds;
  button.disabled = true;

  function tick() {
    const left = Math.ceil((until - performance.now()) / 1000);
    if (!clock.isConnected) return clearInterval(timer);
    clock.textContent = clock.dataset.words.replace('{seconds}', Math.max(left, 0));
    if (left > 0) return;
    clearInterval(timer);
    clock.remove();
    button.disabled = false;
  }

  const timer = setInterval(tick, 250);
  tick();
})();
