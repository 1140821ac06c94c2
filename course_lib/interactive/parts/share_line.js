// A word of those that may come next: its share as a bar and as a number.

// "0" only for a word that is cut, "1" only for one that is left alone.
function showProbability(probability, place, left) {
  if (place >= left) return "0";
  return left === 1 ? "1" : showShare(probability, 3);
}

// A word, its bar with a thin mark for the probability before, and its probability after.
function shareLine(word, before) {
  const name = html("span", { class: "word" }, word);
  const { bar, track, write } = barTrack([[before, { "stroke-width": 2 }]]);
  // Lower than the mark, which is seen above it.
  place(bar, { y: "40%", height: "60%" });
  const number = html("span", { class: "digits" });
  return {
    cells: [name, track, number],
    write(probability, text, isCut) {
      write(probability);
      number.textContent = text;
      for (const cell of [name, number]) cell.classList.toggle("cut", isCut);
    },
  };
}
