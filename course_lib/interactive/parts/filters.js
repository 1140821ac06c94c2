// What temperature, top-k and top-p leave of the scores of all words, which stand likeliest first.

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
