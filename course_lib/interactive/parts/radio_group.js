// A radio group of buttons: one stop of Tab, where the arrow keys choose as they go.
function radioGroup(name, contents, onChoose, look = {}) {
  const buttons = contents.map((content, at) =>
    place(
      press("", () => onChoose(at), { role: "radio" }),
      {},
      ...content,
    ),
  );
  const group = html("div", { role: "radiogroup", "aria-label": name, ...look }, ...buttons);
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
        place(button, { "aria-checked": at === chosen, tabindex: at === chosen ? 0 : -1 }),
      ),
  };
}
