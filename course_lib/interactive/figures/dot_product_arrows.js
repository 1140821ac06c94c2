const SCALE = 40; // units of the drawing per unit of the grid

function measure(x, y) {
  const products = [x[0] * y[0], x[1] * y[1]];
  const dot = sum(products);
  const lengths = [Math.hypot(...x), Math.hypot(...y)];
  const square = x[0] * x[0] + x[1] * x[1];
  const directed = lengths[0] > 0 && lengths[1] > 0;
  return {
    x,
    y,
    products,
    dot,
    lengths,
    square,
    cosine: directed ? clamp(dot / (lengths[0] * lengths[1]), -1, 1) : null,
    // From the cosine alone a small angle would lose half its digits.
    angle: directed ? (Math.abs(Math.atan2(x[0] * y[1] - x[1] * y[0], dot)) * 180) / Math.PI : null,
    projection: lengths[0] > 0 ? dot / lengths[0] : null,
    foot: lengths[0] > 0 ? x.map((component) => (component * dot) / square) : null,
  };
}

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

// In the drawing's units, y upwards.
const spot = ([a, b]) => [a * SCALE, -b * SCALE];

function grid(limit) {
  const parts = [];
  for (let at = -limit; at <= limit; at++) {
    const end = limit * SCALE;
    const look = { class: "guide", "stroke-width": at ? 1 : 3 };
    parts.push(svg("line", { x1: at * SCALE, x2: at * SCALE, y1: -end, y2: end, ...look }));
    parts.push(svg("line", { y1: at * SCALE, y2: at * SCALE, x1: -end, x2: end, ...look }));
    if (at % 2 || !at) continue;
    parts.push(svg("text", { x: at * SCALE, y: 19, "text-anchor": "middle" }, show(at, 0)));
    parts.push(svg("text", { x: -7, y: -at * SCALE + 6, "text-anchor": "end" }, show(at, 0)));
  }
  return svg("g", {}, ...parts);
}

function arrow(name) {
  const line = svg("line", { x1: 0, y1: 0, "stroke-width": 4, stroke: `var(--${name})` });
  const head = svg("polygon", { class: name });
  const ring = svg("circle", { r: 13, class: name, "fill-opacity": 0.15, stroke: `var(--${name})` });
  // Larger than the ring: at phone width still 24 pixels across.
  const handle = svg("circle", { r: 18, fill: "transparent", class: "handle", "data-tip": name, style: "cursor:grab" });
  const label = svg(
    "text",
    {
      class: name,
      "text-anchor": "middle",
      style: `font-size:22px;font-weight:bold;paint-order:stroke;stroke:var(--paper);stroke-width:5px`,
    },
    name,
  );
  return {
    parts: [line, head, ring, label],
    handle,
    // The label stands beyond the tip, turned away from the other arrow.
    move(vector, other) {
      const [px, py] = spot(vector);
      const towards = Math.atan2(py, px);
      const side = vector[0] * other[1] - vector[1] * other[0];
      const turn = towards + (side > 0 || (side === 0 && name === "x") ? 0.9 : -0.9);
      const back = (distance, angle) => [px - distance * Math.cos(angle), py - distance * Math.sin(angle)];
      const long = Math.hypot(px, py) > 14;
      place(line, { x2: long ? back(10, towards)[0] : px, y2: long ? back(10, towards)[1] : py }, []);
      place(head, { points: long ? [[px, py], back(18, towards - 0.45), back(18, towards + 0.45)].join(" ") : "" }, []);
      for (const circle of [ring, handle]) place(circle, { cx: px, cy: py }, []);
      place(label, { x: px + 28 * Math.cos(turn), y: py + 28 * Math.sin(turn) + 7 }, []);
    },
  };
}

function start(figure) {
  const { x, y, limit } = figure.data;
  const state = { x, y };
  const arrows = { x: arrow("x"), y: arrow("y") };
  const shadow = svg("line", { x1: 0, y1: 0, "stroke-width": 13, stroke: "var(--y)", "stroke-opacity": 0.4 });
  const drop = svg("line", { "stroke-width": 2, stroke: "var(--y)", "stroke-dasharray": "6 5" });
  const half = limit * SCALE + 36;
  const plane = svg(
    "svg",
    { viewBox: `${-half} ${-half} ${2 * half} ${2 * half}`, role: "img" },
    grid(limit),
    shadow,
    drop,
    ...arrows.x.parts,
    ...arrows.y.parts,
    arrows.x.handle,
    arrows.y.handle,
  );

  const fields = ["x", "y"].map((name) =>
    [0, 1].map((axis) =>
      figure.numberField({
        name: name + "₁₂"[axis],
        label: html("span", { class: name }, name + "₁₂"[axis]),
        min: -limit,
        max: limit,
        step: 0.1,
        leap: 1,
        keep: () => state[name][axis],
        onValue: (value) =>
          change(
            name,
            state[name].map((old, at) => (at === axis ? value : old)),
          ),
      }),
    ),
  );
  const products = [readout("x₁ · y₁"), readout("x₂ · y₂"), readout(html("b", {}, say("x · y, their sum")))];
  const others = ["x · x", say("length of x"), say("length of y"), say("cosine"), say("angle")].map((name) =>
    readout(name),
  );
  others.push(
    readout(
      html("span", {
        style: "display:inline-block;width:26px;height:11px;margin-right:8px;background:var(--y);opacity:.4",
      }),
      say("projection of y onto x"),
    ),
  );
  const sentence = html("p", { class: "verdict" });

  for (const name of ["x", "y"]) {
    draggable(arrows[name].handle, (event) => {
      const box = plane.getBoundingClientRect();
      const units = (2 * half) / SCALE / box.width;
      const at = [event.clientX - box.left - box.width / 2, box.top + box.height / 2 - event.clientY];
      change(
        name,
        at.map((pixels) => clamp(Number((pixels * units).toFixed(1)) + 0, -limit, limit)),
      );
    });
  }

  function change(name, vector) {
    state[name] = vector;
    draw();
  }

  function draw() {
    const values = measure(state.x, state.y);
    const { dot, lengths, cosine, angle, foot } = values;
    arrows.x.move(state.x, state.y);
    arrows.y.move(state.y, state.x);
    const [fx, fy] = spot(foot || [0, 0]);
    const [yx, yy] = spot(state.y);
    place(shadow, { x2: fx, y2: fy }, []);
    place(drop, { x1: foot ? yx : 0, y1: foot ? yy : 0, x2: fx, y2: fy }, []);
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
    plane.setAttribute(
      "aria-label",
      say("Arrows x ({x}) and y ({y}); {summary}", { x: components(state.x), y: components(state.y), summary }),
    );
    figure.publish(values, summary);
  }

  draw();
  const rows = (list) => list.map(({ row }) => row);
  figure.mount(
    sentence,
    html(
      "div",
      { class: "columns" },
      plane,
      html(
        "div",
        {},
        html(
          "div",
          { style: "display:grid;grid-template-columns:1fr 1fr;gap:8px 16px" },
          ...fields.flat().map((field) => field.element),
        ),
        html("dl", {}, ...rows(products)),
        html("dl", {}, ...rows(others)),
      ),
    ),
  );
}
