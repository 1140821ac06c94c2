"""Leave the stored and the new picture side by side, for a person to look at."""

import shutil
from html import escape
from pathlib import Path

FOLDER = Path("_build/figure-differences")  # in pytest's root folder

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<style>
  body {{ font-family: sans-serif; margin: 1rem }}
  main {{ display: flex; flex-wrap: wrap; gap: 1rem }}
  figure {{ flex: 1 1 20rem; margin: 0 }}
  img {{ width: 100%; border: 1px solid #999; background: white }}
</style>
<h1>{title}</h1>
<p>{difference}</p>
<main>
  <figure><figcaption>stored</figcaption><img src="{stored}" alt="The picture in the notebook"></figure>
  <figure><figcaption>new</figcaption><img src="{new}" alt="The picture this run made"></figure>
</main>
</html>
"""


def write_side_by_side(folder: Path, title: str, difference: str, ending: str, stored: bytes, new: bytes) -> Path:
    """Write `stored.…`, `new.…` and `compare.html` into `folder`, and return the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {"stored": f"stored.{ending}", "new": f"new.{ending}"}
    (folder / names["stored"]).write_bytes(stored)
    (folder / names["new"]).write_bytes(new)
    page = folder / "compare.html"
    page.write_text(_PAGE.format(title=escape(title), difference=escape(difference), **names), encoding="utf-8")
    return page


def remove_earlier(root: Path) -> None:
    """Delete what an earlier run left, so that every page shows a difference of this run."""
    shutil.rmtree(root / FOLDER, ignore_errors=True)
