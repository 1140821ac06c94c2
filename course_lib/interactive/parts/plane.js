// A plane with a grid from `low` to `high` both ways, `scale` units of the drawing to one of the grid, y upwards.
function plane(low, high, scale, margin) {
  const [left, right] = [low * scale, high * scale];
  const side = right - left + 2 * margin;
  const drawing = svg("svg", { viewBox: `${left - margin} ${-right - margin} ${side} ${side}` });
  const parts = [];
  for (let at = low; at <= high; at++) {
    const look = { class: "guide", "stroke-width": at ? 1 : 3 };
    parts.push(
      svg("line", { x1: at * scale, x2: at * scale, y1: -left, y2: -right, ...look }),
      svg("line", { y1: -at * scale, y2: -at * scale, x1: left, x2: right, ...look }),
    );
    if (at % 2 || !at) continue;
    parts.push(textAt(at * scale, 19, show(at, 0), MIDDLE), textAt(-7, -at * scale + 6, show(at, 0), END));
  }
  return {
    drawing,
    grid: svg("g", {}, ...parts),
    spot: ([a, b]) => [a * scale, -b * scale],
    // In tenths, and never −0; it may lie beyond the grid.
    pointedAt({ clientX, clientY }) {
      const box = drawing.getBoundingClientRect();
      const units = side / scale / box.width;
      return [clientX - box.left, box.bottom - clientY].map(
        (pixels) => Number((pixels * units - margin / scale + low).toFixed(1)) + 0,
      );
    },
  };
}
