// The weights of one query; `open` says which keys it may attend to.

// −∞ before softmax. A row of nothing but −∞ has no softmax, and gets zeros.
const blockBefore = (scores, open) =>
  open.includes(true) ? softmax(scores.map((score, at) => (open[at] ? score : -Infinity))) : scores.map(() => 0);

// The mistake: the blocked scores have already taken their share.
const zeroAfter = (scores, open) => softmax(scores).map((weight, at) => (open[at] ? weight : 0));
