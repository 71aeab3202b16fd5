// Talks with a person: while one is called or there, news is waited for and added to the log.
// Loaded by flow.js when there is such a talk; without it "Look for an answer" shows the page anew.
let listening = false;
const talk = () => document.getElementById('talk');
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/** The number of the last message shown. */
function last() {
  const said = [...document.querySelectorAll('#flow [data-said]')].map((line) => +line.dataset.said);
  return Math.max(0, ...said);
}

async function listen() {
  if (listening) return;
  listening = true;
  let failures = 0;
  for (let room = talk(); room; room = talk()) {
    document.getElementById('look')?.setAttribute('hidden', '');
    const began = performance.now();
    try {
      const { news, state } = room.dataset;
      const answer = await fetch(`${news}&after=${last()}&state=${state}&wait=20`, { signal: AbortSignal.timeout?.(40000) });
      if (answer.status === 404) break;
      if (!answer.ok) throw answer.status;
      const heard = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('news');
      failures = 0;
      if (talk() === room && !show(heard, room) && performance.now() - began < 5000) {
        // The server could not let us wait: it says when to come again. A page nobody looks at waits longer.
        await pause((+answer.headers.get('Retry-After') || 3) * (document.hidden ? 4 : 1));
      }
    } catch {
      await pause(Math.min(30, 2 ** ++failures));
    }
  }
  listening = false;
}

/** Adds what is new; true when there was anything. */
function show(heard, room) {
  const log = document.querySelector('#flow .log');
  const known = last();
  const fresh = [...heard.children].filter((line) => +line.dataset.said > known);
  const scroller = log.closest('.scroller');
  for (const line of fresh) {
    line.classList.add('fresh');
    log.append(line);
  }
  if (fresh.length) {
    if (scroller) scroller.scrollTop = 0;
    if (document.hidden && !document.title.startsWith('● ')) document.title = `● ${document.title}`;
    document.dispatchEvent(new CustomEvent('lodestone:resize'));
  }
  if (heard.dataset.state === room.dataset.state) return fresh.length > 0;
  if (heard.dataset.state === 'done') {
    room.remove();
    window.lodestone.visit(room.dataset.here);
    return true;
  }
  room.dataset.state = heard.dataset.state;
  const heading = document.querySelector('#flow .who div > span');
  if (heading) heading.textContent = heard.dataset.heading;
  return true;
}

document.addEventListener('lodestone:ready', listen);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) document.title = document.title.replace(/^● /, '');
});
listen();
