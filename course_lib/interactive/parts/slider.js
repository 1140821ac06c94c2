// A slider and the value it stands at, which `write` says to the eye and, where that takes other words, to the ear.
function slider(name, range, onMove) {
  const input = html("input", { type: "range", step: 1, "aria-label": name, autocomplete: "off", ...range });
  const shown = html("b", { class: "digits" });
  input.addEventListener("input", () => onMove(input.valueAsNumber));
  return {
    input,
    shown,
    element: html("label", { class: "slider" }, html("span", {}, name), input, shown),
    write(value, seen, heard = seen) {
      input.value = value;
      shown.replaceChildren(seen);
      input.setAttribute("aria-valuetext", heard);
    },
  };
}
