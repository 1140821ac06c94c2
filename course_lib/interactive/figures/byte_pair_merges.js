const key = (token) => token.join(" ");

// One merge, from left to right: where both tokens stand side by side, one stands afterwards.
function merge(tokens, [left, right]) {
  const merged = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const found = at + 1 < tokens.length && key(tokens[at]) === key(left) && key(tokens[at + 1]) === key(right);
    merged.push(found ? [...left, ...right] : tokens[at]);
    if (found) at += 1;
  }
  return merged;
}

// Bytes that are no whole characters are shown as such.
function shown(token) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
      .decode(Uint8Array.from(token))
      .replaceAll(" ", "␣")
      .replaceAll("\n", "⏎");
  } catch {
    return token.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  }
}

const isBytes = (token) => /^[0-9A-F]{2}( [0-9A-F]{2})*$/.test(shown(token)) && token[0] > 127;

function box(token, isNew) {
  const look = `display:inline-block;margin:2px;padding:1px 6px;border-radius:4px;max-width:100%;overflow-wrap:anywhere;border:${isNew ? "2px solid var(--x);font-weight:600" : "1px solid var(--soft)"}`;
  return html("span", { style: isBytes(token) ? `${look};font-family:monospace;color:var(--y)` : look }, shown(token));
}

function start(figure) {
  const { pieces, merges } = figure.data;
  let { done } = figure.data;
  const name = say("Merges");
  const slider = html("input", {
    type: "range",
    min: 0,
    max: merges.length,
    step: 1,
    "aria-label": name,
    autocomplete: "off",
  });
  slider.addEventListener("input", () => {
    done = slider.valueAsNumber;
    draw();
  });
  const number = html("b", { style: "min-width:2.2em;text-align:right;font-variant-numeric:tabular-nums" });
  const sentence = html("p", { class: "verdict" });
  const tokens = html("div", { style: "line-height:1.9;margin:8px 0" });
  const [count, bytes] = [readout(say("tokens")), readout(say("bytes"))];
  const move = (words, by) => {
    const button = html("button", { type: "button" }, words);
    button.addEventListener("click", () => {
      done = clamp(done + by, 0, merges.length);
      draw();
    });
    return button;
  };

  function draw() {
    const now = merges.slice(0, done).reduce(
      (all, pair) => all.map((piece) => merge(piece, pair)),
      pieces.map((piece) => piece.map((byte) => [byte])),
    );
    const flat = now.flat();
    const latest = done ? merges[done - 1] : [];
    const newest = key(latest.flat());
    const found = flat.filter((token) => done && key(token) === newest).length;
    slider.value = done;
    number.textContent = done;
    slider.setAttribute("aria-valuetext", say("{done} of {all} merges", { done, all: merges.length }));
    tokens.replaceChildren(...flat.map((token) => box(token, done && key(token) === newest)));
    count.write(flat.length);
    bytes.write(sum(pieces.map((piece) => piece.length)));
    const joined = { done, left: shown(latest[0] ?? []), right: shown(latest[1] ?? []), found };
    const said = done
      ? say("Merge {done} joins {left} and {right}; that token stands here {found} times.", joined)
      : say("Before the first merge every byte is a token.");
    sentence.textContent = said;
    figure.publish({ done, tokens: flat }, `${said} ${say("{count} tokens.", { count: flat.length })}`);
  }

  draw();
  figure.mount(
    html("label", {}, html("span", {}, name), slider, number),
    sentence,
    tokens,
    html(
      "div",
      { style: "display:flex;flex-wrap:wrap;gap:8px" },
      move(say("One back"), -1),
      move(say("One on"), 1),
      move(say("All merges"), merges.length),
    ),
    html(
      "p",
      { class: "note" },
      say(
        "␣ is a space. Two digits in orange are a byte that is no whole character; a blue frame is the newest token.",
      ),
    ),
    html("dl", {}, count.row, bytes.row),
  );
}
