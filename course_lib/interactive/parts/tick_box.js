// A box to tick, with what it switches on; `onChange` hears whether it is ticked.
function tickBox(name, onChange) {
  const box = html("input", { type: "checkbox", autocomplete: "off" });
  box.addEventListener("change", () => onChange(box.checked));
  return { box, element: html("label", {}, box, name) };
}
