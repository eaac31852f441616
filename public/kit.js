// The work that « Espace Adhésion » asks of a browser, and of no person: a number that makes the SHA-256 of the first 32 bytes of
// the form's note and itself begin with 16 zero bits. It counts once, so each search begins elsewhere.
const form = document.querySelector("form[action='/api/open_kit']");
const told = form.querySelector("[role=status]");

const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
const K = Int32Array.from(primes, (prime) => Math.cbrt(prime) * 2 ** 32);
const H = Int32Array.from(primes.slice(0, 8), (prime) => Math.sqrt(prime) * 2 ** 32);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

// The first 32 bits of a hash.
function first(w) {
  for (let i = 16; i < 64; i++) {
    const [p, q] = [w[i - 15], w[i - 2]];
    w[i] = w[i - 16] + w[i - 7] + (turn(p, 7) ^ turn(p, 18) ^ (p >>> 3)) + (turn(q, 17) ^ turn(q, 19) ^ (q >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = H;
  for (let i = 0; i < 64; i++) {
    const s = ((turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + h + K[i] + w[i]) | 0;
    const t = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + s) | 0, c, b, a, (s + t) | 0];
  }
  return H[0] + a;
}

async function search() {
  const late = setTimeout(() => (told.textContent = told.dataset.late), 1000);
  const w = new Int32Array(64);
  for (let i = 0; i < 8; i++) w[i] = parseInt(form.shown.value.slice(8 * i, 8 * i + 8), 16);
  w[8] = Math.random() * 2 ** 32;
  w[9] = 1 << 31;
  w[15] = 288;
  while (first(w) >>> 16) if (++w[8] % 2048 === 0) await new Promise((go) => setTimeout(go));
  clearTimeout(late);
  told.textContent = "";
  return w[8] >>> 0;
}

let work;
const begin = () => form.robot.checked && (work ??= search());
form.onchange = begin;
form.onsubmit = async (event) => {
  if (!begin()) return;
  event.preventDefault();
  form.proof.value = await work;
  work = undefined;
  form.submit();
};
begin();
