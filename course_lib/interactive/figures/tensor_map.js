function start(figure) {
  const { parts, layers, count } = figure.data;
  const state = { chosen: figure.data.chosen, layer: 0 };
  const set = (part) => {
    Object.assign(state, part);
    draw();
  };
  const whole = sizeOfWhole(parts, layers);
  const map = tensorDrawing(parts, layers, set);
  const names = radioGroup(
    say("Tensors"),
    parts.map(({ label }) => [label]),
    (chosen) => set({ chosen }),
    { class: "buttons" },
  );
  const depth = slider(say("Layer"), { min: 0, max: Math.max(layers - 1, 0) }, (layer) => set({ layer }));
  const verdict = html("p", { class: "verdict" });
  const [name, shape, numbers, kind] = [say("name"), say("shape"), say("numbers"), say("stored as")].map((each) =>
    readout(each),
  );
  const [bytes, inFull, share] = [say("bytes in the file"), say("bytes as float32"), say("share of the file")].map(
    (each) => readout(each),
  );
  const tied = parts.findIndex((part) => part.tied);
  const again = html("div", { class: "again", "aria-hidden": "true" }, say("head: the embedding again"));
  again.addEventListener("click", () => set({ chosen: tied }));

  function draw() {
    const { chosen, layer } = state;
    const part = parts[chosen];
    const tensor = tensorOf(part, layer);
    const said = {
      ...tensor,
      layer,
      label: part.label,
      shape: tensor.shape.join(" × "),
      bytes: tensor.bytes.toLocaleString("en"),
      share: `${Number(((100 * tensor.bytes) / whole.bytes).toPrecision(3))}\u00a0%`,
    };
    names.check(chosen);
    depth.write(layer, layer, say("{layer} of 0 to {last}", { layer, last: layers - 1 }));
    depth.input.disabled = part.stage !== IN_LAYERS;
    map.draw(chosen, layer);
    again.classList.toggle("chosen", chosen === tied);
    verdict.textContent = part.tied
      ? say("The head is {name} once more: no bytes of its own.", said)
      : part.stage === IN_LAYERS
        ? say("{label} of layer {layer}: {shape}, {bytes} bytes, {share} of all.", said)
        : say("{label}: {shape}, {bytes} bytes, {share} of all.", said);
    const bits = say("{bits} bits a number", { bits: Number(((8 * tensor.bytes) / tensor.numbers).toFixed(2)) });
    name.write(tensor.name);
    shape.write(said.shape);
    numbers.write(tensor.numbers.toLocaleString("en"));
    kind.write(part.tied ? say("not again") : [tensor.kind, bits].filter((each) => each).join(", "));
    bytes.write(said.bytes);
    inFull.write(tensor.inFull.toLocaleString("en"));
    share.write(said.share);
    figure.publish({ ...state, tensor, whole }, verdict.textContent);
  }

  const total = { count, bytes: whole.bytes.toLocaleString("en"), full: whole.inFull.toLocaleString("en") };
  map.drawing.setAttribute(
    "aria-label",
    say("All {count} tensors as areas, in proportion to their bytes; the list below has the same.", total),
  );
  draw();
  figure.mount(
    html("div", { class: "whole" }, map.drawing, ...(tied < 0 ? [] : [again])),
    names.group,
    ...(layers > 1 ? [depth.element] : []),
    verdict,
    columns(readouts(name, shape, numbers, kind), readouts(bytes, inFull, share)),
    html(
      "p",
      { class: "note" },
      say(
        "{count} tensors: {bytes} bytes in the file, {full} as float32. Areas are bytes in the file; what is too thin to be seen is in the list.",
        total,
      ),
    ),
  );
}
