// Runs in an opened page; returns what the tests of tests/pages judge.
async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.allSettled([...document.images].map((image) => image.decode()));

  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  while (!window.tabStops.isDone()) await frame();

  const width = document.documentElement.clientWidth;
  const describe = (element) => element.outerHTML.slice(0, 120);
  // What sticks out to the right of the screen, unless a box around it scrolls or hides it.
  const scrollsInside = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).position === "fixed") return true; // a sidebar waiting off the screen
      if (box !== element && getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const tooWide = [...document.querySelectorAll(".bd-main *")].filter(
    (element) => element.getBoundingClientRect().right > width + 1 && !scrollsInside(element),
  );
  // A formula that is wider than its box scrolls, and the Tab key stops there.
  const cutOff = [...document.querySelectorAll("div.math")]
    .filter((box) => box.scrollWidth > box.clientWidth)
    .filter((box) => box.tabIndex !== 0 || getComputedStyle(box).overflowX !== "auto")
    .map(describe);
  return {
    title: document.title,
    heading: document.querySelector("h1")?.firstChild?.textContent.trim() ?? "",
    language: document.documentElement.lang,
    theme: document.documentElement.dataset.theme,
    description: document.querySelector('meta[name="description"]')?.content ?? "",
    viewports: document.querySelectorAll('meta[name="viewport"]').length,
    openGraph: Object.fromEntries(
      [...document.querySelectorAll('meta[property^="og:"]')].map((tag) => [tag.getAttribute("property"), tag.content]),
    ),
    robots: document.querySelector('meta[name="robots"]')?.content ?? "",
    descriptions: document.querySelectorAll('meta[name="description"]').length,
    icon: document.querySelector('link[rel~="icon"]')?.href ?? "",
    width,
    scrollWidth: document.documentElement.scrollWidth,
    tooWide: tooWide.map(describe),
    cutOff,
    images: [...document.images].map(({ alt, naturalWidth, src }) => ({ alt, naturalWidth, src })),
    formulas: document.querySelectorAll(".math").length,
    renderedFormulas: document.querySelectorAll(".math .katex-mathml").length,
    formulaErrors: [...document.querySelectorAll(".math > code, .katex-error")].map((error) => error.textContent),
    cardedFigures: [...document.querySelectorAll(".text_html:has(.course-figure)")]
      .map((box) => getComputedStyle(box).backgroundColor)
      .filter((colour) => colour !== "rgba(0, 0, 0, 0)"),
  };
}
