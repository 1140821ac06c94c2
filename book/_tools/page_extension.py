"""Sphinx extension that makes the built book: the one place that says which of our parts runs when."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._tools import citations, link_checker, offline_mathjax, page_head, theme_repairs
from book._tools.architecture_links import ArchitectureLinks
from book._tools.blocks import Blocks
from book._tools.exercise_list import ExerciseList
from book._tools.inlined_figures import InlinedFigures
from book._tools.long_lines import mark_long_lines
from book._tools.role_names import CourseLexer

LOGGER = logging.getLogger(__name__)
LAST = 950  # after every other handler of the same event
FIRST = 50


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the parts; Sphinx calls this once."""
    app.add_directive("exercise-list", ExerciseList)
    app.add_post_transform(InlinedFigures)
    app.add_post_transform(Blocks)
    app.add_post_transform(ArchitectureLinks)
    app.add_lexer("python", CourseLexer)
    app.add_lexer("ipython3", CourseLexer)
    app.connect("config-inited", drop_buttons_without_repository)
    app.connect("builder-inited", offline_mathjax.copy)
    app.connect("doctree-read", citations.offer_anchors)
    app.connect("env-get-outdated", pages_to_rebuild)
    app.connect("html-page-context", finish_head, priority=LAST)
    app.connect("html-page-context", indent_long_lines, priority=LAST)
    app.connect("build-finished", page_head.write_start_page, priority=FIRST)
    app.connect("build-finished", repair_pages, priority=LAST - 1)
    app.connect("build-finished", warn_of_broken_links, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def drop_buttons_without_repository(app: Sphinx, config: Config) -> None:
    """Build no launch button while the repository's address is empty; the theme would stop with an error."""
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options.pop("launch_buttons", None)


def pages_to_rebuild(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> Iterable[str]:
    """Return every page if a style, script or tool of ours has changed: Sphinx looks at texts only."""
    last_build = Path(app.outdir, page_head.START_PAGE_NAME)
    book = Path(__file__).parents[1]
    ours = [*book.glob("_static/*"), *book.glob("_tools/*.py")]
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
    """Give the page's head its description."""
    context["metatags"] = context.get("metatags", "") + page_head.description_tag(app, context, tree)


def indent_long_lines(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: document | None) -> None:
    """Let the page's code and outputs wrap without losing their rows."""
    if "body" in context:
        context["body"] = mark_long_lines(context["body"])


def repair_pages(app: Sphinx, exception: Exception | None) -> None:
    """Mend what the theme gets wrong in every built page."""
    if exception is None and app.builder.format == "html":
        theme_repairs.repair_folder(app.outdir)


def warn_of_broken_links(app: Sphinx, exception: Exception | None) -> None:
    """Warn, which fails a strict build, of each broken link and of each load from another host."""
    if exception is None and app.builder.format == "html":
        for problem in link_checker.find_problems(app.outdir):
            LOGGER.warning(problem)
