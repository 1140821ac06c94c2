/* A box that scrolls is a stop of the Tab key. A chapter has hundreds of boxes: they are measured when nothing else is to
   be done, a few at a time, and all of these are read before one is written, so that the page is laid out once. */
window.tabStops = (() => {
  const BOXES = "pre, div.math, .cell_output > .output, .pst-scrollable-table-container";
  const waiting = new Set();
  const whenIdle = window.requestIdleCallback ?? ((call) => setTimeout(call, 100));

  function measure() {
    const end = performance.now() + 5;
    const measured = [];
    for (const box of waiting) {
      waiting.delete(box);
      measured.push([box, box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1]);
      if (performance.now() > end) break;
    }
    for (const [box, scrolls] of measured) {
      if (scrolls) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
    if (waiting.size) whenIdle(measure);
  }

  function observe(...boxes) {
    if (!waiting.size) whenIdle(measure);
    for (const box of boxes) waiting.add(box);
  }

  observe(...document.querySelectorAll("div.math"));
  // What was folded away had no size.
  document.addEventListener("toggle", ({ target }) => observe(...target.querySelectorAll(BOXES)), true);
  return { observe, isDone: () => !waiting.size };
})();

/* A figure with a large model loads it when it nears the screen; book/_tools/late_figures.py wrote the file. */
const lateFigures = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      lateFigures.unobserve(target);
      const folder = `${document.documentElement.dataset.content_root}_static/figures/`;
      document.head.append(Object.assign(document.createElement("script"), { src: folder + target.dataset.late }));
    }
  },
  { rootMargin: "1000px" },
);
for (const figure of document.querySelectorAll("[data-late]")) lateFigures.observe(figure);

/* Search shows a summary of each hit by fetching the page, which a browser refuses for a book opened from disk. */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
