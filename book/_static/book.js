/* A formula wider than its box scrolls; let the keyboard reach exactly those. The theme does the same for code. */
(() => {
  const markScrollable = () => {
    for (const box of document.querySelectorAll("div.math mjx-container, span.math")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  window.addEventListener("load", () => {
    window.MathJax?.startup?.promise?.then(markScrollable);
    window.addEventListener("resize", markScrollable);
  });
})();

/* Search shows a summary of each hit by fetching the page, which a browser refuses for a book opened from disk. */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
