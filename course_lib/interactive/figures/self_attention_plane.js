const [SCALE, MARGIN] = [47, 30]; // units of the drawing per unit of the grid, and around it
const SHORTEST = 0.1; // as far as the slider goes: at 0 all directions would be lost
const NEW = "light-dark(#97507e, #ffbde4)"; // the book's colour for what attention hands out

const DASHES = "5 4";
const WIDE = /[⺀-\uffff]/g; // Chinese characters are about twice as wide

const atAngle = (length, degrees) => [
  length * Math.cos((degrees * Math.PI) / 180),
  length * Math.sin((degrees * Math.PI) / 180),
];
const length = (vector) => Math.hypot(...vector);
const pair = (vector, digits = 2) => `(${vector.map((component) => show(component, digits)).join(",\u00a0")})`;
const spot = ([a, b]) => [a * SCALE, -b * SCALE]; // in the drawing's units, y upwards

// The scores XXᵀ / √2, softmax of each row, and for each word the mean of all vectors with its shares.
function attend(vectors) {
  const scores = vectors.map(([a, b]) => vectors.map(([c, d]) => (a * c + b * d) / Math.SQRT2));
  const shares = scores.map(softmax);
  return {
    vectors,
    scores,
    shares,
    outputs: shares.map((row) => [0, 1].map((axis) => sum(row.map((share, at) => share * vectors[at][axis])))),
  };
}

// The corners of the smallest area without dents that holds all points.
function hull(points) {
  const goesLeft = ([a, b], [c, d], [e, f]) => (c - a) * (f - b) - (d - b) * (e - a) > 0;
  const side = (sorted) => {
    const chain = [];
    for (const point of sorted) {
      while (chain.length > 1 && !goesLeft(chain.at(-2), chain.at(-1), point)) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  const sorted = [...points].sort(([a, b], [c, d]) => a - c || b - d);
  return [...side(sorted), ...side(sorted.reverse())];
}

function verdict(words, { vectors, shares }, asks) {
  const row = shares[asks];
  const best = Math.max(...row);
  const said = { word: words[asks], other: words[row.indexOf(best)], share: show(best) };
  if (length(vectors[asks]) === 0)
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

// Beyond each tip; not beyond the drawing, and below the tip or the names that would be covered.
function labelPlaces(words, vectors, left, right) {
  const places = [];
  vectors.forEach((vector, at) => {
    const [x, y] = spot(vector);
    const far = Math.hypot(x, y);
    const [dx, dy] = far > 1e-6 ? [x / far, y / far] : [-0.7, 0.7];
    const wide = words.map((word) => 6 * word.replace(WIDE, "  ").length); // half of each word
    const to = [
      clamp(x + dx * (18 + wide[at]), left - MARGIN + wide[at], right + MARGIN - wide[at]),
      clamp(y + dy * 25 + 7, 18 - right - MARGIN, MARGIN - left - 4),
    ];
    if (Math.abs(x - to[0]) < wide[at] + 4 && Math.abs(y + 7 - to[1]) < 18) to[1] = y + 30;
    while (places.some(([a, b], other) => Math.abs(a - to[0]) < wide[at] + wide[other] && Math.abs(b - to[1]) < 20))
      to[1] += 1;
    places.push(to);
  });
  return places;
}

function grid(low, high, features) {
  const [left, right] = [low * SCALE, high * SCALE];
  const parts = [];
  for (let at = low; at <= high; at++) {
    const look = { class: "guide", "stroke-width": at ? 1 : 3 };
    parts.push(
      svg("line", { x1: at * SCALE, x2: at * SCALE, y1: -left, y2: -right, ...look }),
      svg("line", { y1: -at * SCALE, y2: -at * SCALE, x1: left, x2: right, ...look }),
    );
    if (at % 2 || !at) continue;
    parts.push(
      svg("text", { x: at * SCALE, y: 19, "text-anchor": "middle" }, show(at, 0)),
      svg("text", { x: -7, y: -at * SCALE + 6, "text-anchor": "end" }, show(at, 0)),
    );
  }
  return svg(
    "g",
    {},
    ...parts,
    svg("text", { x: right, y: 40, "text-anchor": "end" }, `${features[0]} →`),
    svg("text", { x: -8, y: 12 - right, "text-anchor": "end" }, `${features[1]} ↑`),
  );
}

// An arrow from the origin; a short one has no head.
function arrow(look) {
  const line = svg("line", look);
  const head = svg("polygon", { style: `fill:${look.stroke}` });
  return {
    parts: [line, head],
    move(vector) {
      const [x, y] = spot(vector);
      const towards = Math.atan2(y, x);
      const size = 8 + 2 * look["stroke-width"];
      const back = (distance, angle) => [x - distance * Math.cos(angle), y - distance * Math.sin(angle)];
      const long = Math.hypot(x, y) > size;
      const end = long ? back(size / 2, towards) : [x, y];
      place(line, { x2: end[0], y2: end[1] }, []);
      place(head, { points: long ? [[x, y], back(size, towards - 0.4), back(size, towards + 0.4)].join(" ") : "" }, []);
    },
  };
}

// A line as it is drawn in the plane, and what it says.
function legend(stroke, dashes, text) {
  const line = svg(
    "svg",
    { style: "width:34px;height:4px;flex:none", "aria-hidden": "true" },
    svg("line", { x2: 34, y1: 2, y2: 2, "stroke-width": 4, stroke, "stroke-dasharray": dashes }),
  );
  return html("span", { style: "display:flex;align-items:center;gap:6px" }, line, text);
}

function start(figure) {
  const { words, features, low, high } = figure.data;
  const first = { vectors: figure.data.vectors, asks: figure.data.asks };
  const count = words.length;
  let { vectors, asks } = first;

  // How many times longer all vectors may become before one leaves the grid.
  const room = () =>
    Math.min(
      ...vectors
        .flat()
        .filter((component) => component)
        .map((component) => (component > 0 ? high : low) / component),
    );
  const fan = (lengths) => words.map((_, at) => atAngle(lengths(at), at * Math.min(45, 135 / (count - 1))));
  const presets = [
    [say("Start"), first.vectors, first.asks],
    [say("All the same length"), fan(() => 2)],
    [say("One long vector"), fan((at) => (at === 1 ? 4.5 : 1.5)), 0],
    [say("Opposed"), words.map((_, at) => atAngle(2, 20 + 40 * Math.floor(at / 2) + 180 * (at % 2)))],
  ].map(([name, wanted, who]) => {
    const button = html("button", { type: "button" }, name);
    button.addEventListener("click", () => {
      [vectors, asks] = [wanted, who ?? asks];
      draw(name + ".");
    });
    return button;
  });

  const slider = html("input", {
    type: "range",
    min: SHORTEST,
    step: 0.05,
    "aria-label": say("Length of the longest vector"),
    autocomplete: "off",
  });
  slider.addEventListener("input", () => {
    const longest = Math.max(...vectors.map(length));
    if (longest > 0)
      vectors = vectors.map((vector) => vector.map((component) => (component * slider.valueAsNumber) / longest));
    draw();
  });
  const longestText = html("b", {});

  const olds = words.map(() => arrow({ stroke: "var(--bar)", "stroke-width": 4 }));
  const news = words.map(() => arrow({ stroke: NEW, "stroke-width": 2, "stroke-dasharray": DASHES }));
  const rings = words.map(() => svg("circle", { r: 11, "fill-opacity": 0.15 }));
  const labels = words.map((word) =>
    svg(
      "text",
      {
        "text-anchor": "middle",
        style:
          "fill:var(--ink);font-size:20px;font-weight:bold;paint-order:stroke;stroke:var(--paper);stroke-width:5px",
      },
      word,
    ),
  );
  const area = svg("polygon", { style: "fill:var(--bar);fill-opacity:.1;stroke:var(--bar);stroke-opacity:.5" });
  const pulls = words.map(() => svg("line", { style: `stroke:${NEW}`, "stroke-linecap": "round" }));
  const handles = words.map((word, at) => {
    const handle = svg("circle", {
      r: 18,
      fill: "transparent",
      class: "handle",
      "data-tip": word,
      tabindex: 0,
      role: "slider",
      "aria-label": say("Tip of {word}", { word }),
      "aria-valuemin": 0,
      "aria-valuemax": 2 * high,
      style: "cursor:grab",
    });
    draggable(handle, (event) => {
      const box = plane.getBoundingClientRect();
      const units = (high - low + (2 * MARGIN) / SCALE) / box.width;
      const to = [event.clientX - box.left, box.bottom - event.clientY];
      move(
        at,
        to.map((pixels) => Number((pixels * units - MARGIN / SCALE + low).toFixed(1)) + 0),
      );
    });
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      move(
        at,
        vectors[at].map((component, axis) => Number((component + step[axis] * (event.shiftKey ? 1 : 0.1)).toFixed(9))),
      );
    });
    return handle;
  });
  const side = (high - low) * SCALE + 2 * MARGIN;
  const plane = svg(
    "svg",
    { viewBox: `${low * SCALE - MARGIN} ${-high * SCALE - MARGIN} ${side} ${side}`, role: "group" },
    svg(
      "g",
      { "aria-hidden": "true" },
      grid(low, high, features),
      area,
      ...pulls,
      ...olds.flatMap(({ parts }) => parts),
      ...news.flatMap(({ parts }) => parts),
      ...rings,
      ...labels,
    ),
    ...handles,
  );

  const asking = words.map((word, at) => {
    const button = html(
      "button",
      { type: "button", style: "width:100%;padding:0 4px;text-align:left;overflow-wrap:anywhere" },
      word,
    );
    button.addEventListener("click", () => {
      asks = at;
      draw();
    });
    return button;
  });
  const cells = words.map(() =>
    words.map(() =>
      html("span", {
        role: "cell",
        style:
          "display:grid;place-content:center;height:40px;border-radius:3px;font-size:14px;font-variant-numeric:tabular-nums",
      }),
    ),
  );
  const upright = Math.max(...words.map((word) => word.replace(WIDE, "  ").length)) > 5;
  const heading = (text) =>
    html(
      "span",
      {
        role: "columnheader",
        style: `justify-self:center;align-self:end;font-size:14px;${upright ? "writing-mode:vertical-rl" : ""}`,
      },
      text,
    );
  const row = (...parts) => html("div", { role: "row", style: "display:contents" }, ...parts);
  const table = html(
    "div",
    {
      role: "table",
      "aria-label": say("Shares: a row for each word that asks, a column for each word that it looks at"),
      style: `display:grid;grid-template-columns:minmax(52px,auto) repeat(${count},minmax(32px,56px));gap:4px;align-items:center`,
    },
    row(
      html("span", { role: "columnheader", class: "note", style: "align-self:end" }, say("asks ↓")),
      ...words.map(heading),
    ),
    ...words.map((_, at) => row(html("span", { role: "rowheader" }, asking[at]), ...cells[at])),
  );
  const newNote = html("span", {});
  const sentence = html("p", { class: "verdict" });
  const mean = html("p", { style: "font-variant-numeric:tabular-nums" });

  function move(at, to) {
    vectors = vectors.map((old, other) => (other === at ? to.map((component) => clamp(component, low, high)) : old));
    draw();
  }

  function draw(change = "") {
    const values = attend(vectors);
    const { shares, outputs } = values;
    const longest = Math.max(...vectors.map(length));
    if (longest > 0) slider.max = longest * room();
    slider.value = longest;
    slider.setAttribute("aria-valuetext", show(longest));
    longestText.textContent = show(longest);

    const [zx, zy] = spot(outputs[asks]);
    labelPlaces(words, vectors, low * SCALE, high * SCALE).forEach(([x, y], at) => place(labels[at], { x, y }, []));
    place(area, { points: hull(vectors.map(spot)).join(" ") }, []);
    words.forEach((_, at) => {
      const [x, y] = spot(vectors[at]);
      const mine = at === asks;
      olds[at].move(vectors[at]);
      news[at].move(outputs[at]);
      for (const part of news[at].parts) part.style.opacity = mine ? 1 : 0.45;
      place(news[at].parts[0], { "stroke-width": mine ? 4 : 2 }, []);
      place(
        rings[at],
        {
          cx: x,
          cy: y,
          style: `fill:var(--${mine ? "x" : "bar"});stroke:var(--${mine ? "x" : "bar"});stroke-width:${mine ? 3 : 1}`,
        },
        [],
      );
      place(
        handles[at],
        { cx: x, cy: y, "aria-valuenow": length(vectors[at]).toFixed(2), "aria-valuetext": pair(vectors[at], 1) },
        [],
      );
      place(
        pulls[at],
        { x1: zx, y1: zy, x2: x, y2: y, "stroke-width": 1 + 9 * shares[asks][at], "stroke-opacity": 0.3 },
        [],
      );
      place(asking[at], { "aria-pressed": mine }, []);
      [asking[at].style.background, asking[at].style.color] = mine ? ["var(--ink)", "var(--paper)"] : ["", ""];
      cells[at].forEach((cell, other) => {
        const share = shares[at][other];
        cell.textContent = show(share);
        cell.style.background = `color-mix(in srgb,var(--x) ${50 * share}%,var(--paper))`;
        cell.style.boxShadow = `inset 0 0 0 ${mine ? "2px var(--ink)" : "1px var(--line)"}`;
        cell.style.fontWeight = mine ? "bold" : "";
      });
    });
    newNote.textContent = say("new vector of “{word}”", { word: words[asks] });

    sentence.textContent = verdict(words, values, asks);
    const terms = words.map((word, at) => `${show(shares[asks][at])}\u00a0·\u00a0${word}`).join(" + ");
    mean.textContent = say("New vector of “{word}”: {terms} = {vector}.", {
      word: words[asks],
      terms,
      vector: pair(outputs[asks]),
    });
    const told = words
      .map((word, at) => say("{word} from {old} to {new}", { word, old: pair(vectors[at], 1), new: pair(outputs[at]) }))
      .join("; ");
    plane.setAttribute("aria-label", say("Arrows of the words and, dashed, of their new vectors: {told}.", { told }));
    figure.publish({ ...values, asks, hull: hull(vectors) }, together(change, sentence.textContent, mean.textContent));
  }

  draw();
  figure.mount(
    html("div", { style: "display:flex;flex-wrap:wrap;gap:8px" }, ...presets),
    html(
      "div",
      { style: "max-width:420px;margin-top:10px" },
      html("span", {}, say("Length of the longest vector"), " ", longestText),
      slider,
    ),
    sentence,
    html(
      "div",
      { class: "columns" },
      html(
        "div",
        { style: "flex-basis:380px" },
        plane,
        html(
          "div",
          { class: "note", style: "display:flex;flex-wrap:wrap;gap:2px 16px;margin-top:6px" },
          legend("var(--bar)", "none", say("word")),
          legend(NEW, DASHES, newNote),
        ),
      ),
      html(
        "div",
        {},
        table,
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
