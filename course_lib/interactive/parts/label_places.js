// Where the names of words stand: beyond each tip; not beyond the drawing, and below the tip or the names that would be
// covered.
function labelPlaces(words, spots, { left, right, margin }) {
  const places = [];
  const wide = words.map((word) => 6 * widthOf(word)); // half of each word
  spots.forEach(([x, y], at) => {
    const far = Math.hypot(x, y);
    const [dx, dy] = far > 1e-6 ? [x / far, y / far] : [-0.7, 0.7];
    const to = [
      clamp(x + dx * (18 + wide[at]), left - margin + wide[at], right + margin - wide[at]),
      clamp(y + dy * 25 + 7, 18 - right - margin, margin - left - 4),
    ];
    if (Math.abs(x - to[0]) < wide[at] + 4 && Math.abs(y + 7 - to[1]) < 18) to[1] = y + 30;
    while (places.some(([a, b], other) => Math.abs(a - to[0]) < wide[at] + wide[other] && Math.abs(b - to[1]) < 20))
      to[1] += 1;
    places.push(to);
  });
  return places;
}
