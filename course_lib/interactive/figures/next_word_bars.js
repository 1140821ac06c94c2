const BARS = 8;
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%,()*+-;.=:?@^_`{|}~"; // those of half_precision.py

// Half precision in its 16 bits: sign, five for the exponent, ten for the fraction.
function fromHalf(bits) {
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  return (bits >> 15 ? -1 : 1) * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -24 * fraction);
}

// Five digits are two numbers; the tree says how many of them each parameter has.
function unpack(counts, text) {
  const numbers = [];
  for (let at = 0; at < text.length; at += 5) {
    const bits = [...text.slice(at, at + 5)].reduce((value, digit) => value * 85 + DIGITS.indexOf(digit), 0);
    numbers.push(fromHalf(Math.floor(bits / 65536)), fromHalf(bits % 65536));
  }
  let taken = 0;
  function fill(part) {
    if (typeof part !== "number")
      return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, fill(inner)]));
    taken += part;
    return numbers.slice(taken - part, taken);
  }
  return fill(counts);
}

const plus = (one, other) => one.map((number, at) => number + other[at]);
const times = (one, other) => one.map((number, at) => number * other[at]);

function linear(x, { weight, bias }) {
  const rows = Array.from({ length: weight.length / x.length }, (_, row) =>
    x.reduce((total, number, at) => total + number * weight[row * x.length + at], 0),
  );
  return bias ? plus(rows, bias) : rows;
}

function normed(x, { weight, bias }) {
  const mean = sum(x) / x.length;
  const spread = Math.sqrt(sum(x.map((number) => (number - mean) ** 2)) / x.length + 1e-5);
  return plus(
    x.map((number, at) => ((number - mean) / spread) * weight[at]),
    bias,
  );
}

// Turn each pair of components of a head by an angle that grows with the place.
const turned = (head, position, base) =>
  head.map((number, at) => {
    const angle = position / base ** ((at - (at % 2)) / head.length);
    return at % 2
      ? head[at - 1] * Math.sin(angle) + number * Math.cos(angle)
      : number * Math.cos(angle) - head[at + 1] * Math.sin(angle);
  });

const ACTIVATIONS = {
  relu: (x) => Math.max(0, x),
  gelu: (x) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))),
  silu: (x) => x / (1 + Math.exp(-x)),
};

function feedForward(x, block, activation) {
  const hidden = linear(x, block.w_1);
  return linear(
    block.w_gate
      ? times(linear(x, block.w_gate).map(ACTIVATIONS[activation]), hidden)
      : hidden.map(ACTIVATIONS[activation]),
    block.w_2,
  );
}

// Self-attention under the causal mask, for all words.
function attention(words, block, heads, base) {
  const width = words[0].length / heads;
  const split = (x, at) =>
    Array.from({ length: heads }, (_, head) => x.slice(head * width, (head + 1) * width)).map((part) =>
      at === null ? part : turned(part, at, base),
    );
  const [queries, keys, values] = [block.w_q, block.w_k, block.w_v].map((matrix, which) =>
    words.map((x, at) => split(linear(x, matrix), which < 2 ? at : null)),
  );
  return words.map((_, at) =>
    linear(
      queries[at].flatMap((query, head) => {
        const shares = softmax(keys.slice(0, at + 1).map((key) => sum(times(query, key[head])) / Math.sqrt(width)));
        return query.map((_, component) => sum(shares.map((share, word) => share * values[word][head][component])));
      }),
      block.w_o,
    ),
  );
}

// The shares of all words after these ids.
function nextShares({ weights, heads, base, activation }, ids) {
  const table = weights.embed.tokens.table.weight;
  const width = weights.blocks.final_norm.weight.length;
  let words = ids.map((id) => table.slice(id * width, (id + 1) * width));
  for (const layer of Object.values(weights.blocks.layers)) {
    const looked = attention(
      words.map((x) => normed(x, layer.around_attention.norm)),
      layer.self_attention,
      heads,
      base,
    );
    words = words.map((x, at) => plus(x, looked[at]));
    if (activation !== "none")
      words = words.map((x) =>
        plus(x, feedForward(normed(x, layer.around_feed_forward.norm), layer.feed_forward, activation)),
      );
  }
  return softmax(linear(normed(words.at(-1), weights.blocks.final_norm), weights.to_logits ?? { weight: table }));
}

function start(figure) {
  const { words, texts, most, ...model } = figure.data;
  model.weights = unpack(model.counts, model.numbers);
  let text = texts[figure.data.text];
  const choice = html(
    "select",
    {
      "aria-label": say("Text"),
      style: "flex:1;min-width:0;width:100%;min-height:36px;font:inherit",
      autocomplete: "off",
    },
    ...texts.map((one, at) => html("option", { value: at }, one || say("(nothing yet)"))),
  );
  choice.value = figure.data.text;
  choice.addEventListener("change", () => change(texts[choice.value]));
  const field = html("input", {
    type: "text",
    "aria-label": say("Your text"),
    autocomplete: "off",
    spellcheck: "false",
    style:
      "width:100%;min-height:36px;padding:0 8px;font:inherit;border:1px solid var(--soft);border-radius:4px;background:var(--paper);color:var(--ink)",
  });
  field.addEventListener("input", () => change(field.value, false));
  const back = html("button", { type: "button" }, say("Take a word back"));
  back.addEventListener("click", () => change(text.trim().split(/\s+/).slice(0, -1).join(" ")));
  const sentence = html("p", { class: "verdict" });
  const rows = Array.from({ length: Math.min(BARS, words.filter((word) => word).length) }, () => {
    const button = html("button", { type: "button", style: "text-align:left;overflow-wrap:anywhere" });
    button.addEventListener("click", () => change(`${text.trim()} ${button.dataset.word}`.trim()));
    const bar = svg("rect", { class: "bar", height: "100%" });
    const share = html("span", { style: "text-align:right;font-variant-numeric:tabular-nums" });
    return {
      button,
      bar,
      share,
      cells: [button, svg("svg", { class: "track", style: "height:28px", "aria-hidden": "true" }, bar), share],
    };
  });

  function change(next, writeField = true) {
    text = next;
    if (writeField) field.value = text;
    draw();
  }

  // What stands in the field may be a word on its way: the model reads the words before the first unknown one.
  function draw() {
    const typed = text
      .trim()
      .split(/\s+/)
      .filter((word) => word);
    const unknown = typed.findIndex((word) => !words.includes(word));
    const read = (unknown < 0 ? typed : typed.slice(0, unknown)).slice(0, most);
    const shares = nextShares(model, [model.start, ...read.map((word) => words.indexOf(word))]);
    const likeliest = shares
      .map((_, at) => at)
      .filter((at) => words[at])
      .sort((one, other) => shares[other] - shares[one] || one - other)
      .slice(0, BARS);
    rows.forEach((row, at) => {
      const id = likeliest[at];
      row.button.textContent = row.button.dataset.word = words[id];
      place(row.bar, { width: shares[id] * 100 + "%" }, []);
      row.share.textContent = show(shares[id], 3);
    });
    const best = { word: words[likeliest[0]], share: show(shares[likeliest[0]], 3) };
    const about =
      unknown >= 0
        ? say("The model does not know {word}; it reads the words before it.", { word: typed[unknown] })
        : typed.length > most
          ? say("The model reads the first {most} words.", { most })
          : "";
    sentence.textContent = together(about, say("Likeliest next: {word}, {share}.", best));
    figure.publish({ text: read, shares }, sentence.textContent);
  }

  change(text);
  figure.mount(
    html("label", {}, html("span", {}, say("Text")), choice),
    html("div", { style: "margin:8px 0" }, field),
    sentence,
    html(
      "div",
      {
        style:
          "display:grid;grid-template-columns:fit-content(40%) 1fr auto;gap:6px 12px;align-items:center;margin:8px 0",
      },
      ...rows.flatMap((row) => row.cells),
    ),
    back,
  );
}
