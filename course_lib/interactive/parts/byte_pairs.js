// Tokens as lists of bytes, and the merges that make long ones of short ones.
const key = (token) => token.join(" ");

// One merge, from left to right: where both tokens stand side by side, one stands afterwards.
function merge(tokens, [left, right]) {
  const merged = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const found = at + 1 < tokens.length && key(tokens[at]) === key(left) && key(tokens[at + 1]) === key(right);
    merged.push(found ? [...left, ...right] : tokens[at]);
    if (found) at += 1;
  }
  return merged;
}

// Bytes that are no whole characters are shown as such.
function textOf(token) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(Uint8Array.from(token))
      .replaceAll(" ", "␣")
      .replaceAll("\n", "⏎");
  } catch {
    return token.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  }
}

const isBytes = (token) => /^[0-9A-F]{2}( [0-9A-F]{2})*$/.test(textOf(token)) && token[0] > 127;

// The tokens of a text after these merges; each piece of the text is merged for itself.
const mergedPieces = (pieces, merges) =>
  merges
    .reduce(
      (all, pair) => all.map((piece) => merge(piece, pair)),
      pieces.map((piece) => piece.map((byte) => [byte])),
    )
    .flat();
