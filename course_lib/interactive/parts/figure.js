// What every interactive figure has. Python puts it, and then the figure's own script, inside one function.

const SVG = "http://www.w3.org/2000/svg";

function place(element, attributes, ...children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const html = (tag, attributes = {}, ...children) => place(document.createElement(tag), attributes, ...children);
const svg = (tag, attributes = {}, ...children) => place(document.createElementNS(SVG, tag), attributes, ...children);

function openFigure(root) {
  root.dataset.ready = "";
  Object.assign(translations, JSON.parse(root.dataset.translations ?? "{}"));
  const spoken = html("output", { class: "spoken", "aria-live": "polite" });
  let timer;
  return {
    data: JSON.parse(root.dataset.initial),
    // Only now does the fallback text go: a script that failed before leaves it in place.
    mount: (...parts) => root.querySelector(".fallback").replaceWith(html("div", { class: "stage" }, ...parts, spoken)),
    // Hand the numbers, unrounded, to the tests, and a sentence to a screen reader once the reader pauses.
    publish(values, sentence) {
      const first = !root.dataset.values;
      root.dataset.values = JSON.stringify(values);
      clearTimeout(timer);
      if (!first) timer = setTimeout(() => (spoken.textContent = sentence), 400);
    },
  };
}
