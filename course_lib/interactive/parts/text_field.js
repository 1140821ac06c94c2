// A field for words of the reader's, which no browser should complete, correct or write with capitals.
function textField(name, onInput) {
  const look = { class: "field", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
  const field = html("input", { type: "text", "aria-label": name, ...look });
  field.addEventListener("input", () => onInput(field.value));
  return field;
}
