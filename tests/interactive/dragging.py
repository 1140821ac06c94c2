"""Drag a shape of a figure in the browser, with the mouse or with a finger."""

from collections.abc import Callable

from playwright.sync_api import Locator

Place = tuple[float, float]


def keeps_a_finger(element: Locator) -> bool:
    """Say whether a finger that touches it is kept from scrolling the page."""
    return element.evaluate("e => !e.dispatchEvent(new Event('touchstart', { bubbles: true, cancelable: true }))")


def drag(shape: Locator, end: Callable[[], Place], touch: bool = False) -> None:
    """Drag a shape to where `end` says; it is asked before each move, as text of more lines moves what stands below."""
    page, box = shape.page, shape.bounding_box()
    assert box is not None
    start = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    if not touch:
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end(), steps=4)
        page.mouse.up()
        return

    def half_way() -> Place:
        return (start[0] + end()[0]) / 2, (start[1] + end()[1]) / 2

    finger = page.context.new_cdp_session(page)
    for kind, place in (("touchStart", lambda: start), ("touchMove", half_way), ("touchMove", end), ("touchMove", end)):
        x, y = place()
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        # A browser gathers a finger's moves until it draws.
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
