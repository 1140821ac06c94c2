const BARS = 8;

const wordsOf = (text) => text.split(/\s+/).filter((word) => word);

// A word that can be appended, its share as a bar and as a number.
function wordLine(onPress) {
  let id;
  const button = press("", () => onPress(id));
  const bar = barTrack();
  const number = html("span", { class: "digits" });
  return {
    cells: [button, bar.track, number],
    write(of, word, share) {
      id = of;
      button.textContent = word;
      bar.write(share);
      number.textContent = show(share, 3);
    },
  };
}

function start(figure) {
  const { words, texts, most, text: first, counts, numbers, ...settings } = figure.data;
  const model = { ...settings, weights: unpack(counts, numbers) };
  let text;
  const choice = chooser(
    say("Text"),
    texts.map((one) => one || say("(nothing yet)")),
    (at) => change(texts[at]),
  );
  const field = textField(say("Your text"), (typed) => change(typed, false));
  const sentence = html("p", { class: "verdict" });
  const lines = Array.from({ length: Math.min(BARS, words.filter((word) => word).length) }, () =>
    wordLine((id) => change([...wordsOf(text), words[id]].join(" "))),
  );

  function change(next, writeField = true) {
    text = next;
    if (writeField) field.value = text;
    draw();
  }

  // What stands in the field may be a word on its way: the model reads the words before the first unknown one.
  function draw() {
    const typed = wordsOf(text);
    const unknown = typed.findIndex((word) => !words.includes(word));
    const read = (unknown < 0 ? typed : typed.slice(0, unknown)).slice(0, most);
    const shares = nextShares(model, [model.start, ...read.map((word) => words.indexOf(word))]);
    const best = likeliest(shares, shares.length).filter((id) => words[id]);
    lines.forEach((line, at) => line.write(best[at], words[best[at]], shares[best[at]]));
    const about =
      unknown >= 0
        ? say("The model does not know {word}; it reads the words before it.", { word: typed[unknown] })
        : typed.length > most
          ? say("The model reads the first {most} words.", { most })
          : "";
    const found = { word: words[best[0]], share: show(shares[best[0]], 3) };
    sentence.textContent = together(about, say("Likeliest next: {word}, {share}.", found));
    figure.publish({ text: read, shares }, sentence.textContent);
  }

  choice.list.selectedIndex = first;
  change(texts[first]);
  figure.mount(
    choice.element,
    html("div", { class: "typed" }, field),
    sentence,
    html("div", { class: "lines" }, ...lines.flatMap(({ cells }) => cells)),
    press(say("Take a word back"), () => change(wordsOf(text).slice(0, -1).join(" "))),
  );
}
