// Rows of attention weights.
const FAINTEST = 0.005; // a smaller weight reads 0.00 and has no line

const meanOf = (rows) => rows[0].map((_, key) => sum(rows.map((row) => row[key])) / rows.length);

// The largest weight of a row and the words that have it; none where all weights are 0.
function largestOf(row, words) {
  const weight = Math.max(...row);
  return { weight, words: weight ? words.filter((_, at) => weight - row[at] < 1e-9) : [] };
}
