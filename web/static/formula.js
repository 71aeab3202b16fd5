/**
 * Formulas in the browser, as bot/formula computes them, to 15 digits.
 * Null is unknown: contagious, but false in comparisons.
 *
 * @typedef {number | string | boolean | null | Array<any>} Value
 * @typedef {number | string | boolean | Array<any>} Tree what `Formula.to_json()` gives
 */

const MAX_TEXT = 10000, MAX_ITEMS = 1000;
const FIRST_DAY = -693593, LAST_DAY = 2958465, UNIX_DAY = 25569, DAY = 864e5;
const { abs, expm1, floor, log, log1p, trunc } = Math;

/* Numbers in 15 digits: see bot/formula/digits.py. Arguments are numbers unless said otherwise. */
const fifteen = (x) => Number(x.toPrecision(15));

const same = (a, b) =>
  a === b || (abs(a - b) <= abs(a) * 2e-14 && a.toPrecision(15) === b.toPrecision(15));

const down = (x) =>
  floor(abs(x) < 1e14 && abs(x - floor(x + 0.5)) <= abs(x) * 1e-14 ? fifteen(x) : x);
const up = (x) => -down(-x);

/** @param {number} x half away from zero */
const nearest = (x) => {
  let part = x % 1;
  if (part !== 0.5 && abs(part - 0.5) <= x * 1e-14 && x < 1e14) part = (x = fifteen(x)) % 1;
  return x - part + (part >= 0.5 ? 1 : 0);
};

/** @param {(x: number) => number} whole */
const rounding = (whole) => (x, digits = 0) => {
  const places = trunc(digits);
  if (abs(places) > 20) return null;
  const scale = Number("1e" + abs(places));
  const shifted = places < 0 ? abs(x) / scale : abs(x) * scale;
  if (shifted >= 1e15) return x;
  const result = places < 0 ? whole(shifted) * scale : whole(shifted) / scale;
  return x < 0 ? -result : result;
};
const round = rounding(nearest);

const CASED = /[A-Za-z\u00b5-\u024f\u0370-\u058f\u1e00-\u1eff]/g;
/** @param {string} c @param {string} other letter by letter */
const cased = (c, other) => (other.length === 1 && other < "\u2000" ? other : c);
const lower = (t) => t.replace(CASED, (c) => cased(c, c.toLowerCase()[0]));
const upper = (t) => t.replace(CASED, (c) => cased(c, c.toUpperCase()));
const trim = (t) =>
  t.replace(/[ \t\n\v\f\r\u00a0\u2000-\u200a\u202f\u3000]+/g, " ").replace(/^ | $/g, "");

/** @param {string} t @param {number} from @param {number} [to] counted in characters */
const slice = (t, from, to) => [...t].slice(from, to).join("");
const isLong = (t) => t.length > MAX_TEXT && [...t].length > MAX_TEXT;
/** @param {(string | number)[]} parts */
const join = (...parts) =>
  parts.map((part) => (typeof part === "number" ? fifteen(part) : part)).join("");

/** @param {string | number} t */
const numberIn = (t) => {
  if (typeof t === "number") return t;
  const [, word, percent] = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?)(%?)$/i.exec(trim(t)) || [];
  return word ? Number(word) / (percent ? 100 : 1) : null;
};

/** @param {(numbers: number[]) => number} f of numbers, and of those in lists */
const over = (f) => (...values) => {
  const all = values.flat();
  return all.every((x) => typeof x === "number") ? f(all) : null;
};
const sum = (all) => all.reduce((a, b) => a + b, 0);
const median = (all) => {
  const sorted = all.sort((a, b) => a - b), half = all.length >> 1;
  return all.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

const mod = (a, b) => {
  if (abs(a / b) < 1e14 && fifteen(a / b) % 1 === 0) return 0;
  const rest = a % b;
  return rest && rest < 0 !== b < 0 ? rest + b : rest;
};
const power = (a, b) => (b === 2 ? a * a : a ** b);
const logarithm = (x, base = 10) =>
  base === 10 ? Math.log10(x) : base === 2 ? Math.log2(x) : base > 0 ? log(x) / log(base) : NaN;

/* Money: see bot/formula/money.py. */
const growth = (rate, n) => (rate > -1 ? expm1(n * log1p(rate)) : NaN);
const due = (rate, when) => (when ? 1 + rate : 1);
const pmt = (rate, n, pv, fv = 0, when = 0) => {
  const g = growth(rate, n);
  return rate === 0 ? -(pv + fv) / n : (-(pv * (g + 1) + fv) * rate) / (due(rate, when) * g);
};
const fv = (rate, n, paid, pv = 0, when = 0) => {
  const g = growth(rate, n);
  return rate === 0 ? -(pv + paid * n) : -(pv * (g + 1) + (paid * due(rate, when) * g) / rate);
};
const pv = (rate, n, paid, fv = 0, when = 0) => {
  const g = growth(rate, n);
  return rate === 0 ? -(fv + paid * n) : -(fv + (paid * due(rate, when) * g) / rate) / (g + 1);
};
const nper = (rate, paid, pv, fv = 0, when = 0) => {
  const each = paid * due(rate, when);
  if (rate === 0) return -(pv + fv) / paid;
  return rate > -1 ? log((each - fv * rate) / (pv * rate + each)) / log1p(rate) : NaN;
};
const ipmt = (rate, per, n, pv, fut = 0, when = 0) => {
  if (!(per >= 1 && per <= n)) return null;
  if (per === 1) return when ? 0 : -pv * rate;
  const paid = pmt(rate, n, pv, fut, when);
  return (when ? fv(rate, per - 2, paid, pv, 1) - paid : fv(rate, per - 1, paid, pv)) * rate;
};
const ppmt = (rate, per, n, pv, fut = 0, when = 0) => {
  const interest = ipmt(rate, per, n, pv, fut, when);
  return interest === null ? null : pmt(rate, n, pv, fut, when) - interest;
};
const rate = (n, paid, pv, fv = 0, when = 0) => {
  if (n <= 0) return null;
  const isNegative = (logRate) => {
    const r = expm1(logRate), g = expm1(n * logRate);
    return pv * (g + 1) + paid * due(r, when) * (r ? g / r : n) + fv < 0;
  };
  const furthest = Math.min(4.6, 700 / n);
  for (let last = 0, step = 0.001; last < furthest; step *= 2) {
    const next = Math.min(step, furthest);
    for (const side of [1, -1]) {
      let near = last * side, far = next * side;
      const negative = isNegative(near);
      if (negative === isNegative(far)) continue;
      for (let i = 0; i < 60; i++) {
        const middle = (near + far) / 2;
        if (isNegative(middle) === negative) near = middle;
        else far = middle;
      }
      return round(expm1((near + far) / 2), 12);
    }
    last = next;
  }
  return null;
};

/** @param {number} year @param {number} month from 0 @param {number} day */
const serial = (year, month, day) => new Date(0).setUTCFullYear(year, month, day) / DAY + UNIX_DAY;
/** @param {number} months since year 0 */
const isMonth = (months) => months >= 12 && months < 120000;
/** @param {(date: Date, ...more: any[]) => number | null} f */
const ofDate = (f) => (day, ...more) =>
  day >= FIRST_DAY && day < LAST_DAY + 1 ? f(new Date((floor(day) - UNIX_DAY) * DAY), ...more) : null;
const date = (y, m, d) => {
  const months = trunc(y) * 12 + trunc(m) - 1;
  const day = isMonth(months) ? serial(floor(months / 12), months % 12, 1) + trunc(d) - 1 : NaN;
  return day >= FIRST_DAY && day <= LAST_DAY ? day : null;
};
const edate = ofDate((from, count) => {
  const months = from.getUTCFullYear() * 12 + from.getUTCMonth() + trunc(count);
  if (!isMonth(months)) return null;
  const year = floor(months / 12), month = months % 12;
  return Math.min(serial(year, month, from.getUTCDate()), serial(year, month + 1, 0));
});

/** Kinds of arguments: number, text, list, T text or number, N number or list, S text or list. */
const ACCEPTS = { n: "n", t: "t", T: "tn", N: "nl", S: "tl", a: "ntlb" };
/** What takes known values: the kinds of its arguments, the last for all that follow.
 * @type {Record<string, [string, (...values: any[]) => Value]>} */
const FUNCTIONS = {
  "+": ["n", (a, b) => a + b], "-": ["n", (a, b) => a - b], "*": ["n", (a, b) => a * b],
  "/": ["n", (a, b) => a / b], "^": ["n", power], "%": ["n", (a) => a / 100],
  neg: ["n", (a) => -a], pos: ["n", (a) => a], "&": ["T", join],
  ROUND: ["n", round], ROUNDUP: ["n", rounding(up)], ROUNDDOWN: ["n", rounding(down)],
  INT: ["n", down], FLOOR: ["n", (x, step = 1) => down(x / abs(step)) * abs(step)],
  CEILING: ["n", (x, step = 1) => up(x / abs(step)) * abs(step)], MOD: ["n", mod],
  ABS: ["n", abs], SIGN: ["n", Math.sign], POWER: ["n", power], SQRT: ["n", Math.sqrt],
  CLAMP: ["n", (x, low, high) => (low > high ? null : Math.min(Math.max(x, low), high))],
  EXP: ["n", Math.exp], LN: ["n", log], LOG: ["n", logarithm], LOG10: ["n", Math.log10],
  PI: ["n", () => Math.PI], SUM: ["N", over(sum)], MEDIAN: ["N", over(median)],
  AVERAGE: ["N", over((all) => sum(all) / all.length)], MIN: ["N", over((all) => Math.min(...all))],
  MAX: ["N", over((all) => Math.max(...all))], COUNT: ["a", (...values) => values.flat().length],
  PMT: ["n", pmt], IPMT: ["n", ipmt], PPMT: ["n", ppmt], FV: ["n", fv], PV: ["n", pv],
  NPER: ["n", nper], RATE: ["n", rate], LEN: ["S", (value) => [...value].length],
  CONTAINS: ["t", (t, part) => lower(t).includes(lower(part))],
  STARTS: ["t", (t, part) => lower(t).startsWith(lower(part))],
  ENDS: ["t", (t, part) => lower(t).endsWith(lower(part))], EXACT: ["t", (a, b) => a === b],
  LOWER: ["t", lower], UPPER: ["t", upper], TRIM: ["t", trim], CONCAT: ["T", join],
  LEFT: ["tn", (t, count = 1) => (count < 0 ? null : slice(t, 0, trunc(count)))],
  RIGHT: ["tn", (t, count = 1) =>
    (count < 0 ? null : slice(t, Math.max([...t].length - trunc(count), 0)))],
  MID: ["tn", (t, start, count) =>
    (start < 1 || count < 0 ? null : slice(t, trunc(start) - 1, trunc(start) - 1 + trunc(count)))],
  VALUE: ["T", numberIn], DATE: ["n", date], EDATE: ["n", edate],
  YEAR: ["n", ofDate((day) => day.getUTCFullYear())], DAY: ["n", ofDate((day) => day.getUTCDate())],
  MONTH: ["n", ofDate((day) => day.getUTCMonth() + 1)],
  DAYS: ["n", (end, start) => floor(end) - floor(start)],
};

/** @param {string} a @param {string} b by code points, not by halves of them */
const orderTexts = (a, b) => {
  const left = [...a], right = [...b];
  const at = left.findIndex((c, i) => c !== right[i]);
  if (at < 0) return left.length - right.length;
  return at < right.length ? Number(left[at].codePointAt(0)) - Number(right[at].codePointAt(0)) : 1;
};
/** @param {Value} a @param {Value} b negative, 0, positive, or null if they cannot be ordered */
const order = (a, b) => {
  if (typeof a === "number" && typeof b === "number") return same(a, b) ? 0 : a - b;
  return typeof a === "string" && typeof b === "string" ? orderTexts(lower(a), lower(b)) : null;
};
/** @param {Value} a @param {Value} b null if they cannot be compared */
const equal = (a, b) => {
  if (typeof a === "boolean") return typeof b === "boolean" ? a === b : null;
  const found = order(a, b);
  return found === null ? null : found === 0;
};
/** @param {(order: number) => boolean} holds */
const ordered = (holds) => (a, b) => {
  const found = order(a, b);
  return found !== null && holds(found);
};
/** @param {Value} item @param {Value} items */
const isIn = (item, items) =>
  Array.isArray(items) && items.some((other) => equal(item, other) === true);

/** What is false when something is unknown. @type {Record<string, (a: Value, b: Value) => boolean>} */
const COMPARISONS = {
  "=": (a, b) => equal(a, b) === true, "<>": (a, b) => equal(a, b) === false,
  "<": ordered((o) => o < 0), "<=": ordered((o) => o <= 0),
  ">": ordered((o) => o > 0), ">=": ordered((o) => o >= 0), in: isIn,
  "not in": (a, b) => a !== null && !Array.isArray(a) && Array.isArray(b) && !isIn(a, b),
};

/** What looks only at the arguments it needs; `at(i)` evaluates one, `n` is their count.
 * @type {Record<string, (at: (i: number) => Value, n: number, values: Record<string, any>) => Value>} */
const CHOOSING = {
  IF: (at, n) => (at(0) === true ? at(1) : n > 2 ? at(2) : null),
  IFS: (at, n) => {
    for (let i = 0; i < n; i += 2) if (at(i) === true) return at(i + 1);
    return null;
  },
  SWITCH: (at, n) => {
    const value = at(0);
    for (let i = 1; i + 1 < n; i += 2) if (equal(value, at(i))) return at(i + 1);
    return n % 2 ? null : at(n - 1);
  },
  AND: (at, n) => {
    for (let i = 0; i < n; i++) if (at(i) !== true) return false;
    return true;
  },
  OR: (at, n) => {
    for (let i = 0; i < n; i++) if (at(i) === true) return true;
    return false;
  },
  COALESCE: (at, n) => {
    let value = null;
    for (let i = 0; i < n && value === null; i++) value = at(i);
    return value;
  },
  not: (at) => at(0) !== true,
  KNOWN: (at) => at(0) !== null,
  TODAY: (at, n, values) => known(values["today()"]),
};

/** @param {any} value a result within bounds, or null; zero without a sign @returns {Value} */
const settled = (value) => {
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === "string") return isLong(value) ? null : value;
  return value;
};
/** @param {any} value as the page gives it @returns {Value} */
const known = (value) => {
  if (!Array.isArray(value)) return /^(num|str|boo)/.test(typeof value) ? settled(value) : null;
  if (value.length > MAX_ITEMS) return null;
  const items = value.map((item) => (Array.isArray(item) ? null : known(item)));
  return isLong(items.filter((item) => typeof item === "string").join("")) ? null : items;
};

/**
 * The value of a formula; null when it is unknown. Never throws for the sake of values.
 *
 * @param {Tree} tree
 * @param {Record<string, any>} values by name, and the day's number as `today()`
 * @returns {Value}
 */
export function evaluate(tree, values) {
  if (typeof tree === "string") return known(values[tree]);
  if (!Array.isArray(tree)) return tree;
  const [name, ...nodes] = tree;
  if (name === "'") return nodes[0];
  const at = (i) => evaluate(nodes[i], values);
  const choosing = CHOOSING[name.toUpperCase()] || CHOOSING[name];
  if (choosing) return choosing(at, nodes.length, values);
  const found = nodes.map((_, i) => at(i));
  if (name === "[") return found.map((item) => (Array.isArray(item) ? null : item));
  if (COMPARISONS[name]) return COMPARISONS[name](found[0], found[1]);
  const [kinds, compute] = FUNCTIONS[name];
  const fit = found.every((value, i) => {
    const kind = Array.isArray(value) ? "l" : value === null ? "?" : (typeof value)[0].replace("s", "t");
    return ACCEPTS[kinds[Math.min(i, kinds.length - 1)]].includes(kind);
  });
  return fit ? settled(compute(...found)) : null;
}
