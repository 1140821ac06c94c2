// Shared by every interactive figure. Python puts it, and then the figure's own script, inside one function.

const SVG = "http://www.w3.org/2000/svg";

function place(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const html = (tag, attributes = {}, ...children) => place(document.createElement(tag), attributes, children);
const svg = (tag, attributes = {}, ...children) => place(document.createElementNS(SVG, tag), attributes, children);

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const sum = (values) => values.reduce((total, value) => total + value, 0);

// The sentences of the page's language, by their English templates; in an English page there are none.
const translations = {};

// A template in the page's language, as a list: its words, and in the place of each {name} the value.
const sayParts = (template, values) =>
  (translations[template] ?? template).split(/{(\w+)}/).map((part, at) => (at % 2 ? values[part] : part));

// The same as a text. Both are given their template as a literal, by which Python finds what is to be translated.
const say = (template, values) => sayParts(template, values).join("");

// Sentences one after the other, without those that are empty.
const together = (...sentences) => sentences.filter((sentence) => sentence).join(" ");

// A real minus sign, and never "−0.00".
function show(value, digits = 2) {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? "−" + text : text;
}

// The largest score is subtracted first, so that no score is too large for exp.
function softmax(scores) {
  const largest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - largest));
  const total = sum(exponentials);
  return exponentials.map((exponential) => exponential / total);
}

// A row of a definition list; returns the row and a function that writes its value.
function readout(...name) {
  const value = html("dd");
  return { row: html("div", {}, html("dt", {}, ...name), value), write: (text) => (value.textContent = text) };
}

function openFigure(root) {
  root.dataset.ready = "";
  Object.assign(translations, JSON.parse(root.dataset.translations ?? "{}"));
  const problem = html("p", { class: "problem", role: "alert" });
  const spoken = html("output", { class: "spoken", "aria-live": "polite" });
  const problems = new Map();
  let timer;

  function complain(name, text) {
    if (text) problems.set(name, text);
    else problems.delete(name);
    const all = [...problems.values()].join(" ");
    if (problem.textContent !== all) problem.textContent = all;
  }

  // A number input that keeps the last valid value, says what is wrong, and steps by `leap` with Shift.
  function numberField({ name, label, min = -1e300, max = 1e300, step, leap, keep, onValue }) {
    const input = html("input", { type: "number", step, "aria-label": name, autocomplete: "off" });
    const read = () => {
      const value = input.valueAsNumber;
      const valid = value >= min && value <= max;
      const needed = () =>
        max < 1e300
          ? say("{name} needs a number from {min} to {max}.", { name, min: show(min, min % 1 ? 2 : 0), max })
          : say("{name} needs a number.", { name });
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

  return {
    data: JSON.parse(root.dataset.initial),
    numberField,
    // Only now does the fallback text go: a script that failed before leaves it in place.
    mount: (...parts) =>
      root.querySelector(".fallback").replaceWith(html("div", { class: "stage" }, ...parts, problem, spoken)),
    // Hand the numbers, unrounded, to the tests, and a sentence to a screen reader once the reader pauses.
    publish(values, sentence) {
      const first = !root.dataset.values;
      root.dataset.values = JSON.stringify(values);
      clearTimeout(timer);
      if (!first) timer = setTimeout(() => (spoken.textContent = sentence), 400);
    },
  };
}
