const SAME = 1e12; // cosines that agree in twelve decimals are equal, and keep the order of the words

// All other vectors by their cosine to the one in `row`, nearest first.
function ranking(row, vectors) {
  const lengths = vectors.map(lengthOf);
  return vectors
    .map((vector, at) => ({
      at,
      cosine: clamp(dotProduct(vectors[row], vector) / (lengths[row] * lengths[at]), -1, 1),
    }))
    .filter(({ at }) => at !== row)
    .sort((one, other) => Math.round(other.cosine * SAME) - Math.round(one.cosine * SAME) || one.at - other.at);
}
