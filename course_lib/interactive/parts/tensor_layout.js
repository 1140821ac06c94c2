// The tensors of a model, whose layers are folded into one, and where they lie in a square of side 1: an area for each of
// them, in proportion to its bytes.

const [BEFORE_LAYERS, IN_LAYERS, BEHIND_LAYERS] = [0, 1, 2]; // stages

// A part in one layer; outside the layers it is the same everywhere. A tied one takes nothing of its own.
function tensorOf({ name, shape, kinds, bytes, tied }, layer) {
  const here = (values) => values[Math.min(layer, values.length - 1)];
  const numbers = shape.reduce((product, size) => product * size, 1);
  const inFull = tied ? 0 : 4 * numbers; // 32 bits for each number
  return { name: name.replace("{layer}", layer), shape, numbers, kind: here(kinds), bytes: here(bytes), inFull };
}

// The columns of the square: before the layers, each layer, behind them. In a column the parts lie below each other.
function tensorColumns(parts, layers) {
  const inLayers = Array.from({ length: layers }, (_, layer) => [IN_LAYERS, layer]);
  const stages = [[BEFORE_LAYERS, 0], ...inLayers, [BEHIND_LAYERS, 0]];
  return stages.map(([stage, layer]) =>
    [...parts.entries()]
      .filter(([, part]) => part.stage === stage && !part.tied)
      .map(([at, part]) => ({ at, layer, ...tensorOf(part, layer) })),
  );
}

function sizeOfWhole(parts, layers) {
  const all = tensorColumns(parts, layers).flat();
  return { bytes: sum(all.map(({ bytes }) => bytes)), inFull: sum(all.map(({ inFull }) => inFull)) };
}

// A cell is a part in a layer, with its place.
function tensorCells(parts, layers) {
  const total = sizeOfWhole(parts, layers).bytes;
  let x = 0;
  return tensorColumns(parts, layers).flatMap((column) => {
    const bytes = sum(column.map((cell) => cell.bytes));
    const [left, width] = [x, bytes / total];
    x += width;
    let y = 0;
    return column.map((cell) => {
      const [top, height] = [y, cell.bytes / bytes];
      y += height;
      return { at: cell.at, layer: cell.layer, x: left, y: top, width, height };
    });
  });
}
