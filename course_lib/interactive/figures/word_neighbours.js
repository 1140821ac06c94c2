const SAME = 1e12; // cosines that agree in twelve decimals are equal, and keep the order of the words

const dotProduct = (one, other) => sum(one.map((component, at) => component * other[at]));

// All other words by their cosine to the one in `row`, nearest first.
function ranking(row, vectors) {
  const lengths = vectors.map((vector) => Math.hypot(...vector));
  return vectors
    .map((vector, at) => ({
      at,
      cosine: clamp(dotProduct(vectors[row], vector) / (lengths[row] * lengths[at]), -1, 1),
    }))
    .filter(({ at }) => at !== row)
    .sort((one, other) => Math.round(other.cosine * SAME) - Math.round(one.cosine * SAME) || one.at - other.at);
}

// A native list: letters jump to a word, arrows step, and nothing wrong can be typed.
function picker(name, colour, words, onPick) {
  const list = html(
    "select",
    {
      "aria-label": name,
      autocomplete: "off",
      style:
        "width:100%;min-width:0;height:36px;padding:0 4px;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit",
    },
    ...words.map((word) => html("option", {}, word)),
  );
  list.addEventListener("input", () => onPick(list.selectedIndex));
  return {
    list,
    element: html(
      "label",
      { style: "flex-direction:column;align-items:stretch;gap:2px;min-width:0" },
      html("span", { class: colour }, name),
      list,
    ),
  };
}

// Rank, word, a bar on a scale from −1 to 1, and the cosine.
function line() {
  const right = { style: "text-align:right;font-variant-numeric:tabular-nums" };
  const rank = html("span", { class: "note", ...right });
  const name = html("span", { style: "overflow-wrap:anywhere" });
  const bar = svg("rect", { y: 4, height: 14 });
  const track = svg(
    "svg",
    { class: "track", style: "height:22px;width:100%", "aria-hidden": "true" },
    bar,
    svg("line", { x1: "50%", x2: "50%", y2: "100%", stroke: "var(--soft)" }),
  );
  const value = html("span", right);
  return {
    cells: [rank, name, track, value],
    write(place, word, cosine, colour) {
      rank.textContent = place;
      name.textContent = word;
      name.className = colour === "y" ? "y" : "";
      value.textContent = show(cosine, 3);
      const [from, to] = [0, cosine].sort((low, high) => low - high);
      bar.setAttribute("class", colour);
      bar.setAttribute("x", 50 + from * 50 + "%");
      bar.setAttribute("width", (to - from) * 50 + "%");
    },
  };
}

function start(figure) {
  const { numbers, scale, count } = figure.data;
  const words = figure.data.words.split("\n");
  const width = numbers.length / words.length;
  const vectors = words.map((_, at) => numbers.slice(at * width, (at + 1) * width).map((number) => number * scale));
  let chosen = figure.data.chosen;

  const pickers = [
    picker(say("Word"), "x", words, (row) => choose([row, chosen[1]])),
    picker(say("Other word"), "y", words, (row) => choose([chosen[0], row])),
  ];
  const swap = html("button", { type: "button", style: "align-self:end" }, say("Swap"));
  swap.addEventListener("click", () => choose([chosen[1], chosen[0]]));
  const sentence = html("p", { class: "verdict" });
  const lines = Array.from({ length: count }, () => line());
  const compared = line();
  const [first, second] = ["x", "y"].map((colour) => html("span", { class: colour, style: "overflow-wrap:anywhere" }));
  const others = [
    readout(say("dot product")),
    ...[first, second].map((word) => readout(...sayParts("length of {word}", { word }))),
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
    const lengths = chosen.map((row) => Math.hypot(...vectors[row]));
    const cosine = rank ? ranked[rank - 1].cosine : 1;
    const neighbours = ranked.slice(0, count).map((found) => ({ word: words[found.at], cosine: found.cosine }));
    neighbours.forEach((found, at) => lines[at].write(at + 1, found.word, found.cosine, at + 1 === rank ? "y" : "bar"));
    compared.write(rank || "–", other, cosine, "y");
    pickers.forEach(({ list }, at) => (list.selectedIndex = chosen[at]));
    [first.textContent, second.textContent] = [word, other];
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
  const ends = ["−1", "0", "1"].map((tick) => html("span", {}, tick));
  figure.mount(
    html(
      "div",
      { style: "display:grid;grid-template-columns:1fr 1fr auto;gap:8px 12px" },
      ...pickers.map(({ element }) => element),
      swap,
    ),
    sentence,
    html(
      "div",
      { class: "columns" },
      html(
        "div",
        {
          style:
            "flex-grow:2;display:grid;grid-template-columns:auto fit-content(40%) 1fr auto;gap:6px 10px;align-items:center",
        },
        html("span", { class: "note", style: "grid-column:1/3" }, say("nearest")),
        html(
          "span",
          { class: "note", style: "display:flex;justify-content:space-between", "aria-hidden": "true" },
          ...ends,
        ),
        html("span", { class: "note" }, say("cosine")),
        ...lines.flatMap(({ cells }) => cells),
        html(
          "span",
          { class: "note", style: "grid-column:1/5;border-top:1px solid var(--line);padding-top:4px" },
          say("the other word"),
        ),
        ...compared.cells,
      ),
      html("dl", { style: "margin:0" }, ...others.map(({ row }) => row)),
    ),
  );
}
