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

/* Search shows a summary of each hit by fetching the page, which a browser refuses for a book opened from disk. */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
