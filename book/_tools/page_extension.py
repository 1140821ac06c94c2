"""Sphinx extension that makes the built book: the one place that says which of our parts runs when."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._tools import citations, late_figures, link_checker, page_head, theme_repairs, theme_scripts
from book._tools.exercise_list import ExerciseList
from book._tools.style_bundle import StyleBundle

LOGGER = logging.getLogger(__name__)
LAST = 950  # after every other handler of the same event
FIRST = 50


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the parts; Sphinx calls this once."""
    style = StyleBundle()
    app.add_directive("exercise-list", ExerciseList)
    app.add_post_transform(late_figures.LateFigures)
    app.connect("config-inited", drop_buttons_without_repository)
    app.connect("doctree-read", citations.offer_anchors)
    app.connect("env-get-outdated", pages_to_rebuild)
    app.connect("html-page-context", finish_head, priority=LAST)
    app.connect("html-page-context", style.take_over, priority=LAST)
    app.connect("build-finished", page_head.write_start_page, priority=FIRST)
    app.connect("build-finished", repair_pages, priority=LAST - 3)
    app.connect("build-finished", style.write, priority=LAST - 2)
    app.connect("build-finished", lighten_scripts, priority=LAST - 1)
    app.connect("build-finished", warn_of_broken_links, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": False}  # the style sheet is one for all pages


def drop_buttons_without_repository(app: Sphinx, config: Config) -> None:
    """Build no launch button while the repository's address is empty; the theme would stop with an error."""
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options.pop("launch_buttons", None)


def pages_to_rebuild(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> Iterable[str]:
    """Return every page if a style, script or tool of ours has changed: Sphinx looks at texts only."""
    last_build = Path(app.outdir, page_head.START_PAGE_NAME)
    book = Path(__file__).parents[1]
    ours = [*book.glob("_static/*"), *book.glob("_templates/**/*"), *book.glob("_tools/*.py")]
    if last_build.exists() and max(file.stat().st_mtime for file in ours) > last_build.stat().st_mtime:
        return env.found_docs
    return []


def finish_head(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    tree: document | None,
) -> None:
    """Give the page's head its description, and let its scripts wait for the text."""
    theme_scripts.defer(context)
    context["metatags"] = context.get("metatags", "") + page_head.description_tag(app, context, tree)


def repair_pages(app: Sphinx, exception: Exception | None) -> None:
    """Mend what the theme gets wrong in every built page."""
    if exception is None and app.builder.format == "html":
        theme_repairs.repair_folder(app.outdir)


def lighten_scripts(app: Sphinx, exception: Exception | None) -> None:
    """Leave out the scripts that no page uses, and mend the theme's slow one."""
    if exception is None and app.builder.format == "html":
        late_figures.drop_unused(app.outdir)
        theme_scripts.lighten(app.outdir)


def warn_of_broken_links(app: Sphinx, exception: Exception | None) -> None:
    """Warn, which fails a strict build, of each broken link and of each load from another host."""
    if exception is None and app.builder.format == "html":
        for problem in link_checker.find_problems(app.outdir):
            LOGGER.warning(problem)
