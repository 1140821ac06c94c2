const [SCALE, MARGIN] = [47, 30]; // units of the drawing per unit of the grid, and around it
const SHORTEST = 0.1; // as far as the slider goes: at 0 all directions would be lost
const OLD = { colour: "var(--bar)", width: 4 };
const NEW = { colour: "var(--new)", dashes: "5 4", width: 4 };

const atAngle = (length, degrees) => [Math.cos, Math.sin].map((part) => length * part((degrees * Math.PI) / 180));
const pair = (vector, digits = 2) => `(${vector.map((component) => show(component, digits)).join(",\u00a0")})`;

// Each word is its own query, key and value.
function attend(vectors) {
  const { scaled, weights } = attentionWeights(vectors, vectors);
  return { vectors, scores: scaled, shares: weights, outputs: weights.map((row) => weightedSum(row, vectors)) };
}

function verdict(words, { vectors, shares }, asks) {
  const row = shares[asks];
  const best = Math.max(...row);
  const said = { word: words[asks], other: words[row.indexOf(best)], share: show(best) };
  if (lengthOf(vectors[asks]) === 0)
    return say("“{word}” is a zero vector. All its scores are 0: it shares equally, and becomes the plain mean.", said);
  if (best - Math.min(...row) < 0.02)
    return say("All shares of “{word}” are nearly equal: its new vector is nearly the plain mean.", said);
  if (row[asks] > 0.99)
    return say("“{word}” sees nearly nothing but itself: its new vector is nearly its old one.", said);
  if (best - row[asks] < 1e-9) return say("“{word}” looks most at itself, {share}.", said);
  if (best > 0.99)
    return say(
      "“{word}” sees nearly nothing but “{other}”: a longer vector in its direction scores more than itself.",
      said,
    );
  return say(
    "“{word}” looks most at “{other}”, {share}: a longer vector in its direction scores more than itself.",
    said,
  );
}

// The tip of a word, which the mouse, a finger and the arrow keys move.
function wordTip(word, high, onDrag, onStep) {
  const tip = handle(word, onDrag, {
    tabindex: 0,
    role: "slider",
    "aria-label": say("Tip of {word}", { word }),
    "aria-valuemin": 0,
    "aria-valuemax": 2 * high,
  });
  tip.addEventListener("keydown", (event) => {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onStep(step.map((direction) => direction * (event.shiftKey ? 1 : 0.1)));
  });
  return tip;
}

// Arrows of the words and of their new vectors, and a line from each word to the new vector of the one that asks.
function picture(words, features, low, high, move) {
  const { drawing, grid, spot, pointedAt } = plane(low, high, SCALE, MARGIN);
  const [left, right] = [low * SCALE, high * SCALE];
  let shown; // the vectors
  const olds = words.map(() => arrow({ stroke: OLD.colour, "stroke-width": OLD.width }));
  const news = words.map(() => arrow({ stroke: NEW.colour, "stroke-width": 2, "stroke-dasharray": NEW.dashes }));
  const rings = words.map(() => svg("circle", { r: 11 }));
  const labels = words.map((word) => svg("text", { class: "number tip-name", ...MIDDLE }, word));
  const area = svg("polygon", { class: "area" });
  const pulls = words.map(() => svg("line", { class: "pull" }));
  const tips = words.map((word, at) =>
    wordTip(
      word,
      high,
      (event) => move(at, pointedAt(event)),
      (step) =>
        move(
          at,
          shown[at].map((component, axis) => Number((component + step[axis]).toFixed(9))),
        ),
    ),
  );
  const axisNames = [textAt(right, 40, `${features[0]} →`, END), textAt(-8, 12 - right, `${features[1]} ↑`, END)];
  const arrows = [...olds, ...news].flatMap(({ parts }) => parts);
  place(
    drawing,
    { role: "group" },
    svg("g", { "aria-hidden": "true" }, grid, ...axisNames, area, ...pulls, ...arrows, ...rings, ...labels),
    ...tips,
  );
  return {
    drawing,
    draw({ vectors, shares, outputs }, asks) {
      shown = vectors;
      const spots = vectors.map(spot);
      const [zx, zy] = spot(outputs[asks]);
      labelPlaces(words, spots, { left, right, margin: MARGIN }).forEach(([x, y], at) => place(labels[at], { x, y }));
      place(area, { points: hull(spots).join(" ") });
      spots.forEach(([x, y], at) => {
        const mine = at === asks;
        olds[at].pointTo([x, y]);
        news[at].pointTo(spot(outputs[at]));
        for (const part of news[at].parts) part.style.opacity = mine ? 1 : 0.45;
        place(news[at].parts[0], { "stroke-width": mine ? 4 : 2 });
        place(rings[at], { cx: x, cy: y, class: mine ? "ring asks" : "ring" });
        place(tips[at], {
          cx: x,
          cy: y,
          "aria-valuenow": lengthOf(vectors[at]).toFixed(2),
          "aria-valuetext": pair(vectors[at], 1),
        });
        place(pulls[at], { x1: zx, y1: zy, x2: x, y2: y, "stroke-width": 1 + 9 * shares[asks][at] });
      });
      const told = words
        .map((word, at) =>
          say("{word} from {old} to {new}", { word, old: pair(vectors[at], 1), new: pair(outputs[at]) }),
        )
        .join("; ");
      drawing.setAttribute(
        "aria-label",
        say("Arrows of the words and, dashed, of their new vectors: {told}.", { told }),
      );
    },
  };
}

// The shares of every word, in whose row it stands as a button that lets it ask.
function shareTable(words, onAsk) {
  const asking = words.map((word, at) => press(word, () => onAsk(at)));
  const cells = words.map(() => words.map(() => html("span", { role: "cell" })));
  const head = { role: "columnheader", class: Math.max(...words.map(widthOf)) > 5 ? "upright" : "word" };
  const table = html(
    "div",
    {
      role: "table",
      "aria-label": say("Shares: a row for each word that asks, a column for each word that it looks at"),
      style: `--count:${words.length}`,
    },
    tableRow(
      html("span", { role: "columnheader", class: "note" }, say("asks ↓")),
      ...words.map((word) => html("span", head, word)),
    ),
    ...words.map((_, at) => tableRow(html("span", { role: "rowheader" }, asking[at]), ...cells[at])),
  );
  return {
    table,
    draw: (shares, asks) =>
      words.forEach((_, at) => {
        place(asking[at], { "aria-pressed": at === asks });
        cells[at].forEach((cell, other) => {
          cell.textContent = show(shares[at][other]);
          place(cell, { class: at === asks ? "asks" : "", style: `--share:${50 * shares[at][other]}%` });
        });
      }),
  };
}

function start(figure) {
  const { words, features, low, high } = figure.data;
  const first = { vectors: figure.data.vectors, asks: figure.data.asks };
  let { vectors, asks } = first;

  // How many times longer all vectors may become before one leaves the grid.
  const room = () =>
    Math.min(
      ...vectors
        .flat()
        .filter((component) => component)
        .map((component) => (component > 0 ? high : low) / component),
    );
  const fan = (lengths) => words.map((_, at) => atAngle(lengths(at), at * Math.min(45, 135 / (words.length - 1))));
  const presets = [
    [say("Start"), first.vectors, first.asks],
    [say("All the same length"), fan(() => 2)],
    [say("One long vector"), fan((at) => (at === 1 ? 4.5 : 1.5)), 0],
    [say("Opposed"), words.map((_, at) => atAngle(2, 20 + 40 * Math.floor(at / 2) + 180 * (at % 2)))],
  ].map(([name, wanted, who]) =>
    press(name, () => {
      [vectors, asks] = [wanted, who ?? asks];
      draw(name + ".");
    }),
  );
  const reach = slider(say("Length of the longest vector"), { min: SHORTEST, step: 0.05 }, (wanted) => {
    const longest = Math.max(...vectors.map(lengthOf));
    if (longest > 0) vectors = vectors.map((vector) => vector.map((component) => (component * wanted) / longest));
    draw();
  });
  const arrows = picture(words, features, low, high, move);
  const table = shareTable(words, (at) => {
    asks = at;
    draw();
  });
  const newNote = html("span");
  const sentence = html("p", { class: "verdict" });
  const mean = html("p", { class: "mean" });

  function move(at, to) {
    vectors = vectors.with(
      at,
      to.map((component) => clamp(component, low, high)),
    );
    draw();
  }

  function draw(change = "") {
    const values = attend(vectors);
    const { shares, outputs } = values;
    const longest = Math.max(...vectors.map(lengthOf));
    if (longest > 0) reach.input.max = longest * room();
    reach.write(longest, show(longest));
    arrows.draw(values, asks);
    table.draw(shares, asks);
    newNote.textContent = say("new vector of “{word}”", { word: words[asks] });
    sentence.textContent = verdict(words, values, asks);
    mean.textContent = say("New vector of “{word}”: {terms} = {vector}.", {
      word: words[asks],
      terms: words.map((word, at) => `${show(shares[asks][at])}\u00a0·\u00a0${word}`).join(" + "),
      vector: pair(outputs[asks]),
    });
    figure.publish({ ...values, asks, hull: hull(vectors) }, together(change, sentence.textContent, mean.textContent));
  }

  draw();
  const legend = (look, name) => html("span", {}, swatch(look), " ", name);
  // Nothing that changes its height stands above the plane, which would slip away under the finger.
  figure.mount(
    buttonRow(...presets),
    place(reach.element, { class: "slider reach" }),
    columns(
      html(
        "div",
        { class: "picture" },
        arrows.drawing,
        html("div", { class: "note legend" }, legend(OLD, say("word")), legend(NEW, newNote)),
      ),
      html(
        "div",
        {},
        sentence,
        table.table,
        mean,
        html(
          "p",
          { class: "note" },
          say(
            "Press a word to let it ask. Each row shares 1, by softmax of its dot products divided by √2. The new vectors (dashed) always lie in the shaded area, between the words.",
          ),
        ),
      ),
    ),
  );
}
