"""What every test shares: run-time shape checks of course_lib, and one browser for the tests that need it."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import hypothesis
import pytest
from jaxtyping import config as jaxtyping_config
from jaxtyping import install_import_hook
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

# Must come before the first import of course_lib: from here on every annotated shape is checked at run time.
install_import_hook("course_lib", "beartype.beartype")


# A shell that runs the tests in the background has them ignore Ctrl-C, which some tests press.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples on every run, and no clock: a busy machine is no failure.
hypothesis.settings.register_profile(
    "course",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("course")

# Milliseconds that a test waits for what it expects to see; what is there at once is not waited for.
expect.set_options(timeout=30_000)

NO_BROWSER = "NO BROWSER FOUND: NO PAGE WAS OPENED. Install chromium or set CHROMIUM to its path."
NO_WEIGHTS = "NO WEIGHTS COULD BE DOWNLOADED: NO REAL MODEL WAS TESTED."
BROWSER_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture
def without_run_time_types() -> Iterator[None]:
    """Let wrong shapes through to the library's own refusals, as they are for a reader."""
    jaxtyping_config.update("jaxtyping_disable", True)
    yield
    jaxtyping_config.update("jaxtyping_disable", False)


def find_browser() -> str | None:
    """Return the path of a Chromium: the environment's CHROMIUM, else the first one on the PATH."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else BROWSER_NAMES
    return next((path for name in candidates if (path := shutil.which(name))), None)


def browser_path() -> str:
    """Return the path of a Chromium; skip loudly without one, fail if REQUIRE_BROWSER=1."""
    path = find_browser()
    if path is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)
    return path


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Give what starts browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Give one headless Chromium for the session."""
    chromium = playwright.chromium.launch(executable_path=browser_path(), headless=True, args=BROWSER_FLAGS)
    yield chromium
    chromium.close()


@pytest.fixture
def browser_with_scrollbars(playwright: Playwright) -> Iterator[Browser]:
    """Give a Chromium that shows the scrollbars which playwright hides by itself."""
    hidden = ["--hide-scrollbars"]
    chromium = playwright.chromium.launch(
        executable_path=browser_path(), args=BROWSER_FLAGS, ignore_default_args=hidden
    )
    yield chromium
    chromium.close()


@dataclass
class OpenedPage:
    """A page in the browser, with every address it asked for and everything it complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def open_page(browser: Browser) -> Iterator[Callable[..., OpenedPage]]:
    """Give ``open_page(url, dark=False, width=1280)``; pages of one mode share a context."""
    contexts = {}

    def open_one(url: str, *, dark: bool = False, width: int = 1280) -> OpenedPage:
        mode = (dark, width)
        if mode not in contexts:
            contexts[mode] = browser.new_context(
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                viewport={"width": width, "height": 900},
            )
        opened = OpenedPage(contexts[mode].new_page())
        record(opened)
        opened.page.goto(url, wait_until="load")
        return opened

    yield open_one
    for context in contexts.values():
        context.close()


def record(opened: OpenedPage) -> None:
    """Note requests, console warnings and errors, uncaught exceptions and failed loads of a page."""
    page = opened.page
    page.on("request", lambda request: opened.requests.append(request.url))
    # A load that a redirect cuts short is no fault of the page.
    page.on(
        "requestfailed",
        lambda request: (
            None
            if request.failure == "net::ERR_ABORTED"
            else opened.complaints.append(f"failed to load {request.url}: {request.failure}")
        ),
    )
    page.on("pageerror", lambda error: opened.complaints.append(f"uncaught: {error}"))
    page.on(
        "console",
        lambda message: (
            opened.complaints.append(f"{message.type}: {message.text}")
            if message.type in ("warning", "error")
            else None
        ),
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in the last lines of a run what went unseen: the pages, the real models."""
    skipped = terminalreporter.stats.get("skipped", [])
    for reason in (NO_BROWSER, NO_WEIGHTS):
        unseen = sum(reason in str(report.longrepr) for report in skipped)
        if unseen:
            terminalreporter.write_sep("!", f"{unseen} tests skipped. {reason}", red=True)
