// A chart: levels to read on the left, places below, and a line at the place that is chosen. Curves come on top of it.
function chart({ places, heights, levels, ticks, left = 44, right = 322, top = 28, floor = 150 }) {
  const [across, level] = [linearScale(places, [left, right]), linearScale(heights, [floor, top])];
  const marker = svg("line", { y1: top - 6, y2: floor, ...pen({ colour: "var(--ink)", width: 1.5 }) });
  const drawing = svg(
    "svg",
    { viewBox: `0 0 330 ${floor + 28}`, role: "img" },
    ...levels.flatMap(([height, words]) => levelAt(left, right, level(height), words)),
    ...ticks.map(([at, words, look = MIDDLE]) => textAt(across(at), floor + 20, words, look)),
    marker,
  );
  return { drawing, across, level, mark: (at) => place(marker, { x1: across(at), x2: across(at) }) };
}
