// An arrow from the origin of a plane; a short one has no head.
function arrowOutline([x, y], width) {
  const towards = Math.atan2(y, x);
  const size = 8 + 2 * width;
  const back = (distance, angle) => [x - distance * Math.cos(angle), y - distance * Math.sin(angle)];
  return Math.hypot(x, y) > size
    ? { end: back(size / 2, towards), head: [[x, y], back(size, towards - 0.4), back(size, towards + 0.4)] }
    : { end: [x, y], head: [] };
}

function arrow(look) {
  const [line, head] = [svg("line", look), svg("polygon", { style: `fill:${look.stroke}` })];
  return {
    parts: [line, head],
    pointTo(spot) {
      const { end, head: corners } = arrowOutline(spot, look["stroke-width"]);
      place(line, { x2: end[0], y2: end[1] });
      place(head, { points: corners.join(" ") });
    },
  };
}
