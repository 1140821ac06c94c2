// A native list: letters jump to an entry, arrows step, and nothing wrong can be typed. `onChoose` gets a place in it.
function chooser(name, entries, onChoose, look = {}) {
  const options = entries.map((entry) => html("option", {}, entry));
  const list = html("select", { class: "field", "aria-label": name, autocomplete: "off" }, ...options);
  list.addEventListener("input", () => onChoose(list.selectedIndex));
  return { list, element: html("label", {}, html("span", look, name), list) };
}
