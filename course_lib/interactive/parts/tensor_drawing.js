// The tensors of a model as rectangles.

const [LEAST_HEIGHT, LEAST_WIDTH] = [0.03, 0.12]; // of the map: what has room for a name
const LOW = 0.045; // where the name of the row below comes near

const percent = (share) => `${100 * share}%`;
const boxOf = ({ x, y, width, height }) => ({
  x: percent(x),
  y: percent(y),
  width: percent(width),
  height: percent(height),
});

// The name of a part in the middle of all that it takes, where there is room for it.
function labelOf({ label }, at, cells) {
  const own = cells.filter((cell) => cell.at === at);
  if (!own.length) return [];
  const [first, last] = [own[0], own.at(-1)];
  const right = last.x + last.width;
  if (first.height < LEAST_HEIGHT || right - first.x < LEAST_WIDTH) return [];
  const aside = first.height < LOW ? (at % 2 ? 12 : -12) : 0;
  const middle = { x: percent((first.x + right) / 2), y: percent(first.y + first.height / 2), dx: aside };
  return [svg("text", middle, label)];
}

// Below the first and the last layer: their numbers.
function layerNumbers(cells, parts, layers) {
  const own = cells.filter(({ at }) => parts[at].stage === IN_LAYERS);
  if (layers < 2) return [];
  const right = own.at(-1).x + own.at(-1).width;
  const below = { y: "100%", dy: 14 };
  return [
    svg("text", { ...below, x: percent(own[0].x), class: "from" }, say("layer {layer}", { layer: 0 })),
    svg("text", { ...below, x: percent(right), class: "to" }, layers - 1),
  ];
}

// A rectangle for each tensor. `choose` hears of which part and layer one was pressed.
function tensorDrawing(parts, layers, choose) {
  const cells = tensorCells(parts, layers);
  const rects = cells.map((cell) => {
    const rect = svg("rect", { class: "cell", ...boxOf(cell) });
    rect.addEventListener("click", () =>
      choose(parts[cell.at].stage === IN_LAYERS ? { chosen: cell.at, layer: cell.layer } : { chosen: cell.at }),
    );
    return rect;
  });
  const mark = svg("rect", { class: "mark" });
  const names = parts.flatMap((part, at) => labelOf(part, at, cells));
  const drawing = svg(
    "svg",
    { class: "tensors", role: "img" },
    ...rects,
    mark,
    ...names,
    ...layerNumbers(cells, parts, layers),
  );
  return {
    drawing,
    draw(chosen, layer) {
      const isOne = (cell) => cell.at === chosen && (parts[chosen].stage !== IN_LAYERS || cell.layer === layer);
      cells.forEach((cell, at) => {
        rects[at].classList.toggle("chosen", isOne(cell));
        rects[at].classList.toggle("alike", parts[cell.at].name === parts[chosen].name && !isOne(cell));
      });
      const one = cells.find(isOne);
      place(mark, { ...(one && boxOf(one)), visibility: one ? "visible" : "hidden" });
    },
  };
}
