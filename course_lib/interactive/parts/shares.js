// A share with some decimals; never "0" or "1", which no share of softmax is.
function showShare(share, digits) {
  const least = 10 ** -digits;
  if (share < least / 2) return `< ${least.toFixed(digits)}`;
  return share > 1 - least / 2 ? `> ${(1 - least).toFixed(digits)}` : share.toFixed(digits);
}
