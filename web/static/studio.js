// The studio's conveniences. Every page works without this file.
(() => {
  'use strict';

  // Times are written in UTC; here they become the reader's own.
  const forms = {
    moment: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    day: { day: 'numeric', month: 'short', year: 'numeric' },
    time: { hour: '2-digit', minute: '2-digit' },
  };
  for (const time of document.querySelectorAll('time[datetime]')) {
    const when = new Date(time.dateTime);
    if (Number.isNaN(when.getTime())) continue;
    const form = forms[time.dataset.form];
    if (form) time.textContent = new Intl.DateTimeFormat('en-GB', form).format(when);
    time.title = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' }).format(when);
  }

  // Clocks run on: seconds in the first hour, as every minute counts there.
  const span = (seconds) => {
    const [days, hours, minutes] = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60];
    if (seconds < 3600) return `${minutes}:${String(seconds % 60).padStart(2, '0')} min`;
    const parts = days ? [`${days} d`, hours && `${hours} h`] : [`${hours} h`, minutes && `${minutes} min`];
    return parts.filter(Boolean).join(' ');
  };
  const clocks = [...document.querySelectorAll('time[data-form="clock"]')];
  const tick = () => {
    for (const clock of clocks) {
      const seconds = Math.max(0, Math.floor((Date.now() - new Date(clock.dateTime)) / 1000));
      clock.textContent = span(seconds);
      for (const tone of ['good', 'warm', 'bad']) {
        clock.classList.toggle(`clock--${tone}`, tone === (seconds < 300 ? 'good' : seconds < 3600 ? 'warm' : 'bad'));
      }
    }
  };
  if (clocks.length) { tick(); setInterval(tick, 1000); }

  // Copy buttons: shown only where they can work.
  for (const button of document.querySelectorAll('[data-copy]')) {
    const source = document.getElementById(button.dataset.copy);
    if (!source || !navigator.clipboard) continue;
    const words = button.querySelector('span');
    words.setAttribute('aria-live', 'polite');
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(source.textContent.trim());
      words.textContent = 'Copied';
      setTimeout(() => { words.textContent = 'Copy'; }, 2000);
    });
  }

  // The status form shows only the fields that belong to the chosen status.
  const status = document.getElementById('status-field');
  const follow = () => {
    for (const part of document.querySelectorAll('[data-when]')) {
      part.hidden = !part.dataset.when.split(' ').includes(status.value);
    }
  };
  if (status && document.querySelector('[data-when]')) {
    status.addEventListener('change', follow);
    follow();
  }

  // Menus close with Escape and when the reader goes elsewhere.
  const menus = [...document.querySelectorAll('details.menu')];
  document.addEventListener('keydown', (event) => {
    const open = event.key === 'Escape' && menus.find((menu) => menu.open);
    if (open) { open.open = false; open.querySelector('summary').focus(); }
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    const search = document.getElementById('q');
    if (event.key === '/' && search && !typing) { event.preventDefault(); search.focus(); }
  });
  document.addEventListener('click', (event) => {
    for (const menu of menus) if (!menu.contains(event.target)) menu.open = false;
  });

  // Filters left empty stay out of the address.
  for (const form of document.querySelectorAll('form.tools')) {
    form.addEventListener('formdata', (event) => {
      for (const [name, value] of [...event.formData]) if (value === '') event.formData.delete(name);
    });
  }

  // Where something came back wrong, that field is where the reader goes on; after the browser's
  // own jump to the address's fragment, which would take the focus away again.
  const wrong = document.querySelector('[aria-invalid="true"]');
  if (wrong) window.addEventListener('load', () => setTimeout(() => wrong.focus()));
})();
