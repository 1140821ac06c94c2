const HEADS = [
  { mark: "●", dashes: "none", colour: "light-dark(#00795f, #3cc49c)" },
  { mark: "▲", dashes: "8 4", colour: "light-dark(#9b3d8c, #e29ad4)" },
  { mark: "■", dashes: "2 3", colour: "light-dark(#7a5c00, #d9c04a)" },
  { mark: "◆", dashes: "9 3 2 3", colour: "light-dark(#3f3d99, #a9a6f5)" },
  { mark: "○", dashes: "14 3", colour: "light-dark(#b02a4c, #ff8fa3)" },
  { mark: "△", dashes: "4 4", colour: "light-dark(#0b6b7d, #5cc8da)" },
  { mark: "□", dashes: "1 4", colour: "light-dark(#6b4a2b, #c9a27a)" },
  { mark: "◇", dashes: "12 3 2 3 2 3", colour: "var(--ink)" },
];
const PLAIN = { dashes: "none", colour: "var(--bar)" };

const mark = (at) =>
  html("span", { class: "mark", style: `color:${HEADS[at].colour}`, "aria-hidden": "true" }, HEADS[at].mark);

// One curve for each weight of each row, from the query's height to the key's; the rows of several heads run side by side.
function curves(query, rows, looks) {
  return rows.flatMap((row, lane) =>
    row.map((weight, key) => {
      const aside = (lane - (rows.length - 1) / 2) / rows.length;
      const [from, to] = [query + 0.5 + aside * 0.4, key + 0.5 + aside * 0.7];
      const look = { ...pen(looks[lane]), "vector-effect": "non-scaling-stroke" };
      return weight < FAINTEST
        ? ""
        : weightLine(weight, `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`, rows.length > 1 ? 5 : 13, look);
    }),
  );
}

// The number of a weight; among several heads, beside its head's mark.
function number(weight, lane, { colour }, several) {
  const shown = amount(weight);
  shown.style.setProperty("--of", colour);
  return html("span", { class: "number" }, ...(several ? [mark(lane)] : []), shown);
}

// The same words as queries on the left and as keys on the right, with room for curves between and numbers beside.
function board(words, onChoose, onPoint) {
  const queries = radioGroup(
    say("Query"),
    words.map((word) => [word]),
    onChoose,
    { class: "queries" },
  );
  // A finger only taps: a mouse points before it chooses.
  queries.buttons.forEach((button, at) =>
    button.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && onPoint(at)),
  );
  queries.group.addEventListener("pointerleave", () => onPoint(null));
  const lines = svg("svg", { viewBox: `0 0 100 ${words.length}`, preserveAspectRatio: "none", role: "img" });
  const inRow = (at) => ({ style: `grid-row:${at + 2}` });
  const keys = words.map((word, at) => html("span", { ...inRow(at), class: "key y" }, word));
  const numbers = words.map((_, at) => html("span", { ...inRow(at), class: "numbers" }));
  const titles = [say("query"), "", say("key"), say("weight")].map((title, at) =>
    html("span", { class: at % 2 ? "note" : "xy"[at / 2] }, title),
  );
  const element = html(
    "div",
    { style: `--words:${words.length}` },
    ...titles,
    queries.group,
    html("div", { class: "between" }, lines),
    ...words.flatMap((_, at) => [keys[at], numbers[at]]),
  );

  function draw(shown, chosen, rows, looks, said) {
    const several = rows.length > 1;
    element.className = several ? "board several" : "board";
    element.style.setProperty("--heads", rows.length);
    queries.check(chosen);
    queries.buttons.forEach((button, at) => button.classList.toggle("shown", at === shown));
    lines.setAttribute("aria-label", said);
    lines.replaceChildren(...curves(shown, rows, looks));
    numbers.forEach((cell, key) =>
      cell.replaceChildren(...rows.map((row, lane) => number(row[key], lane, looks[lane], several))),
    );
  }
  return { element, draw };
}

// What one query's rows say: one row for a head or for the mean, all of them for all heads at once.
function reading({ words, weights }, heads, mode, query) {
  const count = words.length;
  const perHead = heads.map((_, head) =>
    weights.slice((head * count + query) * count, (head * count + query + 1) * count),
  );
  const names = namesApart(words);
  const rows = mode < heads.length ? [perHead[mode]] : mode === heads.length ? [meanOf(perHead)] : perHead;
  const ofOneHead = heads.length > 1 && mode < heads.length ? [{ ...HEADS[mode], dashes: "none" }] : [PLAIN];
  return {
    query: names[query],
    names,
    rows,
    found: rows.map((row) => largestOf(row, names)),
    looks: mode > heads.length ? HEADS : ofOneHead,
    sums: rows.map(sum),
  };
}

function most({ weight, words }) {
  if (!words.length) return say("nothing: all weights are 0");
  const found = { words: words.map(quoted).join(", "), weight: show(weight) };
  return words.length > 1 ? say("{words}: {weight} each", found) : say("{words}: {weight}", found);
}

function totals(sums) {
  const texts = sums.map((one) => show(one));
  if (texts.length === 1) return say("The weights of this row sum to {sum}.", { sum: texts[0] });
  if (texts.every((text) => text === texts[0])) return say("The row of each head sums to {sum}.", { sum: texts[0] });
  return say("The rows of the heads sum to {sums}.", { sums: texts.join(", ") });
}

// What the query attends to; `mode` names the head, if there are several.
function attends(query, largest, mode) {
  const found = { query, most: most(largest), mode };
  if (!largest.words.length)
    return mode ? say("“{query}” attends to {most} ({mode}).", found) : say("“{query}” attends to {most}.", found);
  return mode
    ? say("“{query}” attends most to {most} ({mode}).", found)
    : say("“{query}” attends most to {most}.", found);
}

function start(figure) {
  const { sentences, heads, word } = figure.data;
  const several = heads.length > 1;
  let { sentence: at } = figure.data;
  let chosen = word;
  let [pointed, mode] = [null, 0];
  let words; // the board of the sentence that is shown

  const picker = chooser(
    say("Sentence"),
    sentences.map(({ words: each }) => each.join(" ")),
    open,
  );
  const modeNames = [...heads, say("mean of the heads"), say("all heads at once")];
  const modes = radioGroup(
    say("Head"),
    modeNames.map((name, head) => (head < heads.length ? [mark(head), name, " ", swatch(HEADS[head])] : [name])),
    (to) => {
      mode = to;
      draw();
    },
    { class: "buttons" },
  );
  const holder = html("div");
  const sentence = html("p", { class: "said" });
  const each = heads.map((name, head) => readout(mark(head), name));
  const every = readouts(...each);
  const note = html("p", { class: "note" });

  function open(to) {
    at = to;
    const { length } = sentences[at].words;
    // Its own word; else the same place: sentences that differ in one word are compared there.
    [chosen, pointed] = [Array.isArray(word) ? word[at] : Math.min(chosen, length - 1), null];
    words = board(
      sentences[at].words,
      (to) => {
        [chosen, pointed] = [to, null];
        draw();
      },
      (to) => {
        pointed = to;
        draw();
      },
    );
    holder.replaceChildren(words.element);
    draw();
  }

  function draw() {
    const shown = pointed === null ? chosen : pointed;
    const { query, names, rows, found, looks, sums } = reading(sentences[at], heads, mode, shown);
    const all = rows.length > 1;
    const said = all
      ? say("“{query}” attends most to {heads}.", {
          query,
          heads: found.map((largest, head) => `${heads[head]}, ${most(largest)}`).join("; "),
        })
      : attends(query, found[0], several ? modeNames[mode] : "");
    const onlyToSee =
      mode === heads.length ? say("This mean is a picture only: the model never averages its heads.") : "";
    const faint = rows.flat().some((weight) => weight < FAINTEST) ? say("A weight below 0.005 has no line.") : "";
    const numbers = all ? "" : `${names.map((name, key) => `${name} ${show(rows[0][key])}`).join(", ")}.`;

    picker.list.selectedIndex = at;
    modes.check(mode);
    words.draw(shown, chosen, rows, looks, said);
    sentence.textContent = all ? say("“{query}” attends most to:", { query }) : said;
    every.hidden = !all;
    if (all) found.forEach((largest, head) => each[head].write(most(largest)));
    note.textContent = together(totals(sums), onlyToSee, faint);
    figure.publish(
      { sentence: at, query: shown, chosen, mode: modeNames[mode], rows, sums, largest: found },
      together(said, totals(sums), onlyToSee, numbers),
    );
  }

  open(at);
  figure.mount(
    ...(sentences.length > 1 ? [picker.element] : []),
    ...(several ? [modes.group] : []),
    holder,
    sentence,
    ...(several ? [every] : []),
    note,
  );
}
