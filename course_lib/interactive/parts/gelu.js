// By its series (DLMF 7.6.2), whose terms have all the same sign: no digits are lost. Beyond 6 it is 1 to the last digit.
function erf(x) {
  if (Math.abs(x) > 6) return Math.sign(x);
  let [term, total] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(total); n++) total += term *= (2 * x * x) / (2 * n + 1);
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * total;
}

const gelu = (x) => (x * (1 + erf(x / Math.SQRT2))) / 2;
