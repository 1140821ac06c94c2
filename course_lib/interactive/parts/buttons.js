function press(name, onPress, look = {}) {
  const button = html("button", { type: "button", ...look }, name);
  button.addEventListener("click", onPress);
  return button;
}

const buttonRow = (...buttons) => html("div", { class: "buttons" }, ...buttons);
