const ROW = 78; // height of the row of tokens
const LOOKS = [
  { colour: "var(--x)" },
  { colour: "var(--y)", dashes: "8 4" },
  { colour: "light-dark(#00795f, #3cc49c)", dashes: "2 4" },
  { colour: "light-dark(#9b3d8c, #e29ad4)", dashes: "9 3 2 3" },
  { colour: "var(--bar)", dashes: "14 3" },
  { colour: "light-dark(#5f5a50, #b5ada0)", dashes: "3 3" },
];

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
        y: ROW - 14,
        width: 26,
        height: 28,
        rx: 4,
        fill: "var(--paper)",
        stroke: "var(--ink)",
        "stroke-width": 2,
      }),
      textAt(0, ROW + 6, letter, { class: "number", ...MIDDLE }),
    );
  const query = end("?");
  const drawing = svg(
    "svg",
    { viewBox: `0 0 330 ${ROW + 36}`, role: "img" },
    jump,
    hops,
    between,
    place(end("A"), { transform: "translate(16)" }),
    query,
  );
  return {
    drawing,
    draw(gap, said) {
      const step = Math.min(34, 249 / Math.max(gap - 1, 1));
      const inner = Array.from({ length: gap }, (_, at) => 42 + at * step);
      const last = gap ? inner[gap - 1] + 26 : 56;
      const stops = [16, ...inner, last];
      const [high, low] = [ROW - 18, ROW + 18];
      const peak = 50 - last / 5;
      const hop = (to, at) => `M${stops[at]} ${low}Q${(to + stops[at]) / 2} ${low + 26} ${to} ${low}`;
      place(query, { transform: `translate(${last})` });
      place(between, { d: inner.map((x) => `M${x} ${ROW}h0`).join(""), "stroke-width": Math.min(14, step * 0.6) });
      place(hops, { d: stepping ? stops.slice(1).map(hop).join("") : "" });
      place(jump, { d: jumper < 0 ? "" : `M16 ${high}C16 ${peak} ${last} ${peak} ${last} ${high}` });
      drawing.setAttribute("aria-label", together(say("Token A, a gap of {gap}, then the query.", { gap }), said));
    },
  };
}

// Curves over the gaps; `heightOf` takes a value to 0 … 1, or to null where it cannot be drawn.
function gapChart(title, gaps, curves, heightOf, levels, guide) {
  const ends = [gaps[0], gaps.at(-1)];
  const { drawing, across, level, mark } = chart({ places: ends, heights: [0, 1], levels, ticks: [], left: 50 });
  const floor = level(0);
  const points = curves.map((values) =>
    values.map((value, at) => (heightOf(value) === null ? null : [across(gaps[at]), level(heightOf(value))])),
  );
  const dots = curves.map((_, at) =>
    svg("circle", { r: 5, style: `fill:${LOOKS[at].colour}`, stroke: "var(--paper)" }),
  );
  const chosen = textAt(0, floor + 20, "", { class: "number", ...MIDDLE });
  const labels = ends.map((gap, at) => textAt(across(gap), floor + 20, gap, at ? END : MIDDLE));
  if (guide !== null) {
    const [y1, y2] = [level(guide), level(guide)];
    drawing.append(svg("line", { x1: 50, x2: 322, y1, y2, stroke: "var(--ink)", "stroke-dasharray": "3 4" }));
  }
  drawing.prepend(textAt(0, 14, title));
  drawing.append(
    ...points.map((list, at) => svg("path", { d: pathThrough(list), ...pen(LOOKS[at]) })),
    ...dots,
    ...labels,
    chosen,
  );
  return {
    drawing,
    draw(at, said) {
      const x = across(gaps[at]);
      mark(gaps[at]);
      place(chosen, { x: Math.min(x, 294) });
      chosen.textContent = say("gap {gap}", { gap: gaps[at] });
      // The ends of the axis give way to the chosen gap.
      for (const label of labels) label.style.visibility = Math.abs(label.getAttribute("x") - x) < 66 ? "hidden" : "";
      dots.forEach((dot, curve) => {
        const [cx, cy] = points[curve][at] ?? [0, 0];
        place(dot, { visibility: points[curve][at] ? "visible" : "hidden", cx, cy });
      });
      drawing.setAttribute(
        "aria-label",
        say("{title} over the gap. At gap {gap}: {values}.", { title, gap: gaps[at], values: said }),
      );
    },
  };
}

// A model: its line, its accuracy as a bar and as a number, its gradient.
function modelLine(name, look, chance) {
  // Dashes on a line of paper: seen on the bar and beside it.
  const guess = [
    [chance, { "stroke-width": 4, stroke: "var(--paper)" }],
    [chance, { "stroke-width": 2, "stroke-dasharray": "4 4" }],
  ];
  const { bar, track, write } = barTrack(chance === null ? [] : guess);
  bar.style.fill = look.colour;
  const [share, norm] = [html("span", { class: "digits" }), html("span", { class: "digits" })];
  return {
    cells: [html("span", { class: "model" }, swatch(look), html("span", {}, name)), track, share, norm],
    write(accuracy, gradient) {
      write(accuracy);
      share.textContent = show(accuracy);
      norm.textContent = scientific(gradient);
    },
  };
}

// How many steps lead from token A to the query, for the models that jump or for those that step.
function pathOf(models, direct, gap) {
  const names = models
    .filter((model) => model.direct === direct)
    .map(({ name }) => name)
    .join(", ");
  if (!names) return "";
  return direct || !gap
    ? say("{names}: 1 step.", { names })
    : say("{names}: {count} steps.", { names, count: gap + 1 });
}

function start(figure) {
  const { gaps, models, chance } = figure.data;
  const wide = slider(say("between token A and the query"), { min: 0, max: gaps.length - 1 }, draw);
  const row = tokenRow(models);
  const { heightOf, heightOfPower, ticks } = powersOfTen(models.flatMap(({ gradient }) => gradient));
  const of = (curve) => models.map((model) => model[curve]);
  const charts = [
    gapChart(
      say("accuracy"),
      gaps,
      of("accuracy"),
      (share) => share,
      [0, 0.5, 1].map((share) => [share, share]),
      chance,
    ),
    gapChart(
      say("gradient at the first token"),
      gaps,
      of("gradient"),
      heightOf,
      ticks.map((power) => [heightOfPower(power), "10" + raised(power)]),
      null,
    ),
  ];
  const lines = models.map(({ name }, at) => modelLine(name, LOOKS[at], chance));
  const [jumps, hops] = [html("div"), html("div")];

  function draw(at) {
    const gap = gaps[at];
    const values = models.map((model) => ({
      name: model.name,
      accuracy: model.accuracy[at],
      gradient: model.gradient[at],
      steps: model.direct ? 1 : gap + 1,
    }));
    [jumps.textContent, hops.textContent] = [pathOf(models, true, gap), pathOf(models, false, gap)];
    const paths = together(jumps.textContent, hops.textContent);
    row.draw(gap, paths);
    const said = [
      values.map(({ name, accuracy }) => `${name} ${show(accuracy)}`),
      values.map(({ name, gradient }) => `${name} ${scientific(gradient, spoken)}`),
    ].map((list) => list.join(", "));
    charts.forEach((drawn, which) => drawn.draw(at, said[which]));
    values.forEach(({ accuracy, gradient }, which) => lines[which].write(accuracy, gradient));
    wide.write(at, say("gap {gap}", { gap }));
    figure.publish(
      { gap, models: values },
      together(
        say("Gap {gap}.", { gap }),
        paths,
        say("Accuracy: {accuracy}. Gradient: {gradient}.", { accuracy: said[0], gradient: said[1] }),
      ),
    );
  }

  draw(gaps.length >> 1);
  const note = (words, look = {}) => html("span", { class: "note", ...look }, words);
  figure.mount(
    columns(
      html("div", {}, jumps, row.drawing, hops),
      html(
        "div",
        { class: "lines" },
        note(say("model")),
        note(chance === null ? say("accuracy") : say("accuracy (dashed: guessing)"), { style: "grid-column:2/4" }),
        note(say("gradient"), { class: "note digits" }),
        ...lines.flatMap(({ cells }) => cells),
      ),
      ...charts.map(({ drawing }) => drawing),
    ),
    stickySlider(wide),
  );
}
