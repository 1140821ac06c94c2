// What two vectors of the plane have to do with each other: dot product, cosine, angle, the projection of y onto x.
function compare(x, y) {
  const [dot, square, lengths] = [dotProduct(x, y), dotProduct(x, x), [x, y].map(lengthOf)];
  const directed = lengths[0] > 0 && lengths[1] > 0;
  return {
    x,
    y,
    products: x.map((component, at) => component * y[at]),
    dot,
    lengths,
    square,
    cosine: directed ? clamp(dot / (lengths[0] * lengths[1]), -1, 1) : null,
    // From the cosine alone a small angle would lose half its digits.
    angle: directed ? (Math.abs(Math.atan2(x[0] * y[1] - x[1] * y[0], dot)) * 180) / Math.PI : null,
    projection: lengths[0] > 0 ? dot / lengths[0] : null,
    foot: lengths[0] > 0 ? x.map((component) => (component * dot) / square) : null,
  };
}
