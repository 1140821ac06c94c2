const RADIUS = 74; // of the clock
const [SINE, COSINE] = [{ colour: "var(--x)" }, { colour: "var(--y)", dashes: "8 4" }];

const rounded = (count) => show(count, count < 100 ? 1 : 0);

// The pair as a hand: at place 0 it points up; its tip is as far to the right as the sine, as high as the cosine.
function clock() {
  const [x, y] = [165, RADIUS + 26];
  const hand = svg("line", { x1: x, y1: y, ...pen({ colour: "var(--ink)", width: 4 }), "stroke-linecap": "round" });
  const [right, up] = [
    { ...SINE, width: 3 },
    { ...COSINE, width: 3, dashes: "6 4" },
  ].map((look) => svg("path", pen(look)));
  const drawing = svg(
    "svg",
    { viewBox: `0 0 330 ${y + RADIUS + 6}`, role: "img" },
    svg("circle", { cx: x, cy: y, r: RADIUS, ...pen({ colour: "var(--line)", width: 2 }) }),
    textAt(x, 16, say("place 0 points up"), MIDDLE),
    right,
    up,
    hand,
  );
  return {
    drawing,
    draw(sine, cosine, degrees) {
      const [tip, height] = [x + sine * RADIUS, y - cosine * RADIUS];
      place(hand, { x2: tip, y2: height });
      place(up, { d: `M${x} ${y}V${height}` });
      place(right, { d: `M${x} ${height}H${tip}` });
      drawing.setAttribute("aria-label", say("Clock face. The hand stands at {degrees} degrees.", { degrees }));
    },
  };
}

// The two waves of a pair over all places.
function waves(axes) {
  const { drawing, across, level, mark } = chart({ ...axes, heights: [-1, 1], levels: [1, 0, -1].map(levelOf) });
  const curves = [SINE, COSINE].map((look) => svg("path", pen(look)));
  const dots = ["x", "y"].map((name) =>
    svg("circle", { r: 6, class: name, stroke: "var(--paper)", "stroke-width": 1.5 }),
  );
  const names = [textAt(44, 14, say("sine"), { class: "x" }), textAt(100, 14, say("cosine (dashed)"), { class: "y" })];
  drawing.append(...curves, ...dots, ...names);
  const last = axes.places[1];
  // Four points a place: the fastest wave is round.
  const fine = Array.from({ length: 4 * last + 1 }, (_, quarter) => quarter / 4);
  return {
    drawing,
    draw(at, slow, ...values) {
      mark(at);
      [Math.sin, Math.cos].forEach((wave, which) => {
        place(curves[which], { d: pathThrough(fine.map((x) => [across(x), level(wave(x / slow))])) });
        place(dots[which], { cx: across(at), cy: level(values[which][at]) });
      });
    },
  };
}

// The dot products of one place with all places.
function products(axes, lowest, highest) {
  const drawn = chart({ ...axes, heights: [lowest, highest], levels: [highest, 0].map(levelOf) });
  const { drawing, across, level, mark } = drawn;
  const bars = svg("path", pen({ colour: "var(--bar)", width: 3.2 }));
  const title = textAt(44, 14, "");
  drawing.append(bars, title);
  return {
    drawing,
    draw(at, row) {
      mark(at);
      title.textContent = say("dot product of place {place} with each", { place: at });
      place(bars, {
        d: row.map((product, other) => `M${across(other)} ${level(0)}V${level(product)}`).join(""),
      });
    },
  };
}

const levelOf = (value) => [value, show(value, 0)];

function howFar(distance) {
  if (distance < 2) return distance ? say("1 place away") : say("with itself");
  return say("{count} places away", { count: distance });
}

function start(figure) {
  const { width, last } = figure.data;
  let { pair, place: at } = figure.data;
  const vectors = Array.from({ length: last + 1 }, (_, place) => positionVector(place, width));
  const axes = { places: [0, last], ticks: [0, 20, 40, 60].map((place) => [place, place]) };
  const lowest = Math.min(0, ...vectors.map((other) => dotProduct(vectors[0], other)));
  const [turning, similar, face] = [waves(axes), products(axes, lowest, width / 2), clock()];
  const [sine, cosine, angle, wave] = [
    say("sine: to the right"),
    say("cosine: upwards"),
    say("angle of the hand"),
    say("wavelength"),
  ].map((name) => readout(name));
  const near = [0, 1, 5, 20].map((distance) => ({ distance, ...readout(howFar(distance)) }));
  const sentence = html("p", { class: "verdict" });
  const pick = slider(say("pair i"), { min: 0, max: width / 2 - 1 }, (to) => {
    pair = to;
    draw();
  });
  const walk = slider(say("place t"), { min: 0, max: last }, (to) => {
    at = to;
    draw();
  });

  function draw() {
    const slow = placesPerRadian(2 * pair, width);
    const wavelength = 2 * Math.PI * slow;
    const [sines, cosines] = [0, 1].map((which) => vectors.map((components) => components[2 * pair + which]));
    const row = vectors.map((other) => dotProduct(vectors[at], other));
    const degrees = Math.round((at / wavelength) * 360) % 360;
    turning.draw(at, slow, sines, cosines);
    similar.draw(at, row);
    face.draw(sines[at], cosines[at], degrees);
    const values = {
      pair,
      last,
      place: at,
      wavelength: rounded(wavelength),
      sine: show(sines[at], 3),
      cosine: show(cosines[at], 3),
      degrees,
    };
    sine.write(values.sine);
    cosine.write(values.cosine);
    angle.write(degrees + "°");
    wave.write(say("{count} places", { count: values.wavelength }));
    near.forEach(({ distance, write }) => write(show(row[at + distance > last ? at - distance : at + distance])));
    const said = say(
      "Pair {pair}, components {first} and {second}, turns once in {wavelength} places. At place {place} it has made {turns} turns.",
      {
        ...values,
        first: 2 * pair,
        second: 2 * pair + 1,
        turns: show(at / wavelength, at && at / wavelength < 0.1 ? 4 : 2),
      },
    );
    sentence.textContent = said;
    turning.drawing.setAttribute(
      "aria-label",
      say(
        "Sine and cosine of pair {pair} over the places 0 to {last}. At place {place}: Sine {sine}, cosine {cosine}.",
        values,
      ),
    );
    similar.drawing.setAttribute(
      "aria-label",
      say(
        "Dot product of place {place} with each place: highest, {product}, with itself; the same at the same distance.",
        { place: at, product: show(row[at]) },
      ),
    );
    pick.write(pair, pair, say("pair {pair}, wavelength {wavelength} places", values));
    walk.write(at, at, say("place {place}", values));
    figure.publish(
      { pair, place: at, wavelength, sines, cosines, products: row, degrees },
      `${said} ${say("Sine {sine}, cosine {cosine}, the hand at {degrees} degrees.", values)}`,
    );
  }

  draw();
  const note = html("span", { class: "note" }, say("dot products of two places, the same at every t"));
  figure.mount(
    sentence,
    columns(
      html("div", {}, turning.drawing, readouts(wave)),
      html("div", {}, face.drawing, readouts(sine, cosine, angle)),
      html("div", {}, similar.drawing),
      html("div", {}, note, readouts(...near)),
    ),
    stickySliders(pick, walk),
  );
}
