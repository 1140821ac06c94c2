const FEW = 12; // tokens with a line each, until the reader asks for all that are known

function start(figure) {
  const { count } = figure.data;
  const texts = figure.data.texts.map((one) => ({ ...one, tokens: one.tokens.split("\t") }));
  const known = texts[0].tokens.length;
  const others = count - known;
  const state = { text: figure.data.text, long: false };
  let before, lines;

  const tabs = radioGroup(
    say("Wordings"),
    texts.map(({ tokens }, at) => [html("span", { class: "note" }, at + 1), " ", tokens[0]]),
    (text) => open({ text }),
    { class: "buttons" },
  );
  const question = html("p", { class: "question" });
  const verdict = html("p", { class: "verdict" });
  const grid = html("div", { class: "lines shares" });
  const all = press(say("Show {count} tokens", { count: known }), () => open({ long: !state.long }));
  const cuts = [readout(say("tokens that top-k cut")), readout(say("tokens that top-p cut"))];
  const warmth = slider(say("Temperature"), { min: 0, max: 2 * TEMPERATURES }, draw);
  const most = slider(say("Top-k"), { min: 1, max: known + (others > 0) }, draw);
  const reach = slider(say("Top-p"), { min: 1, max: REACHES }, draw);

  // Another text, or more of its tokens: the lines are made anew.
  function open(part) {
    Object.assign(state, part);
    const { text, tokens } = texts[state.text];
    before = afterAllOfMany(texts[state.text], count, TEMPERATURES, count, REACHES);
    tabs.check(state.text);
    all.setAttribute("aria-pressed", state.long);
    question.textContent = text;
    const single = state.long ? known : Math.min(FEW, known);
    const groups = [...tokens.keys()].slice(0, single).map((at) => [tokens[at], at, at + 1]);
    if (single < known) groups.push([say("{count} next ones", { count: known - single }), single, known]);
    lines = groups.map(([name, from, to]) => {
      const line = shareLine(name, sum(before.shares.slice(from, to)));
      return { ...line, from, of: ({ shares }) => sum(shares.slice(from, to)) };
    });
    if (others)
      lines.push({
        ...shareLine(say("{count} others", { count: others.toLocaleString("en") }), before.rest),
        from: known,
        of: ({ rest }) => rest,
      });
    grid.replaceChildren(...lines.flatMap(({ cells }) => cells));
    draw();
  }

  function draw() {
    const { tokens } = texts[state.text];
    const [tenths, upTo, twentieths] = [warmth, most, reach].map(({ input }) => input.valueAsNumber);
    const [temperature, p] = [tenths / TEMPERATURES, twentieths / REACHES];
    const keepsAll = upTo === Number(most.input.max);
    const k = keepsAll ? count : upTo;
    const now = afterAllOfMany(texts[state.text], count, tenths, k, twentieths);
    const atMost = keepsAll ? say("all") : String(k);
    warmth.write(tenths, temperature);
    most.write(upTo, atMost);
    reach.write(twentieths, p);
    for (const line of lines) {
      const share = line.of(now);
      line.write(share, showProbability(share, line.from, now.left), line.from >= now.left);
    }
    const said = {
      left: now.left.toLocaleString("en"),
      count: count.toLocaleString("en"),
      token: tokens[0],
      share: showProbability(now.shares[0], 0, now.left),
    };
    verdict.textContent = tenths
      ? say("{left} of {count} tokens left. Likeliest: {token}, {share}.", said)
      : say("Temperature 0 always takes the likeliest of {count} tokens: {token}.", said);
    cuts[0].write(tenths ? (count - k).toLocaleString("en") : "–");
    cuts[1].write(tenths ? (k - now.left).toLocaleString("en") : "–");
    figure.publish(
      { ...state, temperature, k, p, tokens, before, now },
      together(
        say("Wording {number}: {text}.", { number: state.text + 1, text: texts[state.text].text }),
        say("Temperature {temperature}, top-k {k}, top-p {p}.", { temperature, k: atMost, p }),
        verdict.textContent,
      ),
    );
  }

  [warmth.input.value, most.input.value, reach.input.value] = [figure.data.temperature, figure.data.k, figure.data.p];
  open({});
  figure.mount(
    tabs.group,
    question,
    verdict,
    grid,
    html(
      "p",
      { class: "note" },
      say("Line: the share at temperature 1 with nothing cut. A full track is 1. ␣ is a space, ⏎ a new line."),
    ),
    stickySliders(warmth, most, reach),
    readouts(...cuts),
    ...(known > FEW ? [buttonRow(all)] : []),
  );
}
