"""Sphinx extension that makes the built book: the one place that says which of our parts runs when."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils.nodes import document
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._tools import (
    citations,
    folded_cells,
    late_figures,
    link_checker,
    numbering,
    page_head,
    page_styles,
    site_files,
    theme_repairs,
    theme_scripts,
)
from book._tools.architecture_links import ArchitectureLinks
from book._tools.blocks import Blocks
from book._tools.exercise_list import ExerciseList, ExerciseNumbers
from book._tools.inlined_figures import InlinedFigures
from book._tools.long_lines import mark_long_lines
from book._tools.repository import site_address
from book._tools.role_names import CourseLexer
from book._tools.style_bundle import StyleBundle

LOGGER = logging.getLogger(__name__)
LAST = 950  # after every other handler of the same event
FIRST = 50


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect the parts; Sphinx calls this once."""
    style = StyleBundle()
    app.add_directive("exercise-list", ExerciseList)
    app.add_post_transform(late_figures.LateFigures)
    app.add_post_transform(page_styles.PageStyles)
    app.add_post_transform(InlinedFigures)
    app.add_post_transform(Blocks)
    app.add_post_transform(ExerciseNumbers)
    app.add_post_transform(ArchitectureLinks)
    app.add_post_transform(numbering.HtmlFigureNumbers)
    app.add_enumerable_node(numbering.HtmlFigure, "figure", lambda figure: figure["ids"][0])
    app.add_lexer("python", CourseLexer)
    app.add_lexer("ipython3", CourseLexer)
    app.add_node(folded_cells.FOLDED_CELL, override=True, html=folded_cells.WRITTEN_BY)
    app.connect("config-inited", drop_buttons_without_repository)
    app.connect("config-inited", find_address)
    app.connect("doctree-read", citations.offer_anchors)
    app.connect("doctree-read", numbering.find_figures)
    app.connect("env-get-outdated", pages_to_rebuild)
    app.connect("env-get-updated", numbering.number_chapters_alone, priority=LAST)
    app.connect("html-page-context", page_head.finish_head, priority=LAST)
    app.connect("html-page-context", page_styles.give_to_head, priority=LAST)
    app.connect("html-page-context", style.take_over, priority=LAST)
    app.connect("html-page-context", let_scripts_wait, priority=LAST)
    app.connect("html-page-context", indent_long_lines, priority=LAST)
    app.connect("build-finished", repair_pages, priority=FIRST - 1)
    app.connect("build-finished", site_files.write_site_files, priority=FIRST)  # before Jupyter Book writes its own
    app.connect("build-finished", style.write, priority=LAST - 2)
    app.connect("build-finished", lighten_scripts, priority=LAST - 1)
    app.connect("build-finished", warn_of_broken_links, priority=LAST)
    return {"parallel_read_safe": True, "parallel_write_safe": False}  # the style sheet is one for all pages


def drop_buttons_without_repository(app: Sphinx, config: Config) -> None:
    """Build no launch button while the repository's address is empty; the theme would stop with an error."""
    if not config.html_theme_options.get("repository_url"):
        config.html_theme_options.pop("launch_buttons", None)


def find_address(app: Sphinx, config: Config) -> None:
    """Say where the book is published, if _config.yml does not and the repository has an address."""
    config.html_baseurl = config.html_baseurl or site_address(config.html_theme_options.get("repository_url", ""))


def pages_to_rebuild(app: Sphinx, env: BuildEnvironment, *changes: set[str]) -> Iterable[str]:
    """Return every page if a style, script or tool of ours has changed, or the last build failed: Sphinx sees texts."""
    last_build = Path(app.outdir, site_files.START_PAGE_NAME)
    book = Path(__file__).parents[1]
    ours = [*book.glob("_static/*"), *book.glob("_templates/**/*"), *book.glob("_tools/*.py")]
    if not last_build.exists() or max(file.stat().st_mtime for file in ours) > last_build.stat().st_mtime:
        return env.found_docs
    return []


def let_scripts_wait(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    tree: document | None,
) -> None:
    """Let a page's scripts run when its text is there."""
    theme_scripts.defer(context)


def indent_long_lines(app: Sphinx, page: str, template: str, context: dict[str, Any], tree: document | None) -> None:
    """Let the page's code and outputs wrap without losing their rows."""
    if "body" in context:
        context["body"] = mark_long_lines(context["body"])


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
