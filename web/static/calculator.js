// Calculators: results at every change, the same as at the end.
import { evaluate } from './formula.js';

const DAY = 864e5, EPOCH = 25569;
/** Days from today to the deadline of each period, as the server counts them. */
const PERIODS = { now: 0, month: 30, quarter: 91, half_year: 182, year: 365, later: 366 };

let model = null, form = null, asked = false;

/** A question's fields as formulas see them; null is unknown. */
function read(slot, type, data) {
  const name = form.querySelector(`[data-slot="${slot}"]`)?.dataset.name || slot;
  const words = (data.get(name) || '').trim();
  if (type === 'multi_choice') return data.getAll(name).length ? data.getAll(name) : null;
  if (type === 'consent') return words !== '';
  if (!words) return null;
  switch (type) {
    case 'yes_no': return words === 'yes';
    case 'date': return Date.parse(words) / DAY + EPOCH;
    case 'timeframe': return words in PERIODS ? PERIODS[words] : null;
    case 'rating': case 'nps': case 'scale': return +words;
    case 'percent': {
      const share = window.lodestone.figure(words.replace('%', ''));
      return share === null ? null : +(share / 100).toPrecision(15);
    }
    case 'number': case 'slider': case 'money': return window.lodestone.figure(words);
    default: return words;
  }
}

/** What the page knows, what is typed, then each `set` in order. */
function compute() {
  const values = { ...model.values }, data = new FormData(form);
  for (const [slot, type] of Object.entries(model.types)) {
    const field = form.querySelector(`[data-slot="${slot}"]`);
    values[slot] = field?.hidden ? null : read(slot, type, data);
  }
  let changed = true;
  for (let round = 0; changed && round < 3; round++) {
    changed = false;
    for (const [name, tree] of model.sets) if (tree !== null) values[name] = evaluate(tree, values);
    for (const [slot, tree] of Object.entries(model.show || {})) {
      const field = form.querySelector(`[data-slot="${slot}"]`);
      if (!field) continue;
      const hide = evaluate(tree, values) !== true;
      if (field.hidden !== hide) {
        field.hidden = hide;
        values[slot] = hide ? null : read(slot, model.types[slot], data);
        changed = true;
      }
    }
  }
  return values;
}

/** Figures as the server writes them. */
function shown(value, line) {
  if (value === null) return '–';
  const language = model.language;
  if (typeof value === 'boolean') return value ? model.yes : model.no;
  if (Array.isArray(value)) return value.map((item) => shown(item, line)).join(', ');
  if (typeof value !== 'number') return value;
  const exact = +value.toPrecision(15);
  if (line.format === 'date') {
    return new Date((exact - EPOCH) * DAY).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
  }
  if (line.format === 'percent') {
    return exact.toLocaleString(language, { style: 'percent', maximumFractionDigits: 2 });
  }
  if (line.format === 'money' && line.currency) {
    const money = { style: 'currency', currency: line.currency };
    const places = new Intl.NumberFormat(language, money).resolvedOptions().maximumFractionDigits;
    const whole = Number.isInteger(+exact.toFixed(places));
    return exact.toLocaleString(language, { ...money, minimumFractionDigits: whole ? 0 : places, maximumFractionDigits: places });
  }
  return exact.toLocaleString(language, { maximumFractionDigits: Math.abs(exact) >= 1 ? 2 : 4 });
}

function draw() {
  asked = false;
  if (!form.isConnected) return;
  const values = compute(), amounts = [];
  model.lines.forEach((line, place) => {
    if (line.tree === null) return;
    const value = evaluate(line.tree, values), words = shown(value, line);
    amounts[place] = typeof value === 'number' ? Math.max(value, 0) : 0;
    for (const spot of form.querySelectorAll(
      `[data-line="${place}"] > :is(output, dd), [data-of="${place}"]`)) {
      if (spot.textContent !== words) spot.textContent = words;
    }
  });
  form.querySelectorAll('[data-chart]').forEach((chart) => redraw(chart, amounts));
}

function redraw(chart, amounts) {
  const spots = [...chart.querySelectorAll('[data-of]')].map((spot) => +spot.dataset.of);
  if (spots.some((place) => amounts[place] === undefined)) return;
  const sizes = spots.map((place) => amounts[place]), kind = chart.dataset.chart;
  const whole = (kind === 'donut' ? sizes.reduce((sum, size) => sum + size, 0) : Math.max(...sizes)) || 1;
  const parts = sizes.map((size) => (100 * size) / whole);
  if (kind === 'line') {
    const gaps = Math.max(parts.length - 1, 1);
    const points = parts.map((part, i) => `${(100 * i) / gaps},${38 - part * 0.36}`).join(' ');
    chart.querySelector('polyline').setAttribute('points', points);
    chart.querySelector('polygon').setAttribute('points', `0,40 ${points} 100,40`);
    return;
  }
  let start = 0;
  chart.querySelectorAll('[data-mark]').forEach((mark, i) => {
    if (kind === 'bar') mark.setAttribute('width', parts[i]);
    else {
      mark.setAttribute('stroke-dasharray', `${parts[i]} ${100 - parts[i]}`);
      mark.setAttribute('stroke-dashoffset', -start);
      start += parts[i];
    }
  });
}

/** Many changes within a frame are one computation. */
function schedule() {
  if (form && !asked) {
    asked = true;
    requestAnimationFrame(draw);
  }
}

function begin() {
  const data = document.getElementById('model');
  model = data && JSON.parse(data.textContent);
  form = model && data.closest('form');
  if (form) form.addEventListener('input', schedule);
  schedule();
}

document.addEventListener('lodestone:ready', begin);
begin();
