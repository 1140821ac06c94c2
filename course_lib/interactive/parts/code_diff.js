// Code whose lines come and go with changes, as a diff.

// A line is there with any one of the changes with which it comes, if it needs one, and with none with which it goes.
const isThere = ([, comesWith, goesWith], ticked) =>
  (!comesWith.length || comesWith.some((change) => ticked.includes(change))) &&
  !goesWith.some((change) => ticked.includes(change));

// The lines to show: each with " ", or "−" where it was taken out, or "+" where it was put in. Numbers stand in the place of their {names}.
const diffOf = (lines, ticked, numbers) =>
  lines
    .map((line) => [isThere(line, []), isThere(line, ticked), line[0]])
    .filter(([before, after]) => before || after)
    .map(([before, after, text]) => [
      before === after ? " " : before ? "−" : "+",
      text.replace(/{(\w+)}/g, (_, name) => numbers[name]),
    ]);

function diffLine([mark, text]) {
  const tag = { "−": "del", "+": "ins" }[mark] ?? "div";
  const heard = { "−": say("taken out:"), "+": say("put in:") }[mark];
  return html(
    tag,
    { class: text.startsWith("def") ? "entry begins" : "entry" },
    html("span", { "aria-hidden": "true" }, mark),
    ...(heard ? [html("span", { class: "spoken" }, heard)] : []),
    html("code", {}, text),
  );
}
