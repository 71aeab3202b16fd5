// Proof of work: solves the page's challenge in a worker and sends the solution with the answer.
// Loaded by flow.js on pages that ask for it.
(() => {
  'use strict';
  const FIELDS = 'input[name=proof][data-challenge]';
  const fields = () => [...document.querySelectorAll(FIELDS)];
  let waiting = null, solving = '';

  function solve() {
    const open = fields().find((field) => !field.value);
    if (!open || solving === open.dataset.challenge) return;
    const asked = solving = open.dataset.challenge;
    const worker = new Worker('/static/proof-worker.js');
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (solving === asked) solving = '';
      if (data === null) return;
      const { algorithm, challenge, salt, signature } = JSON.parse(asked);
      const solution = btoa(JSON.stringify({ algorithm, challenge, number: data, salt, signature }));
      for (const field of fields()) if (field.dataset.challenge === asked) field.value = solution;
      const [form, button] = waiting || [];
      waiting = null;
      if (form?.isConnected) form.requestSubmit(button?.isConnected ? button : undefined);
    };
    worker.postMessage(JSON.parse(asked));
  }

  // Who is quicker than the sum waits for it: the form is sent as soon as it is done.
  addEventListener('submit', (event) => {
    const field = event.target.querySelector(FIELDS);
    if (!field || field.value) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = [event.target, event.submitter];
    document.getElementById('announcer').textContent = field.dataset.wait;
    solve();
  }, true);

  document.addEventListener('lodestone:ready', solve);
  solve();
})();
