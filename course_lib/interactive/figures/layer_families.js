const CELL = 34;

// What is built from such a layer.
function family(causal, source) {
  if (causal && source) return say("It translates: this is a layer of the Transformer’s decoder.");
  if (causal) return say("It writes: this is a layer of GPT.");
  if (source)
    return say("It cannot learn to write word by word: each word sees the next. It may read beside a source.");
  return say("It reads: this is a layer of BERT, and of the Transformer’s encoder.");
}

// The lines of course_lib that make the layer and call it.
function asCode(causal, source, sizes) {
  const layer = `${source ? "DecoderLayer" : "EncoderLayer"}(${sizes})`;
  const given = ["words", ...(source ? ["source"] : []), `is_causal=${causal ? "True" : "False"}`];
  return `${layer}(${given.join(", ")})`;
}

const maySee = (count, causal) =>
  Array.from({ length: count }, (_, asks) => Array.from({ length: count }, (_, at) => !causal || at <= asks));

// Rows ask, columns are asked: a full square where a word may look.
function sightGrid(words) {
  const side = CELL * words.length;
  const squares = words.map((_, asks) =>
    words.map((_, at) =>
      svg("rect", {
        x: 60 + at * CELL,
        y: 26 + asks * CELL,
        width: CELL - 4,
        height: CELL - 4,
        rx: 3,
        stroke: "var(--soft)",
      }),
    ),
  );
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${64 + side} ${28 + side}`, style: `max-width:${64 + side}px`, role: "img" },
    ...words.flatMap((word, at) => [
      textAt(60 + at * CELL + CELL / 2 - 2, 16, word, MIDDLE),
      textAt(52, 26 + at * CELL + CELL / 2 + 3, word, END),
    ]),
    ...squares.flat(),
  );
  return {
    drawing,
    draw(sight) {
      sight.forEach((row, asks) =>
        row.forEach((seen, at) => place(squares[asks][at], { fill: seen ? "var(--ink)" : "none" })),
      );
    },
  };
}

function start(figure) {
  const { drawings, parameters, sizes, words } = figure.data;
  const state = { causal: figure.data.causal, source: figure.data.source };
  const toggle = (name, label) =>
    tickBox(label, (ticked) => {
      state[name] = ticked;
      draw();
    });
  const switches = {
    causal: toggle("causal", say("mask: no word looks ahead")),
    source: toggle("source", say("middle part: looks at a source")),
  };
  const layer = html("div", { class: "course-architecture" });
  const grid = sightGrid(words);
  const code = html("code");
  const sentence = html("p", { class: "verdict" });
  const count = readout(say("parameters of the layer"));
  const pairs = readout(say("pairs of words that may look"));

  function draw() {
    const { causal, source } = state;
    for (const [name, { box }] of Object.entries(switches)) box.checked = state[name];
    layer.innerHTML = drawings[`${causal ? "masked" : "open"}${source ? " source" : ""}`];
    const sight = maySee(words.length, causal);
    grid.draw(sight);
    const looks = causal
      ? say("A word may look at itself and at those before it.")
      : say("Each word may look at all words.");
    grid.drawing.setAttribute("aria-label", looks);
    code.textContent = asCode(causal, source, sizes);
    sentence.textContent = family(causal, source);
    count.write(parameters[Number(source)].toLocaleString("en"));
    pairs.write(say("{seen} of {all}", { seen: sum(sight.flat().map(Number)), all: words.length ** 2 }));
    figure.publish(
      { ...state, parameters: parameters[Number(source)], sight, code: code.textContent },
      `${sentence.textContent} ${looks}`,
    );
  }

  draw();
  figure.mount(
    ...Object.values(switches).map(({ element }) => element),
    sentence,
    columns(
      layer,
      html(
        "div",
        {},
        html("p", { class: "note" }, say("Who may look at whom (row: who asks)")),
        grid.drawing,
        readouts(pairs, count),
        html("p", {}, code),
      ),
    ),
  );
}
