const [FEWEST, MOST] = [6, 17]; // powers of 2

function start(figure) {
  const { changes, lines, sizes } = figure.data;
  const state = { ticked: figure.data.ticked, size: 0, words: figure.data.words };
  const set = (part) => {
    Object.assign(state, part);
    draw();
  };
  const names = changes.map(([name]) => name);
  const boxes = changes.map(([, label]) =>
    tickBox(label, () => set({ ticked: names.filter((_, at) => boxes[at].box.checked) })),
  );
  const ticks = html(
    "div",
    { role: "group", "aria-label": say("changes since 2017") },
    ...boxes.map(({ element }) => element),
  );
  const ends = buttonRow(
    press("2017", () => set({ ticked: [] })),
    press(say("all"), () => set({ ticked: names })),
  );
  const models = radioGroup(
    say("Sizes"),
    sizes.map(({ name }) => [name]),
    (size) => set({ size }),
    { class: "buttons" },
  );
  const words = slider(say("words"), { min: FEWEST, max: MOST }, (power) => set({ words: 2 ** power }));
  const sentence = html("p", { class: "verdict" });
  const code = html("div", { class: "listing", role: "group", "aria-label": say("code of the block") });
  const parameters = readout(say("parameters"));
  const cache = readout(say("cache"));

  function draw() {
    const { ticked } = state;
    const size = sizes[state.size];
    boxes.forEach(({ box }, at) => {
      box.checked = ticked.includes(names[at]);
    });
    models.check(state.size);
    const shown = diffOf(lines, ticked, widthsOf(size));
    code.replaceChildren(...shown.map(diffLine));
    const count = (mark) => shown.filter(([each]) => each === mark).length;
    sentence.textContent = ticked.length
      ? say("Changes: {count} of {all}. Lines taken out: {out}, put in: {put}.", {
          count: ticked.length,
          all: changes.length,
          out: count("−"),
          put: count("+"),
        })
      : say("This is the block of 2017.");
    const shownWords = state.words.toLocaleString("en");
    words.write(Math.log2(state.words), shownWords);
    const [numbers, bytes] = [parametersOf(size, ticked), cacheBytes(size, ticked, state.words)];
    const said = [
      [numbers.toLocaleString("en"), showChange(parametersOf(size, []), numbers)],
      [showBytes(bytes), showChange(cacheBytes(size, [], state.words), bytes)],
    ].map((both) => both.join(", "));
    parameters.write(said[0]);
    cache.write(said[1]);
    figure.publish(
      { ...state, parameters: numbers, bytes, lines: shown },
      together(
        sentence.textContent,
        say("Parameters: {count}.", { count: said[0] }),
        say("Cache for {words} words: {bytes}.", { words: shownWords, bytes: said[1] }),
      ),
    );
  }

  draw();
  const note = (text) => html("p", { class: "note" }, text);
  figure.mount(
    html(
      "div",
      { class: "board" },
      html("div", {}, ticks, ends, sentence),
      html(
        "div",
        { class: "whole" },
        code,
        note(
          say(
            "Each layer has matrices of its own, each norm a gain of its own. Each head works by itself; masked: no word looks ahead.",
          ),
        ),
      ),
      html(
        "div",
        {},
        note(say("Sizes as in")),
        models.group,
        words.element,
        readouts(parameters, cache),
        note(
          say(
            "Parameters are those of the whole model. The cache holds the keys and values of one text of so many words, 2 bytes for each number (half precision).",
          ),
        ),
      ),
    ),
  );
}
