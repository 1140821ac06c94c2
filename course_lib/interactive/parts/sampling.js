// How the next word is chosen from the scores of all words, which stand likeliest first.

// The probabilities after temperature, then top-k, then top-p over what top-k left.
function afterAll(logits, temperature, k, p) {
  const cut = (scores, left) => scores.map((score, place) => (place < left ? score : -Infinity));
  const byK = cut(
    logits.map((logit) => logit / temperature),
    k,
  );
  let reached = 0;
  const unreached = softmax(byK).filter((share) => {
    reached += share;
    return reached - share < p;
  });
  // Rounded shares may reach 1 before the last word: p = 1 keeps everything.
  const left = p === 1 ? k : unreached.length;
  return { probabilities: softmax(cut(byK, left)), left };
}

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
