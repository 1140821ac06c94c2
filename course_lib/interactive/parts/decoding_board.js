// A translation and its steps, as the figures draw them that show a decoder writing.

const FAINTEST = 0.005; // a smaller weight reads 0.00 and has no line
const HEIGHT = 110; // of the lines
const ROW = "display:flex;justify-content:space-around;gap:2px;line-height:1.2;white-space:nowrap;";
const FIELD =
  "flex:1;width:100%;min-width:0;height:36px;padding:0 4px;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit";

const quoted = (word) => say("“{word}”", { word });

// A number on a bar as long as it is large; the bar of a word set upright grows downwards.
function amount(value) {
  const bar = `linear-gradient(var(--to,90deg),color-mix(in srgb,var(--bar) 35%,transparent) ${value * 100}%,transparent 0)`;
  return html(
    "span",
    {
      style: `padding-block:var(--room,1px);padding-inline:.25em;border-radius:2px;font-variant-numeric:tabular-nums;background:${bar}`,
    },
    show(value),
  );
}

// What one step says: what the decoder has, which word it writes, where it looks, what it could have written.
function reading({ source, target, weights, candidates }, start, step) {
  const row = weights[step];
  const weight = Math.max(...row);
  // A word that occurs twice is told apart by its place.
  const names = source.map((word, at) =>
    source.indexOf(word) < source.lastIndexOf(word) ? say("{word} (word {place})", { word, place: at + 1 }) : word,
  );
  const words = names.filter((_, at) => weight - row[at] < 1e-9);
  return {
    has: [start, ...target.slice(0, step)],
    writes: target[step],
    weights: row,
    candidates: candidates[step],
    largest: { weight, words },
  };
}

function inWords({ has, writes, largest: { weight, words } }) {
  const found = { has: has.join(" "), word: quoted(writes), words: words.map(quoted).join(", "), weight: show(weight) };
  return words.length > 1
    ? say("The decoder has: {has} → it writes: {word}; it looks mostly at: {words} ({weight} each).", found)
    : say("The decoder has: {has} → it writes: {word}; it looks mostly at: {words} ({weight}).", found);
}

// The source above, the words written below, and between them a line from the newest one to each source word.
function board() {
  const [sources, written] = ["flex-end", "flex-start"].map((side) =>
    html("div", { style: `${ROW}align-items:${side}` }),
  );
  const lines = svg("svg", { role: "img", style: `height:${HEIGHT}px;margin:4px 0` });
  const note = (parts) => html("div", { class: "note", style: "margin:4px 0" }, ...parts);
  const [keys, query] = [html("span", { class: "y" }, say("keys")), html("span", { class: "x" }, say("query"))];
  const element = html(
    "div",
    { style: "flex:2 1 400px" },
    note(sayParts("source words: {keys}", { keys })),
    sources,
    lines,
    written,
    note(sayParts("words written, the newest with its {query}", { query })),
  );
  let shown;

  // Where a row has no room for its words side by side they become smaller, then stand upright, then close together.
  function arrange(row) {
    for (const [upright, size, close] of [
      [false, 16],
      [false, 13],
      [true, 14],
      [true, 12, true],
    ]) {
      [row.style.gap, row.style.lineHeight] = close ? [0, 1.15] : ["2px", 1.2];
      row.style.setProperty("--room", close ? 0 : "initial");
      for (const { style } of row.children) {
        style.writingMode = upright ? "vertical-rl" : "";
        style.flexDirection = upright ? "row" : "column";
        style.fontSize = `${size}px`;
        style.setProperty("--to", upright ? "180deg" : "90deg");
      }
      if (row.scrollWidth <= row.clientWidth) return;
    }
  }

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
        return weight < FAINTEST
          ? ""
          : svg("path", {
              d: `M${from} ${HEIGHT}C${from} ${HEIGHT / 2} ${to} ${HEIGHT / 2} ${to} 0`,
              style: "stroke:var(--bar)",
              fill: "none",
              "stroke-width": 1 + weight * 13,
              "stroke-opacity": 0.3 + 0.7 * weight,
            });
      }),
    );
  }
  // The lines keep their height, so that what `fit` changes cannot start it again.
  new ResizeObserver(fit).observe(lines);

  function draw({ source, target }, step, said) {
    shown = step;
    const newest = step.has.length;
    const looks = [
      "color:var(--soft)",
      ...target.map((_, at) =>
        at + 1 < newest ? "" : at + 1 > newest ? "visibility:hidden" : "background:var(--x);color:var(--paper)",
      ),
    ];
    sources.replaceChildren(
      ...source.map((word, at) =>
        html(
          "div",
          { style: "display:flex;align-items:center;gap:2px" },
          html("span", { class: "y" }, word),
          amount(step.weights[at]),
        ),
      ),
    );
    written.replaceChildren(
      ...[step.has[0], ...target].map((word, at) =>
        html(
          "span",
          { style: `padding-block:var(--room,2px);padding-inline:.3em;border-radius:4px;${looks[at]}` },
          word,
        ),
      ),
    );
    lines.setAttribute("aria-label", said);
    fit();
  }
  return { element, draw };
}

// The likeliest words of a step, and what is left for all others.
function candidateList() {
  const list = html("dl", { style: "margin:4px 0 0" });
  const missing = html("p", { class: "note" });
  const element = html(
    "div",
    { style: "flex:1 1 200px;overflow-wrap:anywhere" },
    html("div", { class: "note", style: "margin:4px 0" }, say("likeliest words at this step")),
    list,
    missing,
  );
  function line(word, probability, look) {
    const number = amount(probability);
    number.style.display = "block";
    return html(
      "div",
      { style: "align-items:center" },
      html("dt", { ...look, style: "flex:0 1 45%" }, word),
      html("dd", { style: "flex:1;text-align:left" }, number),
    );
  }
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
  return { element, draw };
}

function sentencePicker(sentences, onChoose) {
  const list = html(
    "select",
    { autocomplete: "off", style: FIELD },
    ...sentences.map((sentence) => html("option", {}, sentence)),
  );
  list.addEventListener("input", () => onChoose(list.selectedIndex));
  return { list, element: html("label", { style: "margin-bottom:8px" }, say("Sentence"), list) };
}

// The parts of a figure that go through the steps of one translation; `onStep` hears of each, with what is said of it.
function stepThrough(first, onStep) {
  let [translation, step, remark] = [null, 0, ""];
  const [back, next] = [
    [say("Back"), -1],
    [say("Next"), 1],
  ].map(([name, change]) => {
    const button = html("button", { type: "button" }, name);
    button.addEventListener("click", () => go(step + change));
    return button;
  });
  const slider = html("input", {
    type: "range",
    min: 1,
    "aria-label": say("Step"),
    autocomplete: "off",
    style: "flex:1;min-width:0;height:36px",
  });
  slider.addEventListener("input", () => go(slider.valueAsNumber - 1));
  const count = html("span", { style: "white-space:nowrap;font-variant-numeric:tabular-nums" });
  const sentence = html("p", { class: "verdict", style: "overflow-wrap:anywhere" });
  const words = board();
  const likeliest = candidateList();
  const note = html("p", { class: "note", style: "overflow-wrap:anywhere" });

  function go(to) {
    // At either end a button stays where the keyboard is, and does nothing.
    step = clamp(to, 0, translation.target.length - 1);
    draw(translation.target.length);
  }

  function draw(length) {
    const found = reading(translation, first, step);
    const said = inWords(found);
    const stepOf = say("step {step} of {count}", { step: step + 1, count: length });

    back.setAttribute("aria-disabled", step === 0);
    next.setAttribute("aria-disabled", step === length - 1);
    for (const { style, ariaDisabled } of [back, next])
      [style.opacity, style.cursor] = ariaDisabled === "true" ? [0.6, "default"] : ["", ""];
    place(slider, { max: length, "aria-valuetext": stepOf }, []);
    slider.value = step + 1;
    count.textContent = stepOf;
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
      html("div", { style: "display:flex;align-items:center;gap:8px" }, back, next, slider, count),
      sentence,
      html("div", { class: "columns" }, words.element, likeliest.element),
      note,
    ],
    open(opened, at, remarked = "") {
      [translation, remark] = [opened, remarked];
      go(at);
    },
  };
}
