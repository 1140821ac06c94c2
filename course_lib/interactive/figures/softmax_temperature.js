const DIGITS = 4; // of a share

function whoHasMost(winners, found) {
  if (winners.length === 1)
    return say("At T = {temperature}, {token} has the largest share, {share}.", { ...found, token: winners[0] });
  const tokens = winners.reduce((one, other) => say("{one} and {other}", { one, other }));
  return say("At T = {temperature}, {tokens} have the largest share, {share}.", { ...found, tokens });
}

// A token with its score, its share as a bar, and as a number.
function tokenLine(token, count, numberField, look) {
  const field = numberField({ name: say("Score of {token}", { token }), label: html("b", {}, token), ...look });
  const bar = barTrack([[1 / count, { "stroke-dasharray": "3 3" }]]);
  const share = html("span", { class: "digits" });
  return {
    cells: [field.element, bar.track, share],
    write(score, part) {
      field.write(score);
      bar.write(part);
      share.textContent = showShare(part, DIGITS);
    },
  };
}

function start(figure) {
  const { tokens, scores, temperature, coldest, hottest, largest } = figure.data;
  const state = { scores, temperature };
  // The slider is logarithmic, a hundred steps to either end; one step reaches 1 exactly.
  const { valueAt, positionOf } = scaleAroundOne(coldest, hottest, 100);
  const { numberField, problem } = numberFields();

  const warmth = slider(say("Temperature, slider"), { min: -100, max: 100 }, (position) =>
    change({ temperature: valueAt(position) }),
  );
  const field = numberField({
    name: say("Temperature"),
    label: say("Temperature T"),
    min: coldest,
    max: hottest,
    step: 0.05,
    leap: 1,
    keep: () => state.temperature,
    onValue: (value) => change({ temperature: value }),
  });
  const lines = tokens.map((token, at) =>
    tokenLine(token, tokens.length, numberField, {
      min: -largest,
      max: largest,
      step: 0.1,
      leap: 1,
      keep: () => state.scores[at],
      onValue: (score) => change({ scores: state.scores.with(at, score) }),
    }),
  );
  const top = readout(say("largest share"));
  const total = readout(say("sum of the shares"));
  const sentence = html("p", { class: "verdict" });

  function change(update) {
    Object.assign(state, update);
    draw();
  }

  function draw() {
    const shares = softmax(state.scores.map((score) => score / state.temperature));
    const best = Math.max(...shares);
    const winners = tokens.filter((_, at) => shares[at] === best);
    lines.forEach((line, at) => line.write(state.scores[at], shares[at]));
    field.write(state.temperature);
    warmth.write(positionOf(state.temperature), "", say("temperature {temperature}", state));
    top.write(`${showShare(best, DIGITS)} (${winners.join(", ")})`);
    total.write(show(sum(shares), 3));
    const said =
      Math.max(...state.scores) === Math.min(...state.scores)
        ? say("Equal scores: each share is 1/{count}, at every temperature.", { count: tokens.length })
        : whoHasMost(winners, { temperature: state.temperature, share: showShare(best, DIGITS) });
    sentence.textContent = said;
    const list = tokens.map((token, at) => `${token} ${showShare(shares[at], DIGITS)}`).join(", ");
    figure.publish(
      { ...state, shares, largest: best, sum: sum(shares) },
      `${said} ${say("Shares: {shares}.", { shares: list })}`,
    );
  }

  draw();
  const first = (value, others) => tokens.map((_, at) => (at ? others : value));
  const note = (words, look = {}) => html("span", { class: "note", ...look }, words);
  figure.mount(
    sentence,
    html("div", { class: "warmth" }, field.element),
    warmth.input,
    html(
      "div",
      { class: "ends" },
      note(say("← T → 0: all to the largest (argmax)")),
      note(say("T → ∞: towards equal shares →")),
    ),
    html(
      "div",
      { class: "lines" },
      note(say("score")),
      note(say("share (dashed: 1/{count})", { count: tokens.length }), { style: "grid-column:2/4" }),
      ...lines.flatMap(({ cells }) => cells),
    ),
    buttonRow(
      press(say("Start"), () => change({ scores, temperature })),
      press(say("Equal scores"), () => change({ scores: first(1, 1) })),
      press(say("Large gap"), () => change({ scores: first(1000, 0) })),
    ),
    readouts(top, total),
    problem,
  );
}
