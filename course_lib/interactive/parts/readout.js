// A row of a definition list: what a number is, and the number, which `write` sets.
function readout(...name) {
  const value = html("dd");
  return { row: html("div", {}, html("dt", {}, ...name), value), write: (shown) => value.replaceChildren(shown) };
}

const readouts = (...all) => html("dl", {}, ...all.map(({ row }) => row));
