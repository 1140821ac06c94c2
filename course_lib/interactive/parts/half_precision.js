// A model's numbers, as half_precision.py packs them.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~";

// One 16-bit number: a sign, five bits of exponent, ten of fraction.
function fromHalf(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, (bits & 1023) / 1024];
  const size = exponent ? (1 + fraction) * 2 ** (exponent - 15) : fraction * 2 ** -14;
  return bits >> 15 ? -size : size;
}

// Five digits of base 85 are 32 bits, two numbers.
function* halvesIn(text) {
  for (let at = 0; at < text.length; at += 5) {
    let pair = 0;
    for (const digit of text.slice(at, at + 5)) pair = pair * 85 + DIGITS.indexOf(digit);
    yield Math.floor(pair / 65536);
    yield pair % 65536;
  }
}

// Fill a tree of names, whose leaves say how many numbers each has, with the numbers in the text.
function unpack(counts, text) {
  const halves = halvesIn(text);
  const next = () => fromHalf(halves.next().value);
  const fill = (part) =>
    typeof part === "number"
      ? Float64Array.from({ length: part }, next)
      : Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, fill(inner)]));
  return fill(counts);
}
