// From the numbers of a chart to its drawing.
const linearScale =
  ([low, high], [from, to]) =>
  (value) =>
    from + ((value - low) / (high - low)) * (to - from);

// The path through some points; it breaks off where there is none.
const pathThrough = (points) =>
  points.map((point, at) => (point ? (points[at - 1] ? "L" : "M") + point.join(" ") : "")).join("");
