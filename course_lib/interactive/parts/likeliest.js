// The places of the largest shares, of equal ones the first.
const likeliest = (shares, most) =>
  [...shares.keys()].sort((one, other) => shares[other] - shares[one] || one - other).slice(0, most);
