// Fields for numbers that keep the last valid one, and one paragraph that says what is wrong with any of them.
function numberFields() {
  const problem = html("p", { class: "problem", role: "alert" });
  const problems = new Map();

  function complain(name, text) {
    if (text) problems.set(name, text);
    else problems.delete(name);
    const all = [...problems.values()].join(" ");
    if (problem.textContent !== all) problem.textContent = all;
  }

  // The field steps by `leap` with Shift.
  function numberField({ name, label, min = -1e300, max = 1e300, step, leap, keep, onValue }) {
    const input = html("input", { type: "number", class: "field", step, "aria-label": name, autocomplete: "off" });
    const needed = () =>
      max < 1e300
        ? say("{name} needs a number from {min} to {max}.", { name, min: show(min, min % 1 ? 2 : 0), max })
        : say("{name} needs a number.", { name });
    const read = () => {
      const value = input.valueAsNumber;
      const valid = value >= min && value <= max;
      input.setAttribute("aria-invalid", !valid);
      complain(name, valid ? "" : `${needed()} ${say("The figure keeps {value}.", { value: keep() })}`);
      if (valid) onValue(value);
    };
    const write = (value) => {
      // The same number may be written otherwise ("1." on the way to "1.5"): do not disturb who types.
      if (input.valueAsNumber !== value) input.value = value;
      input.setAttribute("aria-invalid", false);
      complain(name, "");
    };
    input.addEventListener("input", read);
    input.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (!event.shiftKey || !direction) return;
      event.preventDefault();
      write(clamp(Number((keep() + direction * leap).toFixed(9)), min, max));
      read();
    });
    return { input, write, element: html("label", {}, label, input) };
  }

  return { numberField, problem };
}
