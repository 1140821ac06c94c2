// Words drawn at random, the same ones after the same presses.

// Mulberry32, a generator from a seed: the same presses draw the same words.
function chance(seed) {
  return () => {
    seed = (seed + 1831565813) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), seed | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

// How often each word comes when some are drawn.
function countsOfDraws(probabilities, draws, random) {
  const counts = probabilities.map(() => 0);
  for (let draw = 0; draw < draws; draw++) {
    let rest = random(); // at most 1 − 2⁻³², which the sum of the probabilities is above
    const chosen = probabilities.findIndex((probability) => {
      rest -= probability;
      return rest < 0;
    });
    counts[chosen]++;
  }
  return counts;
}
