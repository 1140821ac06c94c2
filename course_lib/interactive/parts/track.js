// A bar from 0 to a value, on a track from `low` to `high`; lines mark levels that stay: [level, look].
function barTrack(marks = [], low = 0, high = 1) {
  const percent = (length) => `${(100 * length) / (high - low)}%`;
  const bar = svg("rect", { class: "bar", height: "100%" });
  const lines = marks.map(([level, look]) => {
    const x = percent(level - low);
    return svg("line", { x1: x, x2: x, y2: "100%", stroke: "var(--ink)", ...look });
  });
  return {
    bar,
    track: svg("svg", { class: "track", "aria-hidden": "true" }, bar, ...lines),
    write: (value) => place(bar, { x: percent(Math.min(value, 0) - low), width: percent(Math.abs(value)) }),
  };
}
