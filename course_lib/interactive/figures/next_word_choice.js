const DRAWN = 20;
const [MOST_LINES, LINES_OF_MANY] = [16, 12]; // of a longer list the tail shares one line

function whatIsLeft(left, k, count) {
  const numbers = { left, count, byK: count - k, byP: k - left };
  if (k < count && left < k) return say("{left} of {count} words left (top-k cut {byK}, top-p {byP}).", numbers);
  if (k < count) return say("{left} of {count} words left (top-k cut {byK}).", numbers);
  return left < k
    ? say("{left} of {count} words left (top-p cut {byP}).", numbers)
    : say("{left} of {count} words left.", numbers);
}

function start(figure) {
  const { choices } = figure.data;
  let number; // of the situation that is shown
  let single; // how many words have a line of their own
  let lines, drawn, random;

  const list = chooser(
    say("Situation"),
    choices.map(({ name }) => name),
    (at) => {
      open(at);
      changed();
    },
  );
  const warmth = slider(say("Temperature"), { min: 10, max: 300, step: 5 }, changed);
  const most = slider(say("Top-k"), { min: 1, max: 1 }, changed);
  const reach = slider(say("Top-p"), { min: 5, max: 100 }, changed);
  const verdict = html("p", { class: "verdict" });
  const grid = html("div", { class: "lines shares" });
  const result = html("p", { class: "result" });

  // "All" stays "all" where another situation has more words or fewer.
  function open(at) {
    const all = most.input.value === most.input.max;
    number = at;
    const { words, logits } = choices[number];
    const before = softmax(logits);
    single = words.length > MOST_LINES ? LINES_OF_MANY : words.length;
    lines = words.slice(0, single).map((word, place) => shareLine(word, before[place]));
    if (single < words.length)
      lines.push(shareLine(say("{count} others", { count: words.length - single }), sum(before.slice(single))));
    most.input.max = words.length;
    if (all) most.input.value = words.length;
    grid.replaceChildren(...lines.flatMap(({ cells }) => cells));
  }

  function restart() {
    const { choice, temperature, k, p } = figure.data;
    random = chance(1);
    open(choice);
    [warmth.input.value, most.input.value, reach.input.value] = [temperature, k, p];
    changed();
  }

  function changed() {
    drawn = null;
    draw();
  }

  function drawWords() {
    drawn = countsOfDraws(current().probabilities, DRAWN, random);
    draw();
  }

  function current() {
    const [warm, k, reached] = [warmth, most, reach].map(({ input }) => input.valueAsNumber);
    const [temperature, p] = [warm / 100, reached / 100];
    return { temperature, k, p, ...afterAll(choices[number].logits, temperature, k, p) };
  }

  function writeLines(probabilities, shown, left) {
    for (let at = 0; at < single; at++) lines[at].write(probabilities[at], shown[at], at >= left);
    if (single === probabilities.length) return;
    const tail = sum(probabilities.slice(single));
    lines[single].write(tail, showProbability(tail, single, left), single >= left);
  }

  function draw() {
    const { words } = choices[number];
    const { temperature, k, p, probabilities, left } = current();
    const count = words.length;
    const shown = probabilities.map((probability, place) => showProbability(probability, place, left));
    const equal = probabilities.filter((probability) => probability === probabilities[0]).length;
    const best =
      equal > 1
        ? say("Likeliest: {count} words, {probability} each.", { count: equal, probability: shown[0] })
        : say("Likeliest: {word}, {probability}.", { word: words[0], probability: shown[0] });
    const counts =
      drawn &&
      words
        .map((word, place) => [word, drawn[place]])
        .filter(([, times]) => times)
        .sort(([, one], [, other]) => other - one);

    list.list.selectedIndex = number;
    const atMost = k === count ? say("all") : String(k);
    warmth.write(warmth.input.value, temperature);
    most.write(k, atMost);
    reach.write(reach.input.value, p);
    writeLines(probabilities, shown, left);
    verdict.textContent = `${whatIsLeft(left, k, count)} ${best}`;
    result.textContent = drawn
      ? say("{count} words drawn: {words}.", { count: DRAWN, words: counts.map((pair) => pair.join(" ")).join(", ") })
      : "";
    const state = {
      temperature,
      k: atMost,
      p,
      left,
      count,
      words: words
        .slice(0, Math.min(left, 5))
        .map((word, place) => `${word} ${shown[place]}`)
        .join(", "),
      more: left - 5,
    };
    figure.publish(
      { choice: number, temperature, k, p, words, probabilities, left, drawn },
      result.textContent ||
        (left > 5
          ? say(
              "Temperature {temperature}, top-k {k}, top-p {p}: {left} of {count} words left; {words}, and {more} more.",
              state,
            )
          : say("Temperature {temperature}, top-k {k}, top-p {p}: {left} of {count} words left; {words}.", state)),
    );
  }

  restart();
  figure.mount(
    choices.length > 1 ? list.element : html("p", {}, choices[0].name),
    verdict,
    grid,
    html("p", { class: "note" }, say("Line: the probability at temperature 1 with nothing cut. A full track is 1.")),
    stickySliders(warmth, most, reach),
    buttonRow(press(say("Draw {count} words", { count: DRAWN }), drawWords), press(say("Reset"), restart)),
    result,
  );
}
