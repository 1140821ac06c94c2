// What softmax(QKᵀ / √d_k) is made of, a row for each query: products, their sums, these divided, their softmax.
function attentionWeights(queries, keys) {
  const products = queries.map((query) => keys.map((key) => query.map((component, at) => component * key[at])));
  const scores = products.map((row) => row.map(sum));
  const scaled = scores.map((row) => row.map((score) => score / Math.sqrt(queries[0].length)));
  return { products, scores, scaled, weights: scaled.map(softmax) };
}

const weightedSum = (weights, vectors) =>
  vectors[0].map((_, axis) => sum(weights.map((weight, at) => weight * vectors[at][axis])));
