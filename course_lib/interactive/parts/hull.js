// The corners of the smallest area without dents that holds all points.
function hull(points) {
  const goesLeft = ([a, b], [c, d], [e, f]) => (c - a) * (f - b) - (d - b) * (e - a) > 0;
  const side = (sorted) => {
    const chain = [];
    for (const point of sorted) {
      while (chain.length > 1 && !goesLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const sorted = [...points].sort(([a, b], [c, d]) => a - c || b - d);
  return [...side(sorted), ...side(sorted.reverse())];
}
