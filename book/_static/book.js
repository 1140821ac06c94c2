/* A box that scrolls is a stop of the Tab key. Each is measured when it nears the screen: a chapter has hundreds, and
   measuring all of them at once would hold the page up. */
window.tabStops = new IntersectionObserver(
  (entries) => {
    const boxes = entries.filter((entry) => entry.isIntersecting).map((entry) => entry.target);
    // All is read before anything is written, so that the page is laid out once.
    const scrolling = boxes.map((box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight + 1);
    boxes.forEach((box, at) => {
      if (scrolling[at]) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    });
  },
  { rootMargin: "200px" },
);
for (const box of document.querySelectorAll("div.math")) window.tabStops.observe(box);

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
