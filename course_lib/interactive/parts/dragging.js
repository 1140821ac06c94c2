// Let the mouse or a finger drag a shape of a drawing: `moved` is called with each event that says where it is.
function draggable(shape, moved) {
  // A shape inside a drawing has no touch-action of its own: without this a finger would scroll the page.
  shape.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  shape.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    shape.setPointerCapture(event.pointerId);
  });
  shape.addEventListener("pointermove", (event) => {
    if (shape.hasPointerCapture(event.pointerId)) moved(event);
  });
}
