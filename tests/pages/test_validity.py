"""Every page is valid HTML by the W3C's checker, which comes from npm and needs Java."""

import shutil
import subprocess

import pytest

from tests.pages.conftest import ROOT

CHECKER = ROOT / ".ci" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.mark.audit
@pytest.mark.timeout(900)
def test_every_page_is_valid_html(built_book):
    if not (CHECKER.exists() and shutil.which("java")):
        pytest.skip("there is no Java, or no npm to install the checker")
    pages = [page for page in built_book.rglob("*.html") if "_static" not in page.parts]
    command = ["java", "-jar", CHECKER, "--errors-only", "--format", "gnu", *pages]
    found = subprocess.run(command, capture_output=True, text=True).stderr
    assert found.splitlines() == []
