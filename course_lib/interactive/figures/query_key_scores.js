const rootOfWidth = () => html("span", { class: "together" }, "√d", html("sub", {}, "k"));
const short = (value) => String(Number(value.toFixed(2)) + 0).replace("-", "−");

function verdict([one, other], { query, key, scaled }) {
  const [there, back] = [scaled[0][1], scaled[1][0]];
  if (query.some((asks) => asks.every((component) => component === 0)))
    return say("A query of zeros asks for nothing: every key scores 0, and all get the same weight.");
  if (JSON.stringify(query) === JSON.stringify(key))
    return say("Each word has one vector as query and as key: both directions score the same, {score}.", {
      score: show(there),
    });
  if (Math.abs(there - back) < 1e-9)
    return say("With these numbers both directions happen to score the same, {score}.", { score: show(there) });
  return say(
    "“{one}” asks “{other}”: {there}. “{other}” asks “{one}”: {back}. Each word asks with its query and answers with its key.",
    { one, other, there: show(there), back: show(back) },
  );
}

// The name of a word's query or key, or of one of its components.
function ofWord(role, word, number) {
  const names = { word, number };
  if (role === "query")
    return number ? say("query of {word}, component {number}", names) : say("query of {word}", names);
  return number ? say("key of {word}, component {number}", names) : say("key of {word}", names);
}

// What one word's query makes of both keys, worked downwards like a sum on paper.
function panel(words, row, components) {
  const line = (head, cells, look = "") =>
    tableRow(html("span", { role: "rowheader", class: `note ${look}` }, ...head), ...cells);
  const numbers = (look) => words.map(() => html("span", { role: "cell", class: `digits ${look}` }));
  const products = Array.from({ length: components }, () => numbers("product"));
  const [scores, scaled, weights] = ["score", "scaled", "weight"].map(numbers);
  // The word's score with the other word: the one to compare with the other panel.
  scaled[1 - row].classList.add("compared");
  const bars = words.map(() => barTrack());
  const head = (look, name) => html("span", { role: "columnheader", class: look }, name);
  const table = html(
    "div",
    {
      role: "table",
      class: "panel",
      "aria-label": say("What the query of {word} makes of each key", { word: words[row] }),
    },
    tableRow(
      head("x", say("{word} asks", { word: words[row] })),
      ...words.map((word) => head("y", say("key of {word}", { word }))),
    ),
    ...products.map((cells, at) => line([say("component {number}", { number: at + 1 })], cells, "component")),
    line([say("sum, Q · K")], scores),
    line(["÷ ", rootOfWidth()], scaled),
    line([say("weight")], weights),
    html("span"),
    ...bars.map(({ track }) => track),
  );
  return {
    table,
    draw(values) {
      words.forEach((_, column) => {
        products.forEach((cells, at) => {
          const [asks, answers] = [values.query[row][at], values.key[column][at]];
          const parts = [`${short(asks)} · ${short(answers)}`, `= ${show(values.products[row][column][at])}`];
          cells[column].replaceChildren(...parts.map((part) => html("span", {}, part)));
        });
        scores[column].textContent = show(values.scores[row][column]);
        scaled[column].textContent = show(values.scaled[row][column]);
        weights[column].textContent = show(values.weights[row][column]);
        bars[column].write(values.weights[row][column]);
      });
    },
  };
}

function start(figure) {
  const { words, limit, query, key } = figure.data;
  const first = { query, key };
  const components = query[0].length;
  let state = first;
  const { numberField, problem } = numberFields();

  const fieldsOf = (role, row) =>
    first[role][row].map((_, at) =>
      numberField({
        name: ofWord(role, words[row], at + 1),
        label: "",
        min: -limit,
        max: limit,
        step: 0.1,
        leap: 1,
        keep: () => state[role][row][at],
        onValue: (value) => change({ ...state, [role]: state[role].with(row, state[role][row].with(at, value)) }),
      }),
    );
  const vectors = words.flatMap((word, row) =>
    ["query", "key"].map((role, at) => ({
      role,
      row,
      fields: fieldsOf(role, row),
      label: html("span", { class: "xy"[at] }, ofWord(role, word)),
    })),
  );
  const panels = words.map((_, row) => panel(words, row, components));
  const sentence = html("p", { class: "verdict" });

  function change(to) {
    state = to;
    draw();
  }

  function draw() {
    const values = { ...state, ...attentionWeights(state.query, state.key) };
    for (const { role, row, fields } of vectors) fields.forEach((field, at) => field.write(state[role][row][at]));
    panels.forEach((one) => one.draw(values));
    sentence.textContent = verdict(words, values);
    const weights = words.map((word, row) =>
      say("Weights of {word}: {weights}.", {
        word,
        weights: words.map((other, column) => `${other} ${show(values.weights[row][column])}`).join(", "),
      }),
    );
    figure.publish(values, together(sentence.textContent, ...weights));
  }

  draw();
  const zeros = query.map((vector) => vector.map(() => 0));
  // Of four components a phone has no room for the name beside its fields.
  figure.mount(
    buttonRow(
      press(say("Different: one-way"), () => change(first)),
      press(say("Same vectors: symmetric"), () => change({ ...first, key: query })),
      press(say("Queries of zeros"), () => change({ ...first, query: zeros })),
    ),
    html(
      "div",
      { class: components < 4 ? "vectors" : "vectors below", style: `--count:${components}` },
      ...vectors.flatMap(({ label, fields }) => [label, ...fields.map(({ element }) => element)]),
    ),
    sentence,
    columns(...panels.map(({ table }) => table)),
    problem,
  );
}
