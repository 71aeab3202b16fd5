// Finds the number whose SHA-256 with the salt is the challenge (altcha, version 1). Written out
// here as crypto.subtle is missing on pages without https, and slow for many short messages.
'use strict';

const K = new Uint32Array(64), FIRST = new Uint32Array(8);

/** FIPS 180-4, 4.2.2 and 5.3.3: the fractional parts of the roots of the first primes. */
(() => {
  const fraction = (x) => (x - Math.floor(x)) * 2 ** 32;
  for (let n = 2, found = 0; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) FIRST[found] = fraction(Math.sqrt(n));
    K[found++] = fraction(Math.cbrt(n));
  }
})();

const W = new Uint32Array(64);
const right = (x, n) => (x >>> n) | (x << (32 - n));

/** One block of 16 words in `W` worked into `state`. */
function work(state) {
  for (let i = 16; i < 64; i++) {
    const a = W[i - 15], b = W[i - 2];
    W[i] = W[i - 16] + (right(a, 7) ^ right(a, 18) ^ (a >>> 3))
      + W[i - 7] + (right(b, 17) ^ right(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
}

/** The SHA-256 of ASCII text, in hex. */
function sha256(text) {
  const state = new Uint32Array(FIRST), length = text.length;
  const blocks = Math.ceil((length + 9) / 64);
  for (let block = 0; block < blocks; block++) {
    W.fill(0, 0, 16);
    for (let i = 0; i < 64; i++) {
      const at = block * 64 + i;
      const byte = at < length ? text.charCodeAt(at) : at === length ? 0x80 : 0;
      W[i >> 2] |= byte << (24 - 8 * (i & 3));
    }
    if (block === blocks - 1) { W[14] = Math.floor(length / 2 ** 29); W[15] = length * 8; }
    work(state);
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

onmessage = ({ data }) => {
  for (let number = 0; number <= data.maxnumber; number++) {
    if (sha256(data.salt + number) === data.challenge) return postMessage(number);
  }
  return postMessage(null);
};
