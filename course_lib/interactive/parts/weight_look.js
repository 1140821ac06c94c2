// A weight as a line, the thicker the larger, and as a number on a bar as long as it is large.
const weightLine = (weight, d, thickness, look) =>
  svg("path", { ...look, d, "stroke-width": 1 + weight * thickness, "stroke-opacity": 0.3 + 0.7 * weight });

const amount = (value) => html("span", { class: "amount", style: `--share:${value * 100}%` }, show(value));
