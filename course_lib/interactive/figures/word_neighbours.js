// Rank, word, a bar on a scale from −1 to 1, and the cosine.
function neighbourLine() {
  const [rank, name, value] = [{ class: "note digits" }, { class: "word" }, { class: "digits" }].map((look) =>
    html("span", look),
  );
  const { bar, track, write } = barTrack([[0, { stroke: "var(--soft)" }]], -1, 1);
  return {
    cells: [rank, name, track, value],
    write(at, word, cosine, isOther) {
      rank.textContent = at;
      name.textContent = word;
      name.className = isOther ? "word y" : "word";
      value.textContent = show(cosine, 3);
      place(bar, { class: isOther ? "y" : "bar" });
      write(cosine);
    },
  };
}

function start(figure) {
  const { numbers, scale, count } = figure.data;
  const words = figure.data.words.split("\n");
  const width = numbers.length / words.length;
  const vectors = words.map((_, at) => numbers.slice(at * width, (at + 1) * width).map((number) => number * scale));
  let chosen = figure.data.chosen;

  const choosers = [
    chooser(say("Word"), words, (row) => choose([row, chosen[1]]), { class: "x" }),
    chooser(say("Other word"), words, (row) => choose([chosen[0], row]), { class: "y" }),
  ];
  const swap = press(say("Swap"), () => choose([chosen[1], chosen[0]]));
  const sentence = html("p", { class: "verdict" });
  const lines = Array.from({ length: count }, neighbourLine);
  const compared = neighbourLine();
  const names = ["x", "y"].map((colour) => html("span", { class: `word ${colour}` }));
  const others = [
    readout(say("dot product")),
    ...names.map((word) => readout(...sayParts("length of {word}", { word }))),
    readout(...sayParts("{cosine} = dot product / lengths", { cosine: html("b", {}, say("cosine")) })),
    readout(say("rank")),
  ];

  function choose(rows) {
    chosen = rows;
    draw();
  }

  function draw() {
    const [word, other] = chosen.map((row) => words[row]);
    const ranked = ranking(chosen[0], vectors);
    const rank = ranked.findIndex(({ at }) => at === chosen[1]) + 1 || null;
    const dot = dotProduct(...chosen.map((row) => vectors[row]));
    const lengths = chosen.map((row) => lengthOf(vectors[row]));
    const cosine = rank ? ranked[rank - 1].cosine : 1;
    const neighbours = ranked.slice(0, count).map((found) => ({ word: words[found.at], cosine: found.cosine }));
    neighbours.forEach((found, at) => lines[at].write(at + 1, found.word, found.cosine, at + 1 === rank));
    compared.write(rank || "–", other, cosine, true);
    choosers.forEach(({ list }, at) => (list.selectedIndex = chosen[at]));
    [names[0].textContent, names[1].textContent] = [word, other];
    [
      show(dot, 3),
      ...lengths.map((length) => show(length, 3)),
      show(cosine, 3),
      rank ? say("{rank} of {count}", { rank, count: ranked.length }) : say("the word itself"),
    ].forEach((text, at) => others[at].write(text));
    sentence.textContent = rank
      ? say("Seen from “{word}”, “{other}” is neighbour {rank} of {count}.", {
          word,
          other,
          rank,
          count: ranked.length,
        })
      : say("“{word}” and itself: the cosine is 1. It is not ranked.", { word });
    figure.publish(
      { word, other, neighbours, dot, lengths, cosine, rank, of: ranked.length },
      together(
        sentence.textContent,
        say("Cosine {cosine}, dot product {dot}.", { cosine: show(cosine, 3), dot: show(dot, 3) }),
        say("Nearest to “{word}”: {words}.", {
          word,
          words: neighbours.map((found) => `${found.word} ${show(found.cosine, 3)}`).join(", "),
        }),
      ),
    );
  }

  draw();
  const note = (look, ...content) => html("span", { class: `note ${look}` }, ...content);
  const ends = ["−1", "0", "1"].map((tick) => html("span", {}, tick));
  figure.mount(
    html("div", { class: "chosen" }, ...choosers.map(({ element }) => element), swap),
    sentence,
    columns(
      html(
        "div",
        { class: "lines" },
        note("nearest", say("nearest")),
        place(note("ends", ...ends), { "aria-hidden": "true" }),
        note("", say("cosine")),
        ...lines.flatMap(({ cells }) => cells),
        note("other", say("the other word")),
        ...compared.cells,
      ),
      readouts(...others),
    ),
  );
}
