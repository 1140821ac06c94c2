const [LEFT, TOP] = [66, 24]; // of the squares

// A grid of squares, a row for each layer; the more of its colour, the higher the score.
function scoreGrid(title, layers, heads, colour) {
  const side = Math.min(34, 250 / heads);
  const squares = Array.from({ length: layers }, (_, layer) =>
    Array.from({ length: heads }, (_, head) =>
      svg("rect", {
        x: LEFT + head * side,
        y: TOP + layer * (side + 6),
        width: side - 2,
        height: side,
        rx: 3,
        fill: colour,
        stroke: "var(--line)",
      }),
    ),
  );
  const drawing = svg(
    "svg",
    { viewBox: `0 0 340 ${TOP + 6 + layers * (side + 6)}`, role: "img" },
    ...squares[0].map((_, head) => textAt(LEFT - 1 + (head + 0.5) * side, 16, head, MIDDLE)),
    ...squares.map((_, layer) => textAt(0, TOP + 5 + layer * (side + 6) + side / 2, say("layer {layer}", { layer }))),
    ...squares.flat(),
  );
  const best = html("div", { class: "note" });
  return {
    element: html("div", {}, html("b", {}, title), drawing, best),
    draw(scores) {
      scores.forEach((row, layer) =>
        row.forEach((score, head) => place(squares[layer][head], { "fill-opacity": score })),
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

// The loss over the steps, with a dot at the chosen one.
function lossCurve(steps, losses, name) {
  const highest = Math.max(...losses, 1e-9);
  const last = steps.at(-1);
  const { drawing, across, level, mark } = chart({
    places: [steps[0], last],
    heights: [0, highest],
    levels: [0, highest].map((loss) => [loss, show(loss, 1)]),
    ticks: [
      [steps[0], steps[0], {}],
      [(steps[0] + last) / 2, say("steps")],
      [last, last, END],
    ],
    top: 10,
    floor: 126,
  });
  const dot = svg("circle", { r: 5, fill: "var(--ink)" });
  const points = steps.map((step, at) => [across(step), level(losses[at])]);
  drawing.append(svg("path", { d: pathThrough(points), ...pen({ colour: "var(--bar)", width: 2 }) }), dot);
  drawing.setAttribute(
    "aria-label",
    say("The {name} over {steps} steps, from {first} to {last}", {
      name,
      steps: last,
      first: show(losses[0], 2),
      last: show(losses.at(-1), 2),
    }),
  );
  return {
    drawing,
    draw(at) {
      mark(steps[at]);
      place(dot, { cx: points[at][0], cy: points[at][1] });
    },
  };
}

function start(figure) {
  const { steps, losses, previous, induction, name, at: first } = figure.data;
  const [layers, heads] = [previous[0].length, previous[0][0].length];
  const curve = lossCurve(steps, losses, name);
  const walk = slider(say("Step"), { min: 0, max: steps.length - 1 }, draw);
  const grids = [
    [previous, scoreGrid(say("looks at the word before"), layers, heads, "var(--x)")],
    [induction, scoreGrid(say("looks at what came after the same word"), layers, heads, "var(--y)")],
  ];
  const sentence = html("p", { class: "verdict" });

  function draw(at) {
    walk.write(at, steps[at], say("step {step}", { step: steps[at] }));
    curve.draw(at);
    for (const [scores, grid] of grids) grid.draw(scores[at]);
    const said = say("After {step} steps the {name} is {loss}.", { step: steps[at], name, loss: show(losses[at], 3) });
    sentence.textContent = said;
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

  draw(first);
  figure.mount(walk.element, sentence, curve.drawing, columns(...grids.map(([, grid]) => grid.element)));
}
