const BARS = 4;

// What the model guesses at one hidden place: a line for each of the likeliest words.
function guessBoard() {
  const title = html("p", { class: "note" });
  const lines = Array.from({ length: BARS }, () => {
    const [word, number, bar] = [html("span"), html("span", { class: "digits" }), barTrack()];
    return { cells: [word, bar.track, number], word, number, bar };
  });
  return {
    element: html("div", {}, title, html("div", { class: "lines" }, ...lines.flatMap(({ cells }) => cells))),
    write(name, best, words, shares, right) {
      title.textContent = name;
      lines.forEach((line, at) => {
        line.word.textContent = words[best[at]];
        line.word.classList.toggle("right", best[at] === right);
        line.bar.write(shares[best[at]]);
        line.number.textContent = show(shares[best[at]], 3);
      });
    },
  };
}

function start(figure) {
  const { words, texts, text: first, hidden: hiddenAtFirst, counts, numbers, ...settings } = figure.data;
  const model = { ...settings, weights: unpack(counts, numbers) };
  let [text, hidden] = [texts[first], new Set(hiddenAtFirst)];
  const choice = chooser(
    say("Text"),
    texts.map((one) => one.join(" ")),
    (at) => {
      [text, hidden] = [texts[at], new Set([0])];
      layOut();
      draw();
    },
  );
  const row = html("div", { class: "buttons" });
  const boards = columns();
  const sentence = html("p", { class: "verdict" });
  let buttons = [];

  function layOut() {
    buttons = text.map((_, place) =>
      press("", () => {
        if (!hidden.delete(place)) hidden.add(place);
        draw();
      }),
    );
    row.replaceChildren(...buttons);
  }

  function draw() {
    buttons.forEach((button, place) => {
      button.textContent = hidden.has(place) ? "[MASK]" : text[place];
      button.setAttribute("aria-pressed", hidden.has(place));
      const name = hidden.has(place)
        ? say("place {place}, hidden: {word}", { place: place + 1, word: text[place] })
        : say("place {place}: {word}", { place: place + 1, word: text[place] });
      button.setAttribute("aria-label", name);
    });
    const ids = text.map((word, place) => (hidden.has(place) ? model.mask : words.indexOf(word)));
    const shares = sharesAtEachPlace(model, [model.start, ...ids]).slice(1);
    const places = [...hidden].sort((one, other) => one - other);
    const guesses = places.map((place) => likeliest(shares[place], words.length).filter((id) => words[id]));
    boards.replaceChildren(
      ...places.map((place, at) => {
        const board = guessBoard();
        const name = say("place {place}: {word} is hidden", { place: place + 1, word: text[place] });
        board.write(name, guesses[at], words, shares[place], words.indexOf(text[place]));
        return board.element;
      }),
    );
    const found = places.filter((place, at) => words[guesses[at][0]] === text[place]).length;
    sentence.textContent = places.length
      ? say("{found} of {count} hidden words are the likeliest.", { found, count: places.length })
      : say("No word is hidden: press one.");
    figure.publish(
      { text, hidden: places, shares: Object.fromEntries(places.map((place) => [place, shares[place]])) },
      together(
        sentence.textContent,
        ...places.map((place, at) =>
          say("Place {place}: {word}, {share}.", {
            place: place + 1,
            word: words[guesses[at][0]],
            share: show(shares[place][guesses[at][0]], 3),
          }),
        ),
      ),
    );
  }

  choice.list.selectedIndex = first;
  layOut();
  draw();
  figure.mount(choice.element, row, sentence, boards);
}
