"""Mend what the theme writes wrongly into a page, found by the accessibility tests."""

from pathlib import Path

# Each mend is done once: its result does not contain what it looks for.
REPAIRS = {
    # The sidebar holds the book's title and search outside every landmark.
    'id="pst-primary-sidebar" class=': 'id="pst-primary-sidebar" role="complementary" aria-label="Book" class=',
}


def repair_folder(folder: str | Path) -> None:
    """Apply every repair to every page under ``folder``."""
    for page in Path(folder).rglob("*.html"):
        text = mended = page.read_text(encoding="utf-8")
        for wrong, right in REPAIRS.items():
            mended = mended.replace(wrong, right)
        if mended != text:
            page.write_text(mended, encoding="utf-8")
