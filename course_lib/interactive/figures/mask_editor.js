const HATCH = "repeating-linear-gradient(135deg,var(--soft) 0 1px,var(--paper) 1px 6px)";
const showWeight = (weight) => (weight === 0 ? "0" : show(weight));

// One row: −∞ before softmax. A row of nothing but −∞ has no softmax, and gets zeros.
const blockBefore = (scores, open) =>
  open.includes(true) ? softmax(scores.map((score, at) => (open[at] ? score : -Infinity))) : scores.map(() => 0);

// The mistake: the blocked scores have already taken their share.
const zeroAfter = (scores, open) => softmax(scores).map((weight, at) => (open[at] ? weight : 0));

const and = (words) =>
  words.length > 1 ? say("{words} and {last}", { words: words.slice(0, -1).join(", "), last: words.at(-1) }) : words[0];

function verdict(names, mask, wrong) {
  const rowsWith = (fits) => names.filter((_, row) => fits(mask[row])).map((name) => say("“{word}”", { word: name }));
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

function button(text, onPress, look = "") {
  const element = html("button", { type: "button", style: look }, text);
  element.addEventListener("click", onPress);
  return element;
}

// Two numbers one below the other: score and weight; the button's name begins with them, as it must hold what is seen. As wide as each other, they make one plain plate on the hatching.
function cell(onPress) {
  const look = "white-space:nowrap;";
  const score = html("span", { "aria-hidden": true, style: look + "font-size:13px;line-height:18px" });
  const weight = html("b", {
    "aria-hidden": true,
    style: look + "font-size:13px;font-weight:600;line-height:19px;letter-spacing:-0.03em",
  });
  const press = button(
    "",
    onPress,
    "width:100%;height:46px;padding:0;color:var(--ink);display:grid;place-content:center;text-align:center;font-variant-numeric:tabular-nums",
  );
  press.append(score, " ", weight);
  return {
    press,
    element: html("div", { role: "gridcell", style: "min-width:0" }, press),
    write(name, value, share, open, wrong) {
      score.textContent = open || wrong ? show(value, Math.abs(value) < 9.95 ? 1 : 0) : "−∞";
      weight.textContent = showWeight(share);
      press.style.background = open ? `color-mix(in srgb,var(--x) ${50 * share}%,var(--paper))` : HATCH;
      for (const { style } of [score, weight])
        [style.background, style.padding] = open ? ["none", "0"] : ["var(--paper)", "0 3px"];
      const shown = { cell: name, score: score.textContent, weight: weight.textContent };
      place(
        press,
        {
          "aria-pressed": open,
          "aria-label": open
            ? say("{score} {weight} for {cell}", shown)
            : say("{score} {weight}, blocked, for {cell}", shown),
        },
        [],
      );
    },
  };
}

// One tab stop for the whole grid; arrow keys, Home and End move within it.
function rove(grid, rows, stop) {
  const last = rows.length - 1;
  const moves = {
    ArrowUp: ([row, column]) => [row - 1, column],
    ArrowDown: ([row, column]) => [row + 1, column],
    ArrowLeft: ([row, column]) => [row, column - 1],
    ArrowRight: ([row, column]) => [row, column + 1],
    Home: ([row], all) => [all ? 0 : row, 0],
    End: ([row], all) => [all ? last : row, last],
  };
  const goTo = (row, column) => {
    rows[stop[0]][stop[1]].press.tabIndex = -1;
    stop = [clamp(row, 0, last), clamp(column, 0, last)];
    rows[stop[0]][stop[1]].press.tabIndex = 0;
  };
  rows.forEach((cells, row) =>
    cells.forEach(({ press }, column) => {
      press.tabIndex = -1;
      press.addEventListener("focus", () => goTo(row, column));
    }),
  );
  goTo(...stop);
  grid.addEventListener("keydown", (event) => {
    if (!moves[event.key] || event.altKey || event.metaKey) return;
    event.preventDefault();
    goTo(...moves[event.key](stop, event.ctrlKey));
    rows[stop[0]][stop[1]].press.focus();
  });
}

function start(figure) {
  const { tokens, scores, pads } = figure.data;
  // Words that occur twice are told apart by their place.
  const names = tokens.map((token, at) =>
    tokens.indexOf(token) === tokens.lastIndexOf(token) ? token : `${token} ${at + 1}`,
  );
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
      return {
        wanted,
        press: button(name, () => {
          mask = wanted;
          draw(name + ".");
        }),
      };
    });
  const mistake = html("input", {
    type: "checkbox",
    autocomplete: "off",
    style: "width:24px;height:24px;margin:0;flex:none",
  });
  mistake.addEventListener("change", () =>
    draw(mistake.checked ? say("Zero after softmax.") : say("Minus infinity before softmax.")),
  );

  const rows = tokens.map((_, query) =>
    tokens.map((_, key) =>
      cell(() => {
        mask = mask.map((open, row) => open.map((may, column) => (row === query && column === key ? !may : may)));
        const pair = { query: names[query], key: names[key] };
        draw(
          mask[query][key] ? say("{query} may attend to {key}.", pair) : say("{query} may not attend to {key}.", pair),
          query,
        );
      }),
    ),
  );
  const totals = tokens.map(() =>
    html("span", {
      role: "gridcell",
      style: "min-width:36px;font-size:14px;font-variant-numeric:tabular-nums;text-align:right",
    }),
  );
  const sentence = html("p", { class: "verdict" });

  function draw(change, changed) {
    const wrong = mistake.checked;
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
      total.className = wrong && mask[row].includes(false) ? "problem" : "";
      total.style.fontWeight = total.className ? "bold" : "normal";
    });
    for (const { wanted, press } of presets) {
      const on = JSON.stringify(wanted) === JSON.stringify(mask);
      press.setAttribute("aria-pressed", on);
      [press.style.background, press.style.color] = on ? ["var(--ink)", "var(--paper)"] : ["", ""];
    }
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

  // Words too long for their column stand upright. Chinese characters are about twice as wide.
  const longest = Math.max(...tokens.map((token) => token.replace(/[⺀-\uffff]/g, "  ").length));
  const phone = matchMedia("(max-width: 520px)");
  const heads = tokens.map((token) =>
    html(
      "span",
      { role: "columnheader", class: "y", style: "justify-self:center;align-self:end;font-size:15px" },
      token,
    ),
  );
  const turn = () =>
    heads.forEach(({ style }) => (style.writingMode = longest > (phone.matches ? 3 : 6) ? "vertical-rl" : ""));
  phone.addEventListener("change", turn);
  turn();
  const grid = html(
    "div",
    {
      role: "grid",
      "aria-label": say("Attention weights: a row for each query, a column for each key"),
      style: "display:contents",
    },
    html(
      "div",
      { role: "row", style: "display:contents" },
      html(
        "span",
        { role: "columnheader", class: "x", style: "grid-column:1;align-self:end;font-size:14px" },
        say("query ↓"),
      ),
      ...heads,
      html("span", { role: "columnheader", class: "note", style: "align-self:end;text-align:right" }, say("sum")),
    ),
    ...tokens.map((token, row) =>
      html(
        "div",
        { role: "row", style: "display:contents" },
        html("span", { role: "rowheader", class: "x", style: "overflow-wrap:anywhere;font-size:15px" }, token),
        ...rows[row].map(({ element }) => element),
        totals[row],
      ),
    ),
  );
  rove(grid, rows, [0, 0]);
  draw();
  figure.mount(
    html("div", { style: "display:flex;flex-wrap:wrap;gap:8px" }, ...presets.map(({ press }) => press)),
    html("label", { style: "margin-top:8px" }, mistake, say("Zero after softmax (wrong)")),
    sentence,
    html(
      "div",
      {
        style: `display:grid;grid-template-columns:fit-content(22%) repeat(${tokens.length},minmax(24px,1fr)) auto;gap:4px 3px;align-items:center;max-width:${150 + 84 * tokens.length}px`,
      },
      html(
        "span",
        { class: "y", style: `grid-column:2/${tokens.length + 2};text-align:center;font-size:14px` },
        say("key →"),
      ),
      grid,
    ),
    html("p", { class: "note" }, say("In each cell: the score, and below it the weight. Hatched cells are blocked.")),
  );
}
