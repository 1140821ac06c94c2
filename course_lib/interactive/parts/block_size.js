// How large a model is, with some of the changes since 2017; `ticked` holds their names.

// Numbers that the changes replace by others.
const widthsOf = ({ numHeads, dFf }) => ({
  heads: numHeads,
  fewer: numHeads / 4,
  wide: dFf,
  narrow: Math.round((2 / 3) * dFf),
});

const keyHeads = (size, ticked) => widthsOf(size)[ticked.includes("shared-keys-and-values") ? "fewer" : "heads"];

function parametersOf(size, ticked) {
  const { dModel, numHeads, numLayers, vocabSize } = size;
  const has = (change) => ticked.includes(change);
  const { wide, narrow } = widthsOf(size);
  const head = dModel / numHeads;
  const bare = has("no-offsets");
  const attention = 2 * dModel ** 2 + 2 * dModel * head * keyHeads(size, ticked);
  const feedForward = has("gated-feed-forward") ? 3 * dModel * narrow : 2 * dModel * wide + (bare ? 0 : wide + dModel);
  const norm = has("RMSNorm") || bare ? dModel : 2 * dModel;
  const headNorms = has("norm-of-queries-and-keys") ? 2 * head : 0;
  const tables = (has("a-last-table-of-its-own") ? 2 : 1) * vocabSize * dModel;
  return tables + numLayers * (attention + headNorms + feedForward + 2 * norm) + (has("pre-norm") ? norm : 0);
}

// A key and a value for each word, in each layer, in half precision: 2 bytes for each number.
const cacheBytes = (size, ticked, words) =>
  2 * 2 * size.numLayers * words * keyHeads(size, ticked) * (size.dModel / size.numHeads);

// "2.15 GB"
function showBytes(bytes) {
  const rounded = Number(bytes.toPrecision(3));
  const at = Math.floor(Math.log10(rounded) / 3);
  return `${rounded / 1000 ** at}\u00a0${["bytes", "KB", "MB", "GB", "TB"][at]}`;
}

// "−25 %"
function showChange(then, now) {
  if (now === then) return say("as in 2017");
  return `${now < then ? "−" : "+"}${Number(Math.abs((100 * (now - then)) / then).toPrecision(2))}\u00a0%`;
}
