const DRAWN = 20;
const [MOST_ROWS, ROWS_OF_MANY] = [16, 12]; // of a longer list the tail shares one row

// The probabilities after temperature, then top-k, then top-p over what top-k left. The words stand likeliest first.
function afterAll(logits, temperature, k, p) {
  const cut = (scores, left) => scores.map((score, place) => (place < left ? score : -Infinity));
  const byK = cut(
    logits.map((logit) => logit / temperature),
    k,
  );
  let reached = 0;
  const unreached = softmax(byK).filter((share) => {
    reached += share;
    return reached - share < p;
  });
  // Rounded shares may reach 1 before the last word: p = 1 keeps everything.
  const left = p === 1 ? k : unreached.length;
  return { probabilities: softmax(cut(byK, left)), left };
}

// Mulberry32, a generator from a seed: the same presses draw the same words.
function chance(seed) {
  return () => {
    seed = (seed + 1831565813) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), seed | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

// Three decimals; "0" only for a word that is cut, "1" only for one that is left alone.
function showProbability(probability, place, left) {
  if (place >= left) return "0";
  if (left === 1) return "1";
  if (probability < 0.0005) return "< 0.001";
  return probability > 0.9995 ? "> 0.999" : probability.toFixed(3);
}

function slider(name, min, max, step, onMove) {
  const input = html("input", { type: "range", min, max, step, "aria-label": name, autocomplete: "off" });
  const shown = html("b", { style: "min-width:2.2em;text-align:right;font-variant-numeric:tabular-nums" });
  input.addEventListener("input", onMove);
  return {
    input,
    element: html("label", {}, html("span", { style: "min-width:6.6em" }, name), input, shown),
    tell(text) {
      shown.textContent = text;
      input.setAttribute("aria-valuetext", text);
    },
  };
}

function whatIsLeft(left, k, count) {
  const numbers = { left, count, byK: count - k, byP: k - left };
  if (k < count && left < k) return say("{left} of {count} words left (top-k cut {byK}, top-p {byP}).", numbers);
  if (k < count) return say("{left} of {count} words left (top-k cut {byK}).", numbers);
  return left < k
    ? say("{left} of {count} words left (top-p cut {byP}).", numbers)
    : say("{left} of {count} words left.", numbers);
}

const total = (shares) => shares.reduce((sum, share) => sum + share, 0);

// A word, its bar with a thin mark for the probability before, and its probability.
function wordRow(word, before) {
  const name = html("span", { style: "overflow-wrap:anywhere;line-height:1.2" }, word);
  // Lower than the mark, which is seen above it.
  const bar = svg("rect", { class: "bar", y: "40%", height: "60%" });
  const mark = svg("line", {
    x1: before * 100 + "%",
    x2: before * 100 + "%",
    y2: "100%",
    stroke: "var(--ink)",
    "stroke-width": 2,
  });
  const number = html("span", { style: "text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap" });
  return {
    cells: [name, svg("svg", { class: "track", style: "height:22px", "aria-hidden": "true" }, bar, mark), number],
    write(probability, text, isCut) {
      place(bar, { width: probability * 100 + "%" }, []);
      number.textContent = text;
      for (const { style } of [name, number]) style.color = isCut ? "var(--soft)" : "";
      name.style.textDecoration = isCut ? "line-through" : "";
    },
  };
}

function start(figure) {
  const { choices } = figure.data;
  let number; // of the situation that is shown
  let rows, drawn, random;

  const list = html(
    "select",
    {
      autocomplete: "off",
      style:
        "flex:1;min-width:0;height:36px;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit",
    },
    ...choices.map(({ name }) => html("option", {}, name)),
  );
  const warmth = slider(say("Temperature"), 10, 300, 5, changed);
  const most = slider(say("Top-k"), 1, 1, 1, changed);
  const reach = slider(say("Top-p"), 5, 100, 1, changed);
  const verdict = html("p", { class: "verdict" });
  const grid = html("div", {
    style: "display:grid;grid-template-columns:fit-content(36%) 1fr minmax(3.6em,auto);gap:4px 10px;align-items:center",
  });
  const result = html("p", { style: "min-height:2.8em" });
  const press = (text, onClick) => {
    const button = html("button", { type: "button" }, text);
    button.addEventListener("click", onClick);
    return button;
  };

  // "All" stays "all" where another situation has more words or fewer.
  function open(at) {
    const all = most.input.value === most.input.max;
    number = at;
    const { words, logits } = choices[number];
    const before = softmax(logits);
    const single = words.length > MOST_ROWS ? ROWS_OF_MANY : words.length;
    rows = words.slice(0, single).map((word, place) => wordRow(word, before[place]));
    if (single < words.length)
      rows.push(wordRow(say("{count} others", { count: words.length - single }), total(before.slice(single))));
    most.input.max = words.length;
    if (all) most.input.value = words.length;
    grid.replaceChildren(...rows.flatMap(({ cells }) => cells));
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
    const { probabilities } = current();
    drawn = probabilities.map(() => 0);
    for (let word = 0; word < DRAWN; word++) {
      let rest = random(); // at most 1 − 2⁻³², which the sum of the probabilities is above
      const chosen = probabilities.findIndex((probability) => {
        rest -= probability;
        return rest < 0;
      });
      drawn[chosen]++;
    }
    draw();
  }

  function current() {
    const [temperature, k, p] = [
      warmth.input.valueAsNumber / 100,
      most.input.valueAsNumber,
      reach.input.valueAsNumber / 100,
    ];
    return { temperature, k, p, ...afterAll(choices[number].logits, temperature, k, p) };
  }

  function draw() {
    const { words } = choices[number];
    const { temperature, k, p, probabilities, left } = current();
    const count = words.length;
    const shown = probabilities.map((probability, place) => showProbability(probability, place, left));
    const named = words.map((word, place) => `${word} ${shown[place]}`);
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

    list.selectedIndex = number;
    const atMost = k === count ? say("all") : String(k);
    warmth.tell(String(temperature));
    most.tell(atMost);
    reach.tell(String(p));
    rows
      .slice(0, words.length > MOST_ROWS ? ROWS_OF_MANY : words.length)
      .forEach((row, place) => row.write(probabilities[place], shown[place], place >= left));
    const single = count > MOST_ROWS ? ROWS_OF_MANY : count; // words with a row of their own
    if (single < count) {
      const tail = total(probabilities.slice(single));
      rows[single].write(tail, showProbability(tail, single, left), single >= left);
    }
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
      words: named.slice(0, Math.min(left, 5)).join(", "),
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

  list.addEventListener("input", () => {
    open(list.selectedIndex);
    changed();
  });
  restart();
  figure.mount(
    ...(choices.length > 1 ? [html("label", {}, say("Situation"), list)] : [html("p", {}, choices[0].name)]),
    verdict,
    grid,
    html("p", { class: "note" }, say("Line: the probability at temperature 1 with nothing cut. A full track is 1.")),
    // In sight while the words are: what a slider does is seen as it moves.
    html(
      "div",
      { style: "position:sticky;bottom:0;padding:8px 0;background:var(--paper)" },
      warmth.element,
      most.element,
      reach.element,
    ),
    html(
      "div",
      { style: "display:flex;flex-wrap:wrap;gap:8px;margin-top:8px" },
      press(say("Draw {count} words", { count: DRAWN }), drawWords),
      press(say("Reset"), restart),
    ),
    result,
  );
}
