function box(token, isNew) {
  const looks = ["token", ...(isNew ? ["new"] : []), ...(isBytes(token) ? ["bytes"] : [])];
  return html("span", { class: looks.join(" ") }, textOf(token));
}

function start(figure) {
  const { pieces, merges, done: first } = figure.data;
  const all = merges.length;
  let done;
  const merging = slider(say("Merges"), { min: 0, max: all }, go);
  const sentence = html("p", { class: "verdict" });
  const tokens = html("div", { class: "tokens" });
  const [count, bytes] = [readout(say("tokens")), readout(say("bytes"))];

  function go(to) {
    done = clamp(to, 0, all);
    draw();
  }

  function draw() {
    const now = mergedPieces(pieces, merges.slice(0, done));
    const latest = done ? merges[done - 1] : [];
    const newest = key(latest.flat());
    const isNewest = (token) => done > 0 && key(token) === newest;
    merging.write(done, done, say("{done} of {all} merges", { done, all }));
    tokens.replaceChildren(...now.map((token) => box(token, isNewest(token))));
    count.write(now.length);
    bytes.write(sum(pieces.map((piece) => piece.length)));
    const [left, right] = latest.map(textOf);
    const said = done
      ? say("Merge {done} joins {left} and {right}; that token stands here {found} times.", {
          done,
          left,
          right,
          found: now.filter(isNewest).length,
        })
      : say("Before the first merge every byte is a token.");
    sentence.textContent = said;
    figure.publish({ done, tokens: now }, `${said} ${say("{count} tokens.", { count: now.length })}`);
  }

  go(first);
  figure.mount(
    merging.element,
    sentence,
    tokens,
    buttonRow(
      press(say("One back"), () => go(done - 1)),
      press(say("One on"), () => go(done + 1)),
      press(say("All merges"), () => go(all)),
    ),
    html(
      "p",
      { class: "note" },
      say(
        "␣ is a space. Two digits in orange are a byte that is no whole character; a blue frame is the newest token.",
      ),
    ),
    readouts(count, bytes),
  );
}
