const STEPS = 100; // slider steps from temperature 1 to either end

// Four decimals; never "0" or "1", because no share is.
function showShare(share) {
  if (share < 0.00005) return "< 0.0001";
  return share > 0.99995 ? "> 0.9999" : share.toFixed(4);
}

function whoHasMost(winners, found) {
  if (winners.length === 1)
    return say("At T = {temperature}, {token} has the largest share, {share}.", { ...found, token: winners[0] });
  const tokens = winners.reduce((one, other) => say("{one} and {other}", { one, other }));
  return say("At T = {temperature}, {tokens} have the largest share, {share}.", { ...found, tokens });
}

function start(figure) {
  const { tokens, coldest, hottest, largest } = figure.data;
  const state = { scores: figure.data.scores, temperature: figure.data.temperature };
  // The slider is logarithmic. Its two halves meet at temperature 1, which one step reaches exactly.
  const toTemperature = (position) =>
    Number((position < 0 ? coldest ** (-position / STEPS) : hottest ** (position / STEPS)).toPrecision(3));
  const toPosition = (temperature) =>
    Math.round((STEPS * Math.log(temperature)) / Math.abs(Math.log(temperature < 1 ? coldest : hottest)));

  const slider = html("input", {
    type: "range",
    min: -STEPS,
    max: STEPS,
    step: 1,
    "aria-label": say("Temperature, slider"),
  });
  slider.addEventListener("input", () => change({ temperature: toTemperature(slider.valueAsNumber) }));
  const warmth = figure.numberField({
    name: say("Temperature"),
    label: say("Temperature T"),
    min: coldest,
    max: hottest,
    step: 0.05,
    leap: 1,
    keep: () => state.temperature,
    onValue: (temperature) => change({ temperature }),
  });

  const rows = tokens.map((token, at) => {
    const field = figure.numberField({
      name: say("Score of {token}", { token }),
      label: html("b", {}, token),
      min: -largest,
      max: largest,
      step: 0.1,
      leap: 1,
      keep: () => state.scores[at],
      onValue: (score) => change({ scores: state.scores.map((old, other) => (other === at ? score : old)) }),
    });
    place(field.element, { style: "flex-wrap:wrap;justify-content:space-between" }, []);
    place(field.input, { style: "flex:0 0 92px" }, []);
    const bar = svg("rect", { class: "bar", height: "100%" });
    const track = svg(
      "svg",
      { class: "track", style: "height:28px", "aria-hidden": "true" },
      bar,
      svg("line", {
        x1: 100 / tokens.length + "%",
        x2: 100 / tokens.length + "%",
        y2: "100%",
        stroke: "var(--ink)",
        "stroke-dasharray": "3 3",
      }),
    );
    return { field, bar, track, share: html("span", { style: "text-align:right;font-variant-numeric:tabular-nums" }) };
  });

  const top = readout(say("largest share"));
  const total = readout(say("sum of the shares"));
  const sentence = html("p", { class: "verdict", style: "margin:8px 0 4px" });
  const press = (text, scores) => {
    const button = html("button", { type: "button" }, text);
    button.addEventListener("click", () => change(scores));
    return button;
  };
  const first = (value, others) => tokens.map((_, at) => (at ? others : value));

  function change(update) {
    Object.assign(state, update);
    draw();
  }

  function draw() {
    const { scores, temperature } = state;
    const shares = softmax(scores.map((score) => score / temperature));
    const best = Math.max(...shares);
    const winners = tokens.filter((_, at) => shares[at] === best);
    rows.forEach((row, at) => {
      row.field.write(scores[at]);
      place(row.bar, { width: shares[at] * 100 + "%" }, []);
      row.share.textContent = showShare(shares[at]);
    });
    warmth.write(temperature);
    slider.value = toPosition(temperature);
    slider.setAttribute("aria-valuetext", say("temperature {temperature}", { temperature }));
    top.write(`${showShare(best)} (${winners.join(", ")})`);
    total.write(show(sum(shares), 3));
    const equal = winners.length === tokens.length;
    const said =
      equal && Math.max(...scores) === Math.min(...scores)
        ? say("Equal scores: each share is 1/{count}, at every temperature.", { count: tokens.length })
        : whoHasMost(winners, { temperature, share: showShare(best) });
    sentence.textContent = said;
    figure.publish(
      { ...state, shares, largest: best, sum: sum(shares) },
      `${said} ${say("Shares: {shares}.", { shares: tokens.map((token, at) => `${token} ${showShare(shares[at])}`).join(", ") })}`,
    );
  }

  draw();
  figure.mount(
    sentence,
    html("div", { style: "max-width:260px" }, warmth.element),
    slider,
    html(
      "div",
      { class: "note", style: "display:flex;justify-content:space-between;gap:12px" },
      html("span", {}, say("← T → 0: all to the largest (argmax)")),
      html("span", { style: "text-align:right" }, say("T → ∞: towards equal shares →")),
    ),
    html(
      "div",
      {
        style:
          "display:grid;grid-template-columns:fit-content(45%) 1fr auto;gap:8px 12px;align-items:center;margin:12px 0 16px",
      },
      html("span", { class: "note" }, say("score")),
      html(
        "span",
        { class: "note", style: "grid-column:2/4" },
        say("share (dashed: 1/{count})", { count: tokens.length }),
      ),
      ...rows.flatMap((row) => [row.field.element, row.track, row.share]),
    ),
    html(
      "div",
      { style: "display:flex;flex-wrap:wrap;gap:8px" },
      press(say("Start"), { scores: figure.data.scores, temperature: figure.data.temperature }),
      press(say("Equal scores"), { scores: first(1, 1) }),
      press(say("Large gap"), { scores: first(1000, 0) }),
    ),
    html("dl", {}, top.row, total.row),
  );
}
