const showWeight = (weight) => (weight === 0 ? "0" : show(weight));

const and = (words) =>
  words.length > 1 ? say("{words} and {last}", { words: words.slice(0, -1).join(", "), last: words.at(-1) }) : words[0];

function verdict(names, mask, wrong) {
  const rowsWith = (fits) => names.filter((_, row) => fits(mask[row])).map(quoted);
  const short = rowsWith((open) => open.includes(false));
  const empty = rowsWith((open) => !open.includes(true));
  if (!short.length)
    return wrong
      ? say("Nothing is blocked: zeroing after softmax changes nothing yet.")
      : say("Nothing is blocked: each row shares 1 among all keys.");
  if (wrong)
    return say("Wrong: the weights of {words} no longer sum to 1. Blocked scores still counted in softmax.", {
      words: and(short),
    });
  if (!empty.length) return say("Blocked weights are 0, and the open cells of each row share 1.");
  return say("{words} may attend to nothing: the weights are set to 0. Softmax alone would give 0/0, which is NaN.", {
    words: and(empty),
  });
}

// Two numbers one below the other: score and weight; the button's name begins with them, as it must hold what is seen.
function cell(onPress) {
  const [score, weight] = ["span", "b"].map((tag) => html(tag, { "aria-hidden": true }));
  const button = place(press("", onPress, { class: "cell" }), {}, score, " ", weight);
  return {
    press: button,
    element: html("div", { role: "gridcell" }, button),
    write(name, value, share, open, wrong) {
      score.textContent = open || wrong ? show(value, Math.abs(value) < 9.95 ? 1 : 0) : "−∞";
      weight.textContent = showWeight(share);
      const shown = { cell: name, score: score.textContent, weight: weight.textContent };
      place(button, {
        style: `--share:${50 * share}%`,
        "aria-pressed": open,
        "aria-label": open
          ? say("{score} {weight} for {cell}", shown)
          : say("{score} {weight}, blocked, for {cell}", shown),
      });
    },
  };
}

// The names of the keys; words too long for their column stand upright.
function columnHeads(tokens) {
  const longest = Math.max(...tokens.map(widthOf));
  const phone = matchMedia("(max-width: 520px)");
  const heads = tokens.map((token) => html("span", { role: "columnheader" }, token));
  const turn = () => {
    for (const head of heads) head.className = longest > (phone.matches ? 3 : 6) ? "y upright" : "y";
  };
  phone.addEventListener("change", turn);
  turn();
  return heads;
}

function start(figure) {
  const { tokens, scores, pads } = figure.data;
  const names = namesApart(tokens, (token, place) => `${token} ${place}`);
  const maskWhere = (allows) => tokens.map((_, query) => tokens.map((_, key) => allows(query, key)));
  let mask = maskWhere(() => true);

  const presets = [
    [say("No mask"), () => true],
    [say("Padding"), (_, key) => !pads[key], "pads"],
    [say("Causal"), (query, key) => key <= query],
    [say("Padding and causal"), (query, key) => key <= query && !pads[key], "pads"],
  ]
    .filter(([, , needs]) => pads.includes(true) || !needs)
    .map(([name, allows]) => {
      const wanted = maskWhere(allows);
      const button = press(name, () => {
        mask = wanted;
        draw(name + ".");
      });
      return { wanted, button };
    });
  const mistake = tickBox(say("Zero after softmax (wrong)"), (wrong) =>
    draw(wrong ? say("Zero after softmax.") : say("Minus infinity before softmax.")),
  );
  const turnOver = (query, key) => {
    mask = mask.with(query, mask[query].with(key, !mask[query][key]));
    const pair = { query: names[query], key: names[key] };
    draw(
      mask[query][key] ? say("{query} may attend to {key}.", pair) : say("{query} may not attend to {key}.", pair),
      query,
    );
  };
  const rows = tokens.map((_, query) => tokens.map((_, key) => cell(() => turnOver(query, key))));
  const totals = tokens.map(() => html("span", { role: "gridcell" }));
  const sentence = html("p", { class: "verdict" });

  function draw(change, changed) {
    const wrong = mistake.box.checked;
    const weights = scores.map((row, at) => (wrong ? zeroAfter : blockBefore)(row, mask[at]));
    const sums = weights.map(sum);
    rows.forEach((cells, query) =>
      cells.forEach((one, key) =>
        one.write(
          say("query {query}, key {key}", { query: names[query], key: names[key] }),
          scores[query][key],
          weights[query][key],
          mask[query][key],
          wrong,
        ),
      ),
    );
    totals.forEach((total, row) => {
      total.textContent = showWeight(sums[row]);
      total.className = wrong && mask[row].includes(false) ? "digits problem" : "digits";
    });
    for (const { wanted, button } of presets)
      place(button, { "aria-pressed": JSON.stringify(wanted) === JSON.stringify(mask) });
    sentence.textContent = verdict(names, mask, wrong);
    const said = (row) =>
      say("Weights of {word}: {weights}; sum {sum}.", {
        word: names[row],
        weights: names.map((name, key) => `${name} ${showWeight(weights[row][key])}`).join(", "),
        sum: showWeight(sums[row]),
      });
    const spoken = changed === undefined ? names.map((_, row) => said(row)) : [said(changed)];
    figure.publish({ mask, wrong, weights, sums }, [change, sentence.textContent, ...spoken].join(" "));
  }

  const grid = html(
    "div",
    { role: "grid", "aria-label": say("Attention weights: a row for each query, a column for each key") },
    tableRow(
      html("span", { role: "columnheader", class: "x" }, say("query ↓")),
      ...columnHeads(tokens),
      html("span", { role: "columnheader", class: "note" }, say("sum")),
    ),
    ...tokens.map((token, row) =>
      tableRow(
        html("span", { role: "rowheader", class: "x" }, token),
        ...rows[row].map(({ element }) => element),
        totals[row],
      ),
    ),
  );
  rove(grid, rows, [0, 0]);
  draw();
  figure.mount(
    buttonRow(...presets.map(({ button }) => button)),
    mistake.element,
    sentence,
    html(
      "div",
      { class: "cells", style: `--count:${tokens.length}` },
      html("span", { class: "y" }, say("key →")),
      grid,
    ),
    html("p", { class: "note" }, say("In each cell: the score, and below it the weight. Hatched cells are blocked.")),
  );
}
