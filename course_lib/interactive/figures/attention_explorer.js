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
const FAINTEST = 0.005; // a smaller weight reads 0.00 and has no line

const pen = ({ colour, dashes }) => ({ style: `stroke:${colour}`, fill: "none", "stroke-dasharray": dashes });
const framed = (colour) => `inset 0 0 0 2px var(--${colour})`;

// A radio group of buttons: one stop of Tab, where the arrow keys choose as they go.
function choices(label, style, labels, onChoose) {
  const buttons = labels.map((content) => html("button", { type: "button", role: "radio" }, ...content));
  const group = html("div", { role: "radiogroup", "aria-label": label, style }, ...buttons);
  buttons.forEach((button, at) => button.addEventListener("click", () => onChoose(at)));
  group.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(event.target);
    const count = buttons.length;
    const to = { ArrowDown: at + 1, ArrowRight: at + 1, ArrowUp: at - 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }[
      event.key
    ];
    // With Alt, Ctrl or Meta they are the browser's own shortcuts.
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onChoose((to + count) % count);
    buttons[(to + count) % count].focus();
  });
  return {
    group,
    buttons,
    check: (chosen) =>
      buttons.forEach((button, at) =>
        place(button, { "aria-checked": at === chosen, tabindex: at === chosen ? 0 : -1 }, []),
      ),
  };
}

// One curve for each weight of each row, from the query's height to the key's; the rows of several heads run side by side.
function curves(query, rows, looks) {
  return rows.flatMap((row, lane) =>
    row.map((weight, key) => {
      const aside = (lane - (rows.length - 1) / 2) / rows.length;
      const [from, to] = [query + 0.5 + aside * 0.4, key + 0.5 + aside * 0.7];
      return weight < FAINTEST
        ? ""
        : svg("path", {
            ...pen(looks[lane]),
            d: `M0 ${from}C50 ${from} 50 ${to} 100 ${to}`,
            "vector-effect": "non-scaling-stroke",
            "stroke-width": 1 + weight * (rows.length > 1 ? 5 : 13),
            "stroke-opacity": 0.3 + 0.7 * weight,
          });
    }),
  );
}

// The number of one weight on a bar as long as the weight is large; among several heads, beside its head's mark.
function amount(weight, { mark, colour }, several) {
  const bar = `linear-gradient(90deg,color-mix(in srgb,${colour} 35%,transparent) ${weight * 100}%,transparent 0)`;
  const number = html(
    "span",
    { style: `flex:1;padding:1px ${several ? "0 1px 2px;font-size:13px" : "4px"};border-radius:2px;background:${bar}` },
    show(weight),
  );
  return html(
    "span",
    { style: "display:flex;align-items:center;white-space:nowrap" },
    ...(several
      ? [html("span", { style: `width:12px;color:${colour};font-size:12px`, "aria-hidden": "true" }, mark)]
      : []),
    number,
  );
}

// The same words as queries on the left and as keys on the right, with room for curves between and numbers beside.
function board(words, onChoose, onPoint) {
  const span = `grid-row:2/span ${words.length};`;
  const text = "min-width:0;line-height:1.2;";
  const queries = choices(
    say("Query"),
    span + "display:grid;grid-template-rows:subgrid",
    words.map((word) => [word]),
    onChoose,
  );
  queries.buttons.forEach((button, at) => {
    button.style.cssText = text + "margin:2px 0;padding:0 4px;min-height:32px;font-size:inherit";
    // A finger only taps: a mouse points before it chooses.
    button.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && onPoint(at));
  });
  queries.group.addEventListener("pointerleave", () => onPoint(null));
  const lines = svg("svg", {
    viewBox: `0 0 100 ${words.length}`,
    preserveAspectRatio: "none",
    role: "img",
    style: "position:absolute;height:100%",
  });
  const keys = words.map((word, at) =>
    html("span", { class: "y", style: `${text}grid-row:${at + 2};align-self:center` }, word),
  );
  const numbers = words.map((_, at) =>
    html("span", {
      style: `grid-row:${at + 2};display:grid;align-content:center;gap:0 10px;padding:4px 0;font-variant-numeric:tabular-nums`,
    }),
  );
  const titles = [say("query"), "", say("key"), say("weight")].map((title, at) =>
    html("span", { class: at % 2 ? "note" : "xy"[at / 2] }, title),
  );
  const element = html(
    "div",
    {},
    ...titles,
    queries.group,
    html("div", { style: span + "grid-column:2;position:relative" }, lines),
    ...words.flatMap((_, at) => [keys[at], numbers[at]]),
  );

  function draw(shown, chosen, rows, looks, said) {
    const several = rows.length > 1;
    const room = several ? `max(100px,min(30%,${rows.length * 55 - 10}px))` : "max(60px,22%)";
    element.style.cssText = `display:grid;grid-template:auto/fit-content(30%) minmax(48px,1fr) fit-content(30%) ${room};grid-auto-rows:1fr;gap:0 6px;font-size:${several ? 14 : 16}px`;
    queries.check(chosen);
    queries.buttons.forEach(({ style }, at) => {
      style.background = at === shown ? "var(--x)" : "";
      style.color = at === shown ? "var(--paper)" : "var(--x)";
      style.boxShadow = at === chosen ? framed("x") : "";
    });
    lines.setAttribute("aria-label", said);
    lines.replaceChildren(...curves(shown, rows, looks));
    numbers.forEach((cell, key) => {
      cell.style.gridTemplateColumns = several ? "repeat(auto-fill,45px)" : "1fr";
      cell.replaceChildren(...rows.map((row, lane) => amount(row[key], looks[lane], several)));
    });
  }
  return { element, draw };
}

// What one query's rows say: one row for a head or for the mean, all of them for all heads at once.
function reading({ words, weights }, heads, mode, query) {
  const count = words.length;
  const several = heads.length > 1;
  const perHead = heads.map((_, head) =>
    weights.slice((head * count + query) * count, (head * count + query + 1) * count),
  );
  const mean = words.map((_, key) => sum(perHead.map((row) => row[key])) / heads.length);
  // A word that occurs twice is told apart by its place.
  const names = words.map((word, at) =>
    words.indexOf(word) < words.lastIndexOf(word) ? say("{word} (word {place})", { word, place: at + 1 }) : word,
  );
  const rows = mode < heads.length ? [perHead[mode]] : mode === heads.length ? [mean] : perHead;
  const found = rows.map((row) => {
    const weight = Math.max(...row);
    return { weight, words: weight ? names.filter((_, at) => weight - row[at] < 1e-9) : [] };
  });
  const looks =
    mode > heads.length ? HEADS : several && mode < heads.length ? [{ ...HEADS[mode], dashes: "none" }] : [PLAIN];
  return { query: names[query], names, rows, found, looks, sums: rows.map(sum) };
}

function most({ weight, words }) {
  if (!words.length) return say("nothing: all weights are 0");
  const found = { words: words.map((word) => say("“{word}”", { word })).join(", "), weight: show(weight) };
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

function sentencePicker(sentences, onChoose) {
  const list = html(
    "select",
    {
      autocomplete: "off",
      style:
        "flex:1;width:100%;min-width:0;height:36px;padding:0 4px;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit",
    },
    ...sentences.map(({ words }) => html("option", {}, words.join(" "))),
  );
  list.addEventListener("input", () => onChoose(list.selectedIndex));
  return { list, element: html("label", {}, say("Sentence"), list) };
}

function start(figure) {
  const { sentences, heads, word } = figure.data;
  let { sentence: number } = figure.data;
  let chosen = word;
  let [pointed, mode] = [null, 0];
  let words; // the board of the sentence that is shown

  const picker = sentencePicker(sentences, open);
  const modeNames = [...heads, say("mean of the heads"), say("all heads at once")];
  const mark = (at) =>
    html("span", { style: `color:${HEADS[at].colour};margin-right:5px`, "aria-hidden": "true" }, HEADS[at].mark);
  const swatch = (at) =>
    svg(
      "svg",
      {
        style: "display:inline-block;width:28px;height:4px;margin-left:6px;vertical-align:middle",
        "aria-hidden": "true",
      },
      svg("line", { x2: 28, y1: 2, y2: 2, "stroke-width": 3, ...pen(HEADS[at]) }),
    );
  const modes = choices(
    say("Head"),
    "display:flex;flex-wrap:wrap;gap:6px;margin:8px 0",
    modeNames.map((name, at) => (at < heads.length ? [mark(at), name, swatch(at)] : [name])),
    (at) => {
      mode = at;
      draw();
    },
  );
  const holder = html("div", {});
  const sentence = html("p", { style: "font-weight:600" });
  const each = heads.map((name, at) => readout(mark(at), name));
  const every = html("dl", { style: "margin:4px 0 0;max-width:420px" }, ...each.map(({ row }) => row));
  const note = html("p", { class: "note" });

  function open(at) {
    number = at;
    const { length } = sentences[number].words;
    // Its own word; else the same place: sentences that differ in one word are compared there.
    [chosen, pointed] = [Array.isArray(word) ? word[at] : Math.min(chosen, length - 1), null];
    words = board(
      sentences[number].words,
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
    const { query, names, rows, found, looks, sums } = reading(sentences[number], heads, mode, shown);
    const several = rows.length > 1;
    const said = several
      ? say("“{query}” attends most to {heads}.", {
          query,
          heads: found.map((largest, at) => `${heads[at]}, ${most(largest)}`).join("; "),
        })
      : attends(query, found[0], heads.length > 1 ? modeNames[mode] : "");
    const onlyToSee =
      mode === heads.length ? say("This mean is a picture only: the model never averages its heads.") : "";
    const faint = rows.flat().some((weight) => weight < FAINTEST) ? say("A weight below 0.005 has no line.") : "";
    const numbers = several ? "" : `${names.map((name, key) => `${name} ${show(rows[0][key])}`).join(", ")}.`;

    picker.list.selectedIndex = number;
    modes.check(mode);
    modes.buttons.forEach(({ style }, at) => (style.boxShadow = at === mode ? framed("ink") : ""));
    words.draw(shown, chosen, rows, looks, said);
    sentence.textContent = several ? say("“{query}” attends most to:", { query }) : said;
    every.hidden = !several;
    if (several) found.forEach((largest, at) => each[at].write(most(largest)));
    note.textContent = together(totals(sums), onlyToSee, faint);
    figure.publish(
      { sentence: number, query: shown, chosen, mode: modeNames[mode], rows, sums, largest: found },
      together(said, totals(sums), onlyToSee, numbers),
    );
  }

  open(number);
  const several = heads.length > 1;
  figure.mount(
    html(
      "div",
      { style: "overflow-wrap:anywhere" },
      ...(sentences.length > 1 ? [picker.element] : []),
      ...(several ? [modes.group] : []),
      holder,
      sentence,
      ...(several ? [every] : []),
      note,
    ),
  );
}
