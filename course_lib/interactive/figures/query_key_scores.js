const widthSign = () => html("span", { style: "white-space:nowrap" }, "√d", html("sub", {}, "k"));
const short = (value) => String(Number(value.toFixed(2)) + 0).replace("-", "−");

// Rows ask, columns answer.
function measure({ query, key }) {
  const everyPair = (compute) => query.map((asks) => key.map((answers) => compute(asks, answers)));
  const products = everyPair((asks, answers) => asks.map((component, at) => component * answers[at]));
  const scores = products.map((row) => row.map(sum));
  const scaled = scores.map((row) => row.map((score) => score / Math.sqrt(query[0].length)));
  return { query, key, products, scores, scaled, weights: scaled.map(softmax) };
}

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
    html(
      "div",
      { role: "row", style: "display:contents" },
      html("span", { role: "rowheader", class: "note", style: look }, ...head),
      ...cells,
    );
  const numbers = (look) =>
    words.map(() =>
      html("span", { role: "cell", style: "text-align:right;font-variant-numeric:tabular-nums;" + look }),
    );
  const products = Array.from({ length: components }, () =>
    numbers(
      "display:flex;flex-wrap:wrap;justify-content:flex-end;column-gap:5px;padding-right:7px;font-size:13px;line-height:1.3",
    ),
  );
  const scores = numbers("border-top:2px solid var(--soft);padding:3px 7px 0 0;align-self:stretch");
  const scaled = numbers("padding:2px 5px;border:2px solid transparent;border-radius:4px");
  // The word's score with the other word: the one to compare with the other panel.
  scaled[1 - row].style.borderColor = "var(--ink)";
  const weights = numbers("font-weight:bold;padding-right:7px");
  const bars = words.map(() => svg("rect", { class: "bar", height: "100%" }));
  const table = html(
    "div",
    { role: "table", style: "display:grid;grid-template-columns:auto 1fr 1fr;gap:5px 6px;align-items:center" },
    html(
      "div",
      { role: "row", style: "display:contents" },
      html(
        "span",
        {
          role: "columnheader",
          class: "x",
          style: "overflow-wrap:anywhere;align-self:end;max-width:92px;font-size:15px",
        },
        say("{word} asks", { word: words[row] }),
      ),
      ...words.map((word) =>
        html(
          "span",
          { role: "columnheader", class: "y", style: "overflow-wrap:anywhere;align-self:end;text-align:right" },
          say("key of {word}", { word }),
        ),
      ),
    ),
    ...products.map((cells, at) => line([say("component {number}", { number: at + 1 })], cells, "font-size:13px")),
    line([say("sum, Q · K")], scores),
    line(["÷ ", widthSign()], scaled),
    line([say("weight")], weights),
    html("span", { style: "grid-column:1" }),
    ...bars.map((bar) => svg("svg", { class: "track", style: "height:12px", "aria-hidden": "true" }, bar)),
  );
  return {
    table,
    draw(values) {
      table.setAttribute("aria-label", say("What the query of {word} makes of each key", { word: words[row] }));
      words.forEach((_, column) => {
        products.forEach((cells, at) =>
          cells[column].replaceChildren(
            ...[
              `${short(values.query[row][at])} · ${short(values.key[column][at])}`,
              `= ${show(values.products[row][column][at])}`,
            ].map((part) => html("span", { style: "white-space:nowrap" }, part)),
          ),
        );
        scores[column].textContent = show(values.scores[row][column]);
        scaled[column].textContent = show(values.scaled[row][column]);
        weights[column].textContent = show(values.weights[row][column]);
        place(bars[column], { width: values.weights[row][column] * 100 + "%" }, []);
      });
    },
  };
}

function start(figure) {
  const { words, limit } = figure.data;
  const first = { query: figure.data.query, key: figure.data.key };
  const components = first.query[0].length;
  const beside = components < 4; // else a phone has no room for the name beside its fields
  let state = first;

  const fieldsOf = (role, row) =>
    first[role][row].map((_, at) =>
      figure.numberField({
        name: ofWord(role, words[row], at + 1),
        label: "",
        min: -limit,
        max: limit,
        step: 0.1,
        leap: 1,
        keep: () => state[role][row][at],
        onValue: (value) =>
          change({
            ...state,
            [role]: state[role].map((vector, other) =>
              vector.map((old, place) => (other === row && place === at ? value : old)),
            ),
          }),
      }),
    );
  const vectors = words.flatMap((word, row) =>
    [
      ["query", "x"],
      ["key", "y"],
    ].map(([role, colour]) => ({
      role,
      row,
      fields: fieldsOf(role, row),
      label: html(
        "span",
        { class: colour, style: "overflow-wrap:anywhere" + (beside ? "" : ";grid-column:1/-1") },
        ofWord(role, word),
      ),
    })),
  );
  const panels = words.map((_, row) => panel(words, row, components));
  const sentence = html("p", { class: "verdict" });
  const press = (text, to) => {
    const button = html("button", { type: "button" }, text);
    button.addEventListener("click", () => change(to));
    return button;
  };

  function change(to) {
    state = to;
    draw();
  }

  function draw() {
    const values = measure(state);
    for (const { role, row, fields } of vectors) fields.forEach((field, at) => field.write(state[role][row][at]));
    panels.forEach((one) => one.draw(values));
    sentence.textContent = verdict(words, values);
    const weights = words.map((word, row) =>
      say("Weights of {word}: {weights}.", {
        word,
        weights: words.map((other, column) => `${other} ${show(values.weights[row][column])}`).join(", "),
      }),
    );
    figure.publish(values, [sentence.textContent, ...weights].join(" "));
  }

  draw();
  const zeros = first.query.map((vector) => vector.map(() => 0));
  figure.mount(
    html(
      "div",
      { style: "display:flex;flex-wrap:wrap;gap:8px" },
      press(say("Different: one-way"), first),
      press(say("Same vectors: symmetric"), { ...first, key: first.query }),
      press(say("Queries of zeros"), { ...first, query: zeros }),
    ),
    html(
      "div",
      {
        style: `display:grid;grid-template-columns:${beside ? "fit-content(32%)" : ""} repeat(${components},minmax(0,1fr));gap:6px;align-items:center;max-width:520px;margin-top:12px`,
      },
      ...vectors.flatMap(({ label, fields }) => [label, ...fields.map(({ element }) => element)]),
    ),
    sentence,
    html("div", { class: "columns" }, ...panels.map(({ table }) => table)),
  );
}
