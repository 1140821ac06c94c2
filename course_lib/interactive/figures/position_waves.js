const WIDTH = 330;
const [LEFT, RIGHT, TOP, FLOOR] = [38, 322, 32, 142]; // where the curves of a chart lie
const RADIUS = 74; // of the clock

const text = (x, y, content, look = {}) => svg("text", { x, y, ...look }, content);
const stroke = (name, width = 2.5) => ({ stroke: `var(--${name})`, "stroke-width": width, fill: "none" });
const path = (points) => "M" + points.map((point) => point.join(" ")).join("L");
const rounded = (count) => show(count, count < 100 ? 1 : 0);

// A frame with levels to read and a line that marks a place.
function chart(last, low, high, marks, ...drawn) {
  const across = (at) => LEFT + (at / last) * (RIGHT - LEFT);
  const level = (value) => FLOOR - ((value - low) / (high - low)) * (FLOOR - TOP);
  const marker = svg("line", { y1: TOP - 6, y2: FLOOR, ...stroke("ink", 1.5) });
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${FLOOR + 26}`, role: "img" },
    ...marks.flatMap((mark) => [
      text(LEFT - 8, level(mark) + 5, show(mark, 0), { "text-anchor": "end" }),
      svg("line", { class: "guide", x1: LEFT, x2: RIGHT, y1: level(mark), y2: level(mark) }),
    ]),
    ...[0, 20, 40, 60].map((at) => text(across(at), FLOOR + 20, at, { "text-anchor": "middle" })),
    marker,
    ...drawn,
  );
  return { drawing, across, level, mark: (at) => place(marker, { x1: across(at), x2: across(at) }, []) };
}

// The pair as a hand: at place 0 it points up; its tip is as far to the right as the sine, as high as the cosine.
function clock() {
  const [x, y] = [WIDTH / 2, RADIUS + 26];
  const hand = svg("line", { x1: x, y1: y, ...stroke("ink", 4), "stroke-linecap": "round" });
  const [right, up] = [svg("path", stroke("x", 3)), svg("path", { ...stroke("y", 3), "stroke-dasharray": "6 4" })];
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${y + RADIUS + 6}`, role: "img" },
    svg("circle", { cx: x, cy: y, r: RADIUS, ...stroke("line", 2) }),
    text(x, 16, say("place 0 points up"), { "text-anchor": "middle" }),
    right,
    up,
    hand,
  );
  return {
    drawing,
    draw(sine, cosine, degrees) {
      const [tip, height] = [x + sine * RADIUS, y - cosine * RADIUS];
      place(hand, { x2: tip, y2: height }, []);
      place(up, { d: `M${x} ${y}V${height}` }, []);
      place(right, { d: `M${x} ${height}H${tip}` }, []);
      drawing.setAttribute("aria-label", say("Clock face. The hand stands at {degrees} degrees.", { degrees }));
    },
  };
}

function slider(name, max, value, draw) {
  const input = html("input", { type: "range", min: 0, max, step: 1, value });
  const shown = html("b", { style: "min-width:1.6em;text-align:right;font-variant-numeric:tabular-nums" });
  input.addEventListener("input", draw);
  const element = html(
    "div",
    { style: "display:flex;align-items:center;gap:8px" },
    html("label", { style: "flex:1" }, html("span", { style: "min-width:4em" }, name), input),
    shown,
  );
  return {
    element,
    read: () => input.valueAsNumber,
    tell(words) {
      shown.textContent = input.value;
      input.setAttribute("aria-valuetext", words);
    },
  };
}

function howFar(distance) {
  if (distance < 2) return distance ? say("1 place away") : say("with itself");
  return say("{count} places away", { count: distance });
}

function start(figure) {
  const { width, last } = figure.data;
  const pairs = width / 2;
  const turns = Array.from({ length: pairs }, (_, pair) => 10000 ** ((2 * pair) / width)); // places for an angle of 1
  const vector = (at) => turns.flatMap((slow) => [Math.sin(at / slow), Math.cos(at / slow)]);
  const vectors = Array.from({ length: last + 1 }, (_, at) => vector(at));
  const dot = (a, b) => sum(a.map((component, at) => component * b[at]));
  const lowest = Math.min(0, ...vectors.map((other) => dot(vectors[0], other)));

  const [sineLine, cosineLine] = [svg("path", stroke("x")), svg("path", { ...stroke("y"), "stroke-dasharray": "8 4" })];
  const dots = ["x", "y"].map((name) =>
    svg("circle", { r: 6, class: name, stroke: "var(--paper)", "stroke-width": 1.5 }),
  );
  const names = [
    text(LEFT, 14, say("sine"), { class: "x" }),
    text(LEFT + 56, 14, say("cosine (dashed)"), { class: "y" }),
  ];
  const waves = chart(last, -1, 1, [1, 0, -1], sineLine, cosineLine, ...dots, ...names);
  const bars = svg("path", stroke("bar", 3.2));
  const title = text(LEFT, 14, "");
  const products = chart(last, lowest, pairs, [pairs, 0], bars, title);
  const face = clock();
  const [sine, cosine, angle, wave] = [
    say("sine: to the right"),
    say("cosine: upwards"),
    say("angle of the hand"),
    say("wavelength"),
  ].map((name) => readout(name));
  const near = [0, 1, 5, 20].map((distance) => ({ distance, ...readout(howFar(distance)) }));
  const sentence = html("p", { class: "verdict" });
  const [pick, walk] = [
    slider(say("pair i"), pairs - 1, figure.data.pair, draw),
    slider(say("place t"), last, figure.data.place, draw),
  ];

  function draw() {
    const [pair, at] = [pick.read(), walk.read()];
    const wavelength = 2 * Math.PI * turns[pair];
    const [sines, cosines] = [0, 1].map((which) => vectors.map((components) => components[2 * pair + which]));
    const row = vectors.map((other) => dot(vectors[at], other));
    const degrees = Math.round((at / wavelength) * 360) % 360;
    // Four points a place: the fastest wave is round.
    const fine = Array.from({ length: 4 * last + 1 }, (_, quarter) => quarter / 4);
    [
      [sineLine, Math.sin],
      [cosineLine, Math.cos],
    ].forEach(([line, wave]) =>
      place(line, { d: path(fine.map((x) => [waves.across(x), waves.level(wave(x / turns[pair]))])) }, []),
    );
    [sines, cosines].forEach((values, which) => {
      place(dots[which], { cx: waves.across(at), cy: waves.level(values[at]) }, []);
    });
    place(
      bars,
      {
        d: row
          .map((product, other) => `M${products.across(other)} ${products.level(0)}V${products.level(product)}`)
          .join(""),
      },
      [],
    );
    title.textContent = say("dot product of place {place} with each", { place: at });
    [waves, products].forEach((drawn) => drawn.mark(at));
    sine.write(show(sines[at], 3));
    cosine.write(show(cosines[at], 3));
    angle.write(degrees + "°");
    wave.write(say("{count} places", { count: rounded(wavelength) }));
    near.forEach(({ distance, write }) => write(show(row[at + distance > last ? at - distance : at + distance])));
    const said = say(
      "Pair {pair}, components {first} and {second}, turns once in {wavelength} places. At place {place} it has made {turns} turns.",
      {
        pair,
        first: 2 * pair,
        second: 2 * pair + 1,
        wavelength: rounded(wavelength),
        place: at,
        turns: show(at / wavelength, at && at / wavelength < 0.1 ? 4 : 2),
      },
    );
    sentence.textContent = said;
    const values = {
      pair,
      last,
      place: at,
      wavelength: rounded(wavelength),
      sine: show(sines[at], 3),
      cosine: show(cosines[at], 3),
      degrees,
    };
    face.draw(sines[at], cosines[at], degrees);
    waves.drawing.setAttribute(
      "aria-label",
      say(
        "Sine and cosine of pair {pair} over the places 0 to {last}. At place {place}: Sine {sine}, cosine {cosine}.",
        values,
      ),
    );
    products.drawing.setAttribute(
      "aria-label",
      say(
        "Dot product of place {place} with each place: highest, {product}, with itself; the same at the same distance.",
        { place: at, product: show(row[at]) },
      ),
    );
    pick.tell(say("pair {pair}, wavelength {wavelength} places", values));
    walk.tell(say("place {place}", values));
    figure.publish(
      { pair, place: at, wavelength, sines, cosines, products: row, degrees },
      `${said} ${say("Sine {sine}, cosine {cosine}, the hand at {degrees} degrees.", values)}`,
    );
  }

  draw();
  const list = (...rows) => html("dl", {}, ...rows.map(({ row }) => row));
  figure.mount(
    sentence,
    html(
      "div",
      { class: "columns" },
      html("div", {}, waves.drawing, list(wave)),
      html("div", {}, face.drawing, list(sine, cosine, angle)),
      html("div", {}, products.drawing),
      html(
        "div",
        {},
        html("span", { class: "note" }, say("dot products of two places, the same at every t")),
        list(...near),
      ),
    ),
    html(
      "div",
      { style: "position:sticky;bottom:0;padding:10px 0;background:var(--paper)" },
      pick.element,
      walk.element,
    ),
  );
}
