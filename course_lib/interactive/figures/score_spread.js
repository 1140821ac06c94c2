const WIDTH = 330;
const [LEFT, FLOOR, TALLEST] = [40, 206, 72]; // where the bars stand, and how high one of 1 is
const LARGEST_NORM = 0.5; // reached by two equal weights of a half

// Three significant digits, as a power of ten where that is shorter.
const showNorm = (value) => (value >= 0.001 ? value.toPrecision(3) : scientific(value));

function measure(scores) {
  const weights = softmax(scores);
  return {
    scores,
    weights,
    spread: standardDeviation(scores),
    largest: Math.max(...weights),
    norm: jacobianNorm(weights),
  };
}

const widthSign = () => html("span", {}, "d", html("sub", {}, "k"));

// The scores as dots on an axis, stretched around 0: scores near 1 and near 100 can both be told apart.
function scoreAxis(count, limit) {
  const across = (score) => WIDTH / 2 + (Math.asinh(score) / Math.asinh(limit)) * (WIDTH / 2 - 22);
  const ticks = [-100, -10, -1, 0, 1, 10, 100].filter((tick) => Math.abs(tick) <= limit);
  const band = svg("rect", { y: 24, height: 36, rx: 4, class: "bar", "fill-opacity": 0.25 });
  const dots = Array.from({ length: count }, (_, at) =>
    svg("circle", { r: 5, cy: 42 + ((at % 5) - 2) * 6, class: "bar", stroke: "var(--paper)" }),
  );
  const guide = (x1, x2, y1, y2) => svg("line", { class: "guide", x1, x2, y1, y2, "stroke-width": 2 });
  return {
    parts: [
      band,
      guide(0, WIDTH, 66, 66),
      ...ticks.flatMap((tick) => [
        guide(across(tick), across(tick), 62, 70),
        textAt(across(tick), 86, show(tick, 0), MIDDLE),
      ]),
      ...dots,
    ],
    draw({ scores, spread }) {
      const mean = sum(scores) / count;
      const [low, high] = [across(mean - spread), across(mean + spread)];
      place(band, { x: low, width: high - low });
      scores.forEach((score, at) => place(dots[at], { cx: across(score) }));
    },
  };
}

// The weights as bars, and how high they all were if they were equal.
function weightBars(count) {
  const slot = (WIDTH - LEFT) / count;
  const level = linearScale([0, 1], [FLOOR, FLOOR - TALLEST]);
  const bars = Array.from({ length: count }, (_, at) =>
    svg("rect", { class: "bar", x: LEFT + at * slot + slot * 0.1, width: slot * 0.8 }),
  );
  const equal = { x1: LEFT, x2: WIDTH, y1: level(1 / count), y2: level(1 / count) };
  return {
    parts: [
      ...[0, 1].flatMap((share) => levelAt(LEFT, WIDTH, level(share), share)),
      ...bars,
      svg("line", { ...equal, stroke: "var(--ink)", "stroke-dasharray": "3 4" }),
    ],
    draw: ({ weights }) =>
      weights.forEach((weight, at) => place(bars[at], { y: level(weight), height: FLOOR - level(weight) })),
  };
}

// One of the two panels: dots on an axis, bars, and three numbers.
function panel(title, count, limit) {
  const [axis, bars] = [scoreAxis(count, limit), weightBars(count)];
  const number = { class: "number", ...END };
  const [spread, largest] = [textAt(WIDTH, 14, "", number), textAt(WIDTH, 114, "", number)];
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${FLOOR + 8}`, role: "img" },
    textAt(0, 14, say("scores of the keys")),
    spread,
    ...axis.parts,
    textAt(0, 114, say("their softmax weights")),
    largest,
    ...bars.parts,
  );
  const norm = readout(say("size of the Jacobian"));
  const gauge = barTrack([], 0, LARGEST_NORM);
  return {
    element: html("div", {}, html("b", {}, ...title), drawing, readouts(norm), gauge.track),
    draw(values) {
      axis.draw(values);
      bars.draw(values);
      gauge.write(values.norm);
      norm.write(showNorm(values.norm));
      spread.textContent = say("spread {spread}", { spread: show(values.spread) });
      largest.textContent = say("largest {weight}", { weight: showShare(values.largest, 3) });
      drawing.setAttribute(
        "aria-label",
        say("Scores of {count} keys, {spread}; their softmax weights, {largest}", {
          count,
          spread: spread.textContent,
          largest: largest.textContent,
        }),
      );
    },
  };
}

function start(figure) {
  const { widths, scores } = figure.data;
  const count = scores[0].length;
  const limit = Math.max(...scores.flat().map(Math.abs), 10);
  const panels = [
    panel([say("Scores as they are")], count, limit),
    panel(sayParts("Divided by √{d_k}", { d_k: widthSign() }), count, limit),
  ];
  const wide = slider(say("width of query and keys"), { min: 0, max: widths.length - 1 }, draw);
  const sentence = html("p", { class: "verdict" });

  function draw(at) {
    const [width, row] = [widths[at], scores[at]];
    const root = Math.sqrt(width);
    const [plain, scaled] = [measure(row), measure(row.map((score) => score / root))];
    panels[0].draw(plain);
    panels[1].draw(scaled);
    wide.write(at, html("span", {}, widthSign(), ` = ${width}`), `d_k = ${width}`);
    sentence.replaceChildren(
      ...sayParts("Dividing by √{d_k} = {root} takes the spread (standard deviation) from {before} to {after}.", {
        d_k: widthSign(),
        root: show(root),
        before: show(plain.spread),
        after: show(scaled.spread),
      }),
    );
    figure.publish(
      { width, plain, scaled },
      together(
        `d_k = ${width}.`,
        sentence.textContent,
        say("Largest weight {weight}, divided {divided}; size of the Jacobian {norm}, divided {normDivided}.", {
          weight: show(plain.largest, 3),
          divided: show(scaled.largest, 3),
          norm: showNorm(plain.norm),
          normDivided: showNorm(scaled.norm),
        }),
      ),
    );
  }

  draw(widths.indexOf(64));
  figure.mount(columns(...panels.map(({ element }) => element)), stickySlider(wide), sentence);
}
