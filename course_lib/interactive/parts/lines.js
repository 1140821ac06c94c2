// How a line is drawn. A colour as `light-dark(…)` is only read where it is a style.
const pen = ({ colour, dashes, width = 2.5 }) => ({
  style: `stroke:${colour}`,
  fill: "none",
  "stroke-width": width,
  ...(dashes && { "stroke-dasharray": dashes }),
});

// A line as it is drawn, beside what it stands for.
const swatch = (look) =>
  svg("svg", { class: "swatch", "aria-hidden": "true" }, svg("line", { x2: 30, y1: 2, y2: 2, ...pen(look) }));
