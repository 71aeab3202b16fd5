// Rankings: the list of places becomes one to move by buttons or to drag. The selects stay in the
// form, unseen, and tell the places.
(() => {
  'use strict';
  const announce = (words) => { document.getElementById('announcer').textContent = words; };

  function number(list) {
    [...list.children].forEach((item, place) => {
      item.querySelector('select').value = place + 1;
      item.querySelector('output').textContent = place + 1;
    });
  }

  function tell(list, item) {
    announce(list.dataset.moved.replace('{name}', item.querySelector('.words').textContent)
      .replace('{place}', [...list.children].indexOf(item) + 1).replace('{count}', list.children.length));
  }

  function button(list, item, up) {
    const made = document.createElement('button');
    const words = list.dataset[up ? 'up' : 'down'];
    made.type = 'button';
    made.className = 'round';
    made.setAttribute('aria-label', words.replace('{name}', item.querySelector('.words').textContent));
    made.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${up ? 'M6 14l6-6 6 6' : 'M6 10l6 6 6-6'}"/></svg>`;
    made.onclick = () => {
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (other) up ? other.before(item) : other.after(item);
      number(list);
      tell(list, item);
      made.focus();
    };
    return made;
  }

  // The neighbours make way; the one being dragged is never taken out, or the pointer would be lost.
  function drag(list, item) {
    item.addEventListener('pointerdown', (event) => {
      const byHand = event.pointerType === 'mouse' || event.target.closest('output');
      if (event.button || !byHand || event.target.closest('button')) return;
      event.preventDefault();
      item.setPointerCapture(event.pointerId);
      item.classList.add('lifted');
      const move = ({ clientY }) => {
        const { previousElementSibling: above, nextElementSibling: below } = item;
        const middle = (one) => one.getBoundingClientRect().top + one.offsetHeight / 2;
        if (above && clientY < middle(above)) item.after(above);
        else if (below && clientY > middle(below)) item.before(below);
        number(list);
      };
      item.addEventListener('pointermove', move);
      item.addEventListener('lostpointercapture', () => {
        item.removeEventListener('pointermove', move);
        item.classList.remove('lifted');
        tell(list, item);
      }, { once: true });
    });
  }

  for (const list of document.querySelectorAll('[data-needs=ranking]')) {
    list.removeAttribute('data-needs');
    list.classList.add('movable');
    for (const item of list.children) {
      const select = item.querySelector('select');
      const place = document.createElement('output');
      place.textContent = '·';
      place.setAttribute('aria-live', 'off');
      select.hidden = true;
      item.prepend(place);
      item.append(button(list, item, true), button(list, item, false));
      drag(list, item);
    }
    // An order nobody has touched is an answer only where one must be given.
    if ('required' in list.dataset || list.querySelector('select').value) number(list);
  }
})();
