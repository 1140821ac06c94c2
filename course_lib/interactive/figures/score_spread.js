const WIDTH = 330;
const FLOOR = 206; // where the bars stand
const LARGEST_NORM = 0.5; // reached by two equal weights of a half

function standardDeviation(values) {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
}

// The Frobenius norm of diag(p) − ppᵀ. 1 − p is the sum of the others: exact even where p is nearly 1.
function jacobianNorm(weights) {
  const squares = weights.flatMap((p, row) =>
    weights.map((other, column) => {
      const rest = sum(weights.filter((_, at) => at !== row));
      return (p * (row === column ? rest : other)) ** 2;
    }),
  );
  return Math.sqrt(sum(squares));
}

// Three significant digits, as a power of ten where that is shorter.
function showNorm(value) {
  if (value >= 0.001) return value.toPrecision(3);
  const [digits, power] = value.toExponential(1).split("e-");
  const raised = [...power].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("");
  return value ? `${digits} · 10⁻${raised}` : "0";
}

const measure = (scores) => {
  const weights = softmax(scores);
  return {
    scores,
    weights,
    spread: standardDeviation(scores),
    largest: Math.max(...weights),
    norm: jacobianNorm(weights),
  };
};

const text = (x, y, content, look = {}) => svg("text", { x, y, ...look }, content);
const widthSign = () => html("span", {}, "d", html("sub", {}, "k"));

// One of the two panels: dots on an axis, bars, and three numbers.
function panel(title, count, limit) {
  // Stretched around 0, so that scores near 1 and near 100 can both be told apart.
  const across = (score) => WIDTH / 2 + (Math.asinh(score) / Math.asinh(limit)) * (WIDTH / 2 - 22);
  const ticks = [-100, -10, -1, 0, 1, 10, 100].filter((tick) => Math.abs(tick) <= limit);
  const band = svg("rect", { y: 24, height: 36, rx: 4, class: "bar", "fill-opacity": 0.25 });
  const dots = Array.from({ length: count }, (_, at) =>
    svg("circle", { r: 5, cy: 42 + ((at % 5) - 2) * 6, class: "bar", stroke: "var(--paper)" }),
  );
  const slot = (WIDTH - 40) / count;
  const bars = Array.from({ length: count }, (_, at) =>
    svg("rect", { class: "bar", x: 40 + at * slot + slot * 0.1, width: slot * 0.8 }),
  );
  const level = (share) => FLOOR - share * 72;
  const middle = { "text-anchor": "middle" };
  const end = { "text-anchor": "end" };
  const spread = text(WIDTH, 14, "", { class: "number", ...end });
  const largest = text(WIDTH, 114, "", { class: "number", ...end });
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${FLOOR + 8}`, role: "img" },
    text(0, 14, say("scores of the keys")),
    spread,
    band,
    svg("line", { class: "guide", x1: 0, x2: WIDTH, y1: 66, y2: 66, "stroke-width": 2 }),
    ...ticks.flatMap((tick) => [
      svg("line", { class: "guide", x1: across(tick), x2: across(tick), y1: 62, y2: 70, "stroke-width": 2 }),
      text(across(tick), 86, show(tick, 0), middle),
    ]),
    ...dots,
    text(0, 114, say("their softmax weights")),
    largest,
    ...[0, 1].flatMap((share) => [
      text(32, level(share) + 6, share, end),
      svg("line", { class: "guide", x1: 40, x2: WIDTH, y1: level(share), y2: level(share) }),
    ]),
    ...bars,
    svg("line", {
      x1: 40,
      x2: WIDTH,
      y1: level(1 / count),
      y2: level(1 / count),
      stroke: "var(--ink)",
      "stroke-dasharray": "3 4",
    }),
  );
  const norm = readout(say("size of the Jacobian"));
  const gauge = svg("rect", { class: "bar", height: "100%" });
  return {
    element: html(
      "div",
      {},
      html("b", { style: "display:block;margin-bottom:6px" }, ...title),
      drawing,
      html("dl", { style: "margin:4px 0 2px" }, norm.row),
      svg("svg", { class: "track", style: "height:12px", "aria-hidden": "true" }, gauge),
    ),
    draw(values) {
      const mean = sum(values.scores) / count;
      const [low, high] = [across(mean - values.spread), across(mean + values.spread)];
      place(band, { x: low, width: high - low }, []);
      values.scores.forEach((score, at) => place(dots[at], { cx: across(score) }, []));
      values.weights.forEach((weight, at) => place(bars[at], { y: level(weight), height: FLOOR - level(weight) }, []));
      place(gauge, { width: (100 * values.norm) / LARGEST_NORM + "%" }, []);
      spread.textContent = say("spread {spread}", { spread: show(values.spread) });
      largest.textContent = say("largest {weight}", {
        weight: values.largest > 0.9995 ? "> 0.999" : show(values.largest, 3),
      });
      norm.write(showNorm(values.norm));
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
  const slider = html("input", { type: "range", min: 0, max: widths.length - 1, step: 1, value: widths.indexOf(64) });
  const chosen = html("b", { style: "min-width:6em;font-variant-numeric:tabular-nums" });
  const sentence = html("p", { class: "verdict" });

  function draw() {
    const width = widths[slider.valueAsNumber];
    const row = scores[slider.valueAsNumber];
    const root = Math.sqrt(width);
    const [plain, scaled] = [measure(row), measure(row.map((score) => score / root))];
    panels[0].draw(plain);
    panels[1].draw(scaled);
    chosen.replaceChildren(widthSign(), ` = ${width}`);
    slider.setAttribute("aria-valuetext", `d_k = ${width}`);
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

  slider.addEventListener("input", draw);
  draw();
  // On a phone the slider stays at the lower edge of the screen while the panels scroll.
  figure.mount(
    html("div", { class: "columns" }, ...panels.map(({ element }) => element)),
    html(
      "label",
      { style: "position:sticky;bottom:0;padding:10px 0;background:var(--paper)" },
      chosen,
      html("span", { class: "spoken" }, say("width of query and keys")),
      slider,
    ),
    sentence,
  );
}
