// Chats: the lines of a conversation stay, new ones come after a pause for typing (skipped where
// motion is not wanted). flow.js calls `lodestone.talk` in place of exchanging the whole fragment.
(() => {
  'use strict';
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const wait = (ms) => new Promise((done) => { go = done; setTimeout(done, calm || fast ? 0 : ms); });
  let run = 0, talking = false, fast = false, go = () => {};

  /** Whoever sends while the bot still writes sees the rest at once, and sends again having read
   * it: what was typed stays in the box. False where nothing is being written. */
  function hurry() {
    fast = talking;
    go();
    return talking;
  }

  /** New lines are added one by one, the rest is exchanged. */
  async function talk(flow, next, tell) {
    const mine = ++run;
    talking = true;
    fast = false;
    const log = flow.querySelector('.log'), lines = [...next.querySelector('.log').children];
    const old = [...log.children];
    const like = (line) => line.textContent + line.className.replace(/ (now|fresh)/g, '');
    let same = 0;
    while (same < old.length && same < lines.length && like(old[same]) === like(lines[same])) {
      old[same].replaceWith(lines[same]);
      same++;
    }
    old.slice(same).forEach((line) => line.remove());
    const dock = next.querySelector('.dock'), composer = next.querySelector('.composer');
    flow.querySelector('.pill')?.remove();
    flow.querySelector('.dock').replaceChildren();
    const sent = flow.querySelector('#typed');
    if (sent && !lines.at(-1)?.matches('.told:not(.heard)')) sent.value = '';
    for (const line of lines.slice(same)) {
      if (mine !== run) return;
      line.classList.add('fresh');
      if (!line.matches('.mine, [data-said]')) {
        const dots = line.cloneNode();
        dots.setAttribute('aria-hidden', 'true');
        dots.innerHTML = '<div class="bubble dots"><i></i><i></i><i></i></div>';
        dots.prepend(line.querySelector('.avatar').cloneNode(true));
        if (!calm) log.append(dots);
        tell('resize');
        await wait(Math.min(1100, 320 + line.textContent.length * 7));
        dots.remove();
      }
      log.append(line);
    }
    if (mine !== run) return;
    talking = false;
    const kept = flow.querySelector('#typed')?.value, box = composer?.querySelector('#typed');
    if (kept && box && !box.value) box.value = kept;
    dock.classList.add('fresh');
    flow.querySelector('.dock').replaceWith(dock);
    flow.querySelector('.composer')?.remove();
    if (composer) flow.querySelector('.window').append(composer);
    flow.querySelector('#other').replaceWith(next.querySelector('#other'));
    flow.querySelector('.who').replaceWith(next.querySelector('.who'));
    for (const name of Object.keys(flow.dataset)) if (!(name in next.dataset)) delete flow.dataset[name];
    Object.assign(flow.dataset, next.dataset);
    show(flow.querySelector('.scroller'), log.lastElementChild);
  }

  /** The end of the talk; where what is offered there is tall, the line it belongs to at the top. */
  function show(scroller, line) {
    scroller.scrollTop = 0;
    const above = scroller.getBoundingClientRect().top + 12 - line.getBoundingClientRect().top;
    if (above > 0) scroller.scrollTop -= above;
  }

  Object.assign(window.lodestone, { talk, hurry });
})();
