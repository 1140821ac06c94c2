const [WIDTH, HEIGHT, LEFT, TOP] = [340, 150, 44, 10];

// A grid of squares, a row for each layer; the more of its colour, the higher the score.
function scoreGrid(title, layers, heads, colour) {
  const side = Math.min(34, 250 / heads);
  const text = (x, y, content, anchor) => svg("text", { x, y, "text-anchor": anchor }, content);
  const cells = Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: heads }, (_, head) => ({
      square: svg("rect", {
        x: 66 + head * side,
        y: 24 + layer * (side + 6),
        width: side - 2,
        height: side,
        rx: 3,
        fill: colour,
        stroke: "var(--line)",
      }),
    })),
  );
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${30 + layers * (side + 6)}`, role: "img" },
    ...Array.from({ length: heads }, (_, head) => text(65 + (head + 0.5) * side, 16, head, "middle")),
    ...Array.from({ length: layers }, (_, layer) =>
      text(0, 24 + layer * (side + 6) + side / 2 + 5, say("layer {layer}", { layer }), "start"),
    ),
    ...cells.flat().map(({ square }) => square),
  );
  const best = html("span", {});
  return {
    element: html("div", {}, html("b", {}, title), drawing, html("div", { class: "note" }, best)),
    draw(scores) {
      scores.forEach((row, layer) =>
        row.forEach((score, head) => place(cells[layer][head].square, { "fill-opacity": score }, [])),
      );
      const highest = Math.max(...scores.flat());
      const layer = scores.findIndex((row) => row.includes(highest));
      best.textContent = say("highest: {score}, layer {layer}, head {head}", {
        score: show(highest),
        layer,
        head: scores[layer].indexOf(highest),
      });
      drawing.setAttribute("aria-label", `${title}, ${best.textContent}`);
    },
  };
}

function start(figure) {
  const { steps, losses, previous, induction, name } = figure.data;
  let { at } = figure.data;
  const [layers, heads] = [previous[0].length, previous[0][0].length];
  const highest = Math.max(...losses, 1e-9);
  const across = (step) => LEFT + ((step - steps[0]) / (steps.at(-1) - steps[0])) * (WIDTH - LEFT - 8);
  const up = (loss) => TOP + (1 - loss / highest) * (HEIGHT - TOP - 24);
  const mark = svg("line", { y1: TOP, y2: HEIGHT - 24, stroke: "var(--ink)", "stroke-dasharray": "3 3" });
  const dot = svg("circle", { r: 5, fill: "var(--ink)" });
  const text = (x, y, content, anchor) => svg("text", { x, y, "text-anchor": anchor }, content);
  const curve = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", style: "max-width:420px" },
    ...[0, highest].flatMap((loss) => [
      svg("line", { class: "guide", x1: LEFT, x2: WIDTH - 8, y1: up(loss), y2: up(loss) }),
      text(LEFT - 6, up(loss) + 5, show(loss, 1), "end"),
    ]),
    text(LEFT, HEIGHT - 4, steps[0], "start"),
    text(WIDTH - 8, HEIGHT - 4, steps.at(-1), "end"),
    text((LEFT + WIDTH) / 2, HEIGHT - 4, say("steps"), "middle"),
    svg("polyline", {
      points: steps.map((step, which) => `${across(step)},${up(losses[which])}`).join(" "),
      fill: "none",
      stroke: "var(--bar)",
      "stroke-width": 2,
    }),
    mark,
    dot,
  );
  const slider = html("input", {
    type: "range",
    min: 0,
    max: steps.length - 1,
    step: 1,
    "aria-label": say("Step"),
    autocomplete: "off",
  });
  slider.addEventListener("input", () => {
    at = slider.valueAsNumber;
    draw();
  });
  const grids = [
    [previous, scoreGrid(say("looks at the word before"), layers, heads, "var(--x)")],
    [induction, scoreGrid(say("looks at what came after the same word"), layers, heads, "var(--y)")],
  ];
  const sentence = html("p", { class: "verdict" });

  function draw() {
    slider.value = at;
    slider.setAttribute("aria-valuetext", say("step {step}", { step: steps[at] }));
    place(mark, { x1: across(steps[at]), x2: across(steps[at]) }, []);
    place(dot, { cx: across(steps[at]), cy: up(losses[at]) }, []);
    for (const [scores, grid] of grids) grid.draw(scores[at]);
    const said = say("After {step} steps the {name} is {loss}.", { step: steps[at], name, loss: show(losses[at], 3) });
    sentence.textContent = said;
    curve.setAttribute(
      "aria-label",
      say("The {name} over {steps} steps, from {first} to {last}", {
        name,
        steps: steps.at(-1),
        first: show(losses[0], 2),
        last: show(losses.at(-1), 2),
      }),
    );
    figure.publish(
      { step: steps[at], loss: losses[at], previous: previous[at], induction: induction[at] },
      together(
        said,
        ...[previous, induction].map((scores) =>
          say("Highest score: {score}.", { score: show(Math.max(...scores[at].flat())) }),
        ),
      ),
    );
  }

  draw();
  figure.mount(
    html("label", {}, html("span", {}, say("step")), slider),
    sentence,
    curve,
    html("div", { class: "columns", style: "margin-top:8px" }, ...grids.map(([, grid]) => grid.element)),
  );
}
