// A logarithmic axis: powers of ten from below the smallest value to above the largest, four steps at most between them; a height is from
// 0 to 1, and null where there is none.
function powersOfTen(values) {
  const powers = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(Math.min(...powers));
  const high = Math.max(Math.ceil(Math.max(...powers)), low + 1);
  const step = Math.ceil((high - low) / 4);
  const ticks = [];
  for (let power = high; power >= low; power -= step) ticks.push(power);
  const heightOfPower = (power) => (power - low) / (high - low);
  return { heightOf: (value) => (value > 0 ? heightOfPower(Math.log10(value)) : null), heightOfPower, ticks };
}
