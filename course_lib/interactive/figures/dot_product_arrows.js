function verdict({ dot, cosine, square }) {
  if (cosine === null) return say("A zero vector has no direction: the cosine is undefined, the dot product is 0.");
  if (Math.abs(dot) < 1e-9) return say("Perpendicular: the dot product is 0.");
  if (dot < 0) return say("More than 90° apart: the dot product is negative.");
  if (dot > square + 1e-9)
    return say(
      "Less than 90° apart, and x·y is larger than x·x: length counts too, so x is not “most similar” to itself.",
    );
  return say("Less than 90° apart: the dot product is positive.");
}

// The label stands beyond the tip, turned away from the other arrow.
function labelPlace(name, vector, other, [x, y]) {
  const side = vector[0] * other[1] - vector[1] * other[0];
  const turn = Math.atan2(y, x) + (side > 0 || (side === 0 && name === "x") ? 0.9 : -0.9);
  return { x: x + 28 * Math.cos(turn), y: y + 28 * Math.sin(turn) + 7 };
}

// An arrow with its name, a ring at its tip, and what takes hold of it.
function namedArrow(name, moved) {
  const colour = `var(--${name})`;
  const shaft = arrow({ stroke: colour, "stroke-width": 4 });
  const ring = svg("circle", { r: 13, class: name, "fill-opacity": 0.15, stroke: colour });
  const label = svg("text", { class: `${name} tip-name`, ...MIDDLE }, name);
  const tip = handle(name, moved);
  return {
    parts: [...shaft.parts, ring, label],
    tip,
    move(vector, other, spot) {
      shaft.pointTo(spot);
      for (const circle of [ring, tip]) place(circle, { cx: spot[0], cy: spot[1] });
      place(label, labelPlace(name, vector, other, spot));
    },
  };
}

function start(figure) {
  const { x, y, limit } = figure.data;
  const state = { x, y };
  const { numberField, problem } = numberFields();
  const { drawing, grid, spot, pointedAt } = plane(-limit, limit, 40, 36);
  const dragged = (name) => (event) =>
    change(
      name,
      pointedAt(event).map((component) => clamp(component, -limit, limit)),
    );
  const arrows = { x: namedArrow("x", dragged("x")), y: namedArrow("y", dragged("y")) };
  const shadow = svg("line", { "stroke-width": 13, stroke: "var(--y)", "stroke-opacity": 0.4 });
  const drop = svg("line", { "stroke-width": 2, stroke: "var(--y)", "stroke-dasharray": "6 5" });
  const tips = [arrows.x.tip, arrows.y.tip];
  place(drawing, { role: "img" }, grid, shadow, drop, ...arrows.x.parts, ...arrows.y.parts, ...tips);

  const fields = ["x", "y"].map((name) =>
    [0, 1].map((axis) =>
      numberField({
        name: name + "₁₂"[axis],
        label: html("span", { class: name }, name + "₁₂"[axis]),
        min: -limit,
        max: limit,
        step: 0.1,
        leap: 1,
        keep: () => state[name][axis],
        onValue: (value) => change(name, state[name].with(axis, value)),
      }),
    ),
  );
  const products = [readout("x₁ · y₁"), readout("x₂ · y₂"), readout(html("b", {}, say("x · y, their sum")))];
  const others = ["x · x", say("length of x"), say("length of y"), say("cosine"), say("angle")].map((name) =>
    readout(name),
  );
  others.push(readout(html("span", { class: "shadow" }), say("projection of y onto x")));
  const sentence = html("p", { class: "verdict" });

  function change(name, vector) {
    state[name] = vector;
    draw();
  }

  function draw() {
    const values = compare(state.x, state.y);
    const { dot, lengths, cosine, angle, foot } = values;
    arrows.x.move(state.x, state.y, spot(state.x));
    arrows.y.move(state.y, state.x, spot(state.y));
    const [fx, fy] = spot(foot || [0, 0]);
    const [yx, yy] = spot(foot ? state.y : [0, 0]);
    place(shadow, { x2: fx, y2: fy });
    place(drop, { x1: yx, y1: yy, x2: fx, y2: fy });
    fields.forEach((pair, row) => pair.forEach((field, axis) => field.write(state["xy"[row]][axis])));
    [...values.products, dot].forEach((value, at) => products[at].write(show(value)));
    const undefinedOr = (value, text) => (value === null ? say("undefined") : text(value));
    [
      show(values.square),
      show(lengths[0]),
      show(lengths[1]),
      undefinedOr(cosine, show),
      undefinedOr(angle, (value) => show(value, 1) + "°"),
      undefinedOr(values.projection, show),
    ].forEach((text, at) => others[at].write(text));
    const said = verdict(values);
    sentence.textContent = said;
    const numbers =
      cosine === null
        ? say("dot product {dot}, cosine undefined, angle undefined.", { dot: show(dot) })
        : say("dot product {dot}, cosine {cosine}, angle {angle} degrees.", {
            dot: show(dot),
            cosine: show(cosine),
            angle: show(angle, 0),
          });
    const summary = `${numbers} ${said}`;
    const components = (vector) => vector.map((value) => show(value, 1)).join(", ");
    drawing.setAttribute(
      "aria-label",
      say("Arrows x ({x}) and y ({y}); {summary}", { x: components(state.x), y: components(state.y), summary }),
    );
    figure.publish(values, summary);
  }

  draw();
  const pairs = html("div", { class: "pairs" }, ...fields.flat().map(({ element }) => element));
  // Nothing that changes its height stands above the plane, which would slip away under the finger.
  figure.mount(columns(drawing, html("div", {}, sentence, pairs, readouts(...products), readouts(...others))), problem);
}
