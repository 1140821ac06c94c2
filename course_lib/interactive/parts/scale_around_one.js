// A logarithmic scale: equal steps are equal factors. Its halves meet at 1, in the middle: `low` lies `steps` below it, `high` as many above.
const scaleAroundOne = (low, high, steps) => ({
  valueAt: (position) =>
    Number((position < 0 ? low ** (-position / steps) : high ** (position / steps)).toPrecision(3)),
  positionOf: (value) => Math.round((steps * Math.log(value)) / Math.abs(Math.log(value < 1 ? low : high))),
});
