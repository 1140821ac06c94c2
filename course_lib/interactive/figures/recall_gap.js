const WIDTH = 330;
const MIDDLE = 78; // height of the row of tokens
const [LEFT, RIGHT, TOP, FLOOR] = [50, 322, 28, 150]; // where the curves of a chart lie
const LOOKS = [
  { colour: "var(--x)", dashes: "none" },
  { colour: "var(--y)", dashes: "8 4" },
  { colour: "light-dark(#00795f, #3cc49c)", dashes: "2 4" },
  { colour: "light-dark(#9b3d8c, #e29ad4)", dashes: "9 3 2 3" },
  { colour: "var(--bar)", dashes: "14 3" },
  { colour: "light-dark(#5f5a50, #b5ada0)", dashes: "3 3" },
];

const pen = ({ colour, dashes }) => ({
  style: `stroke:${colour}`,
  fill: "none",
  "stroke-width": 2.5,
  "stroke-dasharray": dashes,
});
const text = (x, y, content, anchor = "start") => svg("text", { x, y, "text-anchor": anchor }, content);
const raised = (power) =>
  String(power)
    .replace("-", "⁻")
    .replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]);

function scientific(value, write = (digits, power) => `${digits} · 10${raised(power)}`) {
  const [digits, power] = value.toExponential(1).split("e");
  return value ? write(digits, Number(power)) : "0";
}

const spoken = (digits, power) => say("{digits} times 10 to the power {power}", { digits, power: show(power, 0) });

// Token A, the gap, the query; one arc for the models that jump, one hop a token for those that step.
function tokenRow(models) {
  const jumper = models.findIndex(({ direct }) => direct);
  const stepping = models.some(({ direct }) => !direct);
  const between = svg("path", { stroke: "var(--soft)", "stroke-linecap": "round" });
  const hops = svg("path", { fill: "none", stroke: "var(--ink)", "stroke-width": 1.5 });
  const jump = svg("path", pen(LOOKS[Math.max(jumper, 0)]));
  const end = (letter) =>
    svg(
      "g",
      {},
      svg("rect", {
        x: -13,
        y: MIDDLE - 14,
        width: 26,
        height: 28,
        rx: 4,
        fill: "var(--paper)",
        stroke: "var(--ink)",
        "stroke-width": 2,
      }),
      svg("text", { class: "number", y: MIDDLE + 6, "text-anchor": "middle" }, letter),
    );
  const query = end("?");
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${MIDDLE + 36}`, role: "img" },
    jump,
    hops,
    between,
    place(end("A"), { transform: "translate(16)" }, []),
    query,
  );
  return {
    drawing,
    draw(gap, said) {
      const step = Math.min(34, 249 / Math.max(gap - 1, 1));
      const inner = Array.from({ length: gap }, (_, at) => 42 + at * step);
      const last = gap ? inner[gap - 1] + 26 : 56;
      const stops = [16, ...inner, last];
      const [high, low] = [MIDDLE - 18, MIDDLE + 18];
      const peak = 50 - last / 5;
      const hop = (to, at) => `M${stops[at]} ${low}Q${(to + stops[at]) / 2} ${low + 26} ${to} ${low}`;
      place(query, { transform: `translate(${last})` }, []);
      place(
        between,
        { d: inner.map((x) => `M${x} ${MIDDLE}h0`).join(""), "stroke-width": Math.min(14, step * 0.6) },
        [],
      );
      place(hops, { d: stepping ? stops.slice(1).map(hop).join("") : "" }, []);
      place(jump, { d: jumper < 0 ? "" : `M16 ${high}C16 ${peak} ${last} ${peak} ${last} ${high}` }, []);
      drawing.setAttribute("aria-label", together(say("Token A, a gap of {gap}, then the query.", { gap }), said));
    },
  };
}

// Curves over the gaps; `height` takes a value to 0 … 1, or to null where it cannot be drawn.
function chart(title, gaps, models, curve, height, ticks, guide) {
  const across = (gap) => LEFT + ((gap - gaps[0]) / (gaps[gaps.length - 1] - gaps[0])) * (RIGHT - LEFT);
  const level = (share) => FLOOR - share * (FLOOR - TOP);
  const points = models.map((model) =>
    model[curve].map((value, at) => (height(value) === null ? null : [across(gaps[at]), level(height(value))])),
  );
  const path = (list) => list.map((point, at) => (point ? (list[at - 1] ? "L" : "M") + point.join(" ") : "")).join("");
  const dots = models.map((_, at) =>
    svg("circle", { r: 5, style: `fill:${LOOKS[at].colour}`, stroke: "var(--paper)" }),
  );
  const marker = svg("line", { y1: TOP - 6, y2: FLOOR, stroke: "var(--ink)", "stroke-width": 1.5 });
  const chosen = svg("text", { class: "number", y: FLOOR + 20, "text-anchor": "middle" });
  const ends = [gaps[0], gaps[gaps.length - 1]].map((gap) =>
    text(across(gap), FLOOR + 20, gap, gap === gaps[0] ? "middle" : "end"),
  );
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${FLOOR + 28}`, role: "img" },
    text(0, 14, title),
    ...ticks.flatMap(([share, label]) => [
      text(LEFT - 8, level(share) + 5, label, "end"),
      svg("line", { class: "guide", x1: LEFT, x2: RIGHT, y1: level(share), y2: level(share) }),
    ]),
    ...(guide === null
      ? []
      : [
          svg("line", {
            x1: LEFT,
            x2: RIGHT,
            y1: level(guide),
            y2: level(guide),
            stroke: "var(--ink)",
            "stroke-dasharray": "3 4",
          }),
        ]),
    marker,
    ...points.map((list, at) => svg("path", { d: path(list), ...pen(LOOKS[at]) })),
    ...dots,
    ...ends,
    chosen,
  );
  return {
    drawing,
    draw(at, said) {
      const x = across(gaps[at]);
      place(marker, { x1: x, x2: x }, []);
      place(chosen, { x: Math.min(x, WIDTH - 36) }, []);
      chosen.textContent = say("gap {gap}", { gap: gaps[at] });
      // The ends of the axis give way to the chosen gap.
      ends.forEach((label) =>
        place(label, { visibility: Math.abs(label.getAttribute("x") - x) < 66 ? "hidden" : "visible" }, []),
      );
      dots.forEach((dot, model) => {
        const point = points[model][at];
        place(
          dot,
          { visibility: point ? "visible" : "hidden", cx: point ? point[0] : 0, cy: point ? point[1] : 0 },
          [],
        );
      });
      drawing.setAttribute(
        "aria-label",
        say("{title} over the gap. At gap {gap}: {values}.", { title, gap: gaps[at], values: said }),
      );
    },
  };
}

// Powers of ten from below the smallest gradient to above the largest, four lines at most between them.
function logarithmic(values) {
  const powers = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(Math.min(...powers));
  const high = Math.max(Math.ceil(Math.max(...powers)), low + 1);
  const step = Math.ceil((high - low) / 4);
  const height = (value) => (value > 0 ? (Math.log10(value) - low) / (high - low) : null);
  const ticks = [];
  for (let power = high; power >= low; power -= step) ticks.push([(power - low) / (high - low), "10" + raised(power)]);
  return { height, ticks };
}

function start(figure) {
  const { gaps, models, chance } = figure.data;
  const slider = html("input", { type: "range", min: 0, max: gaps.length - 1, step: 1, value: gaps.length >> 1 });
  const chosen = html("b", { style: "min-width:5.5em;white-space:nowrap;font-variant-numeric:tabular-nums" });
  const row = tokenRow(models);
  const { height, ticks } = logarithmic(models.flatMap(({ gradient }) => gradient));
  const charts = [
    chart(
      say("accuracy"),
      gaps,
      models,
      "accuracy",
      (share) => share,
      [
        [0, "0"],
        [0.5, "0.5"],
        [1, "1"],
      ],
      chance,
    ),
    chart(say("gradient at token A"), gaps, models, "gradient", height, ticks, null),
  ];
  const right = { style: "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap" };
  const lines = models.map(({ name }, at) => {
    const bar = svg("rect", { height: "100%", style: `fill:${LOOKS[at].colour}` });
    // Dashes on a line of paper: seen on the bar and beside it.
    const guess = (chance === null ? [] : ["paper", "ink"]).map((colour) =>
      svg("line", {
        x1: chance * 100 + "%",
        x2: chance * 100 + "%",
        y2: "100%",
        "stroke-width": colour === "ink" ? 2 : 4,
        stroke: `var(--${colour})`,
        "stroke-dasharray": colour === "ink" ? "4 4" : "none",
      }),
    );
    const swatch = svg(
      "svg",
      { style: "flex:none;width:22px;height:4px", "aria-hidden": "true" },
      svg("line", { x2: 22, y1: 2, y2: 2, ...pen(LOOKS[at]) }),
    );
    const [share, norm] = [html("span", right), html("span", right)];
    const track = svg("svg", { class: "track", style: "height:24px", "aria-hidden": "true" }, bar, ...guess);
    return {
      bar,
      share,
      norm,
      cells: [
        html(
          "span",
          { style: "display:flex;align-items:center;gap:6px;overflow-wrap:anywhere" },
          swatch,
          html("span", {}, name),
        ),
        track,
        share,
        norm,
      ],
    };
  });
  const pathOf = (direct, gap) => {
    const names = models
      .filter((model) => model.direct === direct)
      .map(({ name }) => name)
      .join(", ");
    if (!names) return "";
    return direct || !gap
      ? say("{names}: 1 step.", { names })
      : say("{names}: {count} steps.", { names, count: gap + 1 });
  };
  const jumps = html("div", {});
  const hops = html("div", {});

  function draw() {
    const at = slider.valueAsNumber;
    const gap = gaps[at];
    const values = models.map((model) => ({
      name: model.name,
      accuracy: model.accuracy[at],
      gradient: model.gradient[at],
      steps: model.direct ? 1 : gap + 1,
    }));
    jumps.textContent = pathOf(true, gap);
    hops.textContent = pathOf(false, gap);
    const paths = together(pathOf(true, gap), pathOf(false, gap));
    row.draw(gap, paths);
    const said = [
      values.map(({ name, accuracy }) => `${name} ${show(accuracy)}`),
      values.map(({ name, gradient }) => `${name} ${scientific(gradient, spoken)}`),
    ].map((list) => list.join(", "));
    charts.forEach((drawn, which) => drawn.draw(at, said[which]));
    values.forEach(({ accuracy, gradient }, which) => {
      place(lines[which].bar, { width: accuracy * 100 + "%" }, []);
      lines[which].share.textContent = show(accuracy);
      lines[which].norm.textContent = scientific(gradient);
    });
    chosen.textContent = say("gap {gap}", { gap });
    slider.setAttribute("aria-valuetext", chosen.textContent);
    figure.publish(
      { gap, models: values },
      together(
        say("Gap {gap}.", { gap }),
        paths,
        say("Accuracy: {accuracy}. Gradient: {gradient}.", { accuracy: said[0], gradient: said[1] }),
      ),
    );
  }

  slider.addEventListener("input", draw);
  draw();
  figure.mount(
    html(
      "div",
      { class: "columns" },
      html("div", {}, jumps, row.drawing, hops),
      html(
        "div",
        {
          style:
            "display:grid;grid-template-columns:fit-content(36%) minmax(56px,1fr) auto auto;gap:6px 8px;align-items:center",
        },
        html("span", { class: "note" }, say("model")),
        html(
          "span",
          { class: "note", style: "grid-column:2/4" },
          chance === null ? say("accuracy") : say("accuracy (dashed: guessing)"),
        ),
        html("span", { class: "note", style: "text-align:right" }, say("gradient")),
        ...lines.flatMap(({ cells }) => cells),
      ),
      ...charts.map(({ drawing }) => drawing),
    ),
    html(
      "label",
      { style: "position:sticky;bottom:0;padding:10px 0;background:var(--paper)" },
      chosen,
      html("span", { class: "spoken" }, say("between token A and the query")),
      slider,
    ),
  );
}
