// The tip of an arrow that the mouse or a finger can drag: `moved` is called with each event that says where it is.
// Larger than the ring around a tip: at phone width still 24 pixels across.
function handle(name, moved, look = {}) {
  const shape = svg("circle", { r: 18, class: "handle", "data-tip": name, ...look });
  // A shape inside a drawing has no touch-action of its own: without this a finger would scroll the page.
  shape.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  shape.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    shape.setPointerCapture(event.pointerId);
  });
  shape.addEventListener("pointermove", (event) => {
    if (shape.hasPointerCapture(event.pointerId)) moved(event);
  });
  return shape;
}
