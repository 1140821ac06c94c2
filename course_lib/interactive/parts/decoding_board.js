// A translation and its steps, as the figures draw them that show a decoder writing.
const HEIGHT = 110; // of the lines

// What one step says: what the decoder has, which word it writes, where it looks, what it could have written.
function reading({ source, target, weights, candidates }, start, step) {
  return {
    has: [start, ...target.slice(0, step)],
    writes: target[step],
    weights: weights[step],
    candidates: candidates[step],
    largest: largestOf(weights[step], namesApart(source)),
  };
}

function inWords({ has, writes, largest: { weight, words } }) {
  const found = { has: has.join(" "), word: quoted(writes), words: words.map(quoted).join(", "), weight: show(weight) };
  return words.length > 1
    ? say("The decoder has: {has} → it writes: {word}; it looks mostly at: {words} ({weight} each).", found)
    : say("The decoder has: {has} → it writes: {word}; it looks mostly at: {words} ({weight}).", found);
}

// Where a row has no room for its words side by side they become smaller, then stand upright, then close together.
function arrange(row) {
  for (const look of ["", "small", "standing", "standing-close"]) {
    row.className = `words ${look}`;
    if (row.scrollWidth <= row.clientWidth) return;
  }
}

// The source above, the words written below, and between them a line from the newest one to each source word.
function board() {
  const [sources, written] = [html("div"), html("div")];
  const lines = svg("svg", { role: "img", style: `height:${HEIGHT}px` });
  const note = (parts) => html("div", { class: "note" }, ...parts);
  const [keys, query] = [html("span", { class: "y" }, say("keys")), html("span", { class: "x" }, say("query"))];
  const element = html(
    "div",
    { class: "board" },
    note(sayParts("source words: {keys}", { keys })),
    sources,
    lines,
    written,
    note(sayParts("words written, the newest with its {query}", { query })),
  );
  let shown;

  function fit() {
    const { left, width } = lines.getBoundingClientRect();
    if (!width) return; // not on the page yet
    [sources, written].forEach(arrange);
    const middle = (cell) => {
      const box = cell.getBoundingClientRect();
      return box.left + box.width / 2 - left;
    };
    const from = middle(written.children[shown.has.length]);
    lines.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
    lines.replaceChildren(
      ...shown.weights.map((weight, key) => {
        const to = middle(sources.children[key]);
        const path = `M${from} ${HEIGHT}C${from} ${HEIGHT / 2} ${to} ${HEIGHT / 2} ${to} 0`;
        return weight < FAINTEST ? "" : weightLine(weight, path, 13, { class: "look" });
      }),
    );
  }
  // The lines keep their height, so that what `fit` changes cannot start it again.
  new ResizeObserver(fit).observe(lines);

  function draw({ source, target }, step, said) {
    shown = step;
    const newest = step.has.length;
    sources.replaceChildren(
      ...source.map((word, at) => html("div", {}, html("span", { class: "y" }, word), amount(step.weights[at]))),
    );
    const looks = ["start", ...target.map((_, at) => ["", "newest", "later"][Math.sign(at + 1 - newest) + 1])];
    written.replaceChildren(...[step.has[0], ...target].map((word, at) => html("span", { class: looks[at] }, word)));
    lines.setAttribute("aria-label", said);
    fit();
  }
  return { element, draw };
}

// The likeliest words of a step, and what is left for all others.
function candidateList() {
  const list = html("dl");
  const missing = html("p", { class: "note" });
  const heading = html("div", { class: "note" }, say("likeliest words at this step"));
  const line = (word, probability, look) => {
    const { row, write } = readout(html("span", look, word));
    write(amount(probability));
    return row;
  };
  function draw({ candidates, writes }) {
    const rest = 1 - sum(candidates.map(([, probability]) => probability));
    list.replaceChildren(
      ...candidates.map(([word, probability]) => line(word, probability, word === writes ? { class: "x" } : {})),
      ...(rest < FAINTEST ? [] : [line(say("all others"), rest, {})]),
    );
    missing.textContent = candidates.some(([word]) => word === writes)
      ? ""
      : say("{word}, the word written, is not among them.", { word: quoted(writes) });
  }
  return { element: html("div", { class: "candidates" }, heading, list, missing), draw };
}

// The parts of a figure that go through the steps of one translation; `onStep` hears of each, with what is said of it.
function stepThrough(first, onStep) {
  let [translation, step, remark] = [null, 0, ""];
  const back = press(say("Back"), () => go(step - 1));
  const next = press(say("Next"), () => go(step + 1));
  const walk = slider(say("Step"), { min: 1 }, (place) => go(place - 1));
  const sentence = html("p", { class: "verdict" });
  const words = board();
  const likeliest = candidateList();
  const note = html("p", { class: "note" });

  function go(to) {
    // At either end a button stays where the keyboard is, and does nothing.
    step = clamp(to, 0, translation.target.length - 1);
    draw(translation.target.length);
  }

  function draw(length) {
    const found = reading(translation, first, step);
    const said = inWords(found);

    back.setAttribute("aria-disabled", step === 0);
    next.setAttribute("aria-disabled", step === length - 1);
    walk.input.max = length;
    walk.write(step + 1, say("step {step} of {count}", { step: step + 1, count: length }));
    sentence.textContent = said;
    words.draw(translation, found, said);
    likeliest.draw(found);
    note.textContent = together(
      say("The query is computed at {word}, the last word that the decoder has.", { word: quoted(found.has.at(-1)) }),
      found.weights.some((weight) => weight < FAINTEST) ? say("A weight below 0.005 has no line.") : "",
      remark,
    );
    onStep(
      { step, ...found },
      together(
        say("Step {step} of {count}.", { step: step + 1, count: length }),
        said,
        say("Likeliest: {words}.", {
          words: found.candidates.map(([word, probability]) => `${quoted(word)} ${show(probability)}`).join(", "),
        }),
      ),
    );
  }

  return {
    parts: [
      html("div", { class: "slider" }, back, next, walk.input, walk.shown),
      sentence,
      columns(words.element, likeliest.element),
      note,
    ],
    open(opened, at, remarked = "") {
      [translation, remark] = [opened, remarked];
      go(at);
    },
  };
}
