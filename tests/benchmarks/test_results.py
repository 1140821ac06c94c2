"""The README's table promises: it is what `make bench` writes from the stored results, and names no folder of ours."""

import json
import re

import pytest

from benchmarks.results import README, RESULTS, SECTION, Row, keep, machine, section, write_readme
from benchmarks.run import TOPICS

README_TEXT = "before\n<!-- benchmarks: begin -->\nold\n<!-- benchmarks: end -->\nafter\n"


def test_the_table_in_the_readme_is_that_of_the_stored_results():
    found = SECTION.search(README.read_text(encoding="utf-8"))
    assert found
    assert found.group() == section(json.loads(RESULTS.read_text(encoding="utf-8"))), "run `make bench`"


def test_every_stored_topic_is_one_that_is_measured():
    assert set(json.loads(RESULTS.read_text(encoding="utf-8"))) <= set(TOPICS)


def test_new_rows_replace_those_of_their_topic_and_no_others(tmp_path):
    results, readme = tmp_path / "results.json", tmp_path / "README.md"
    readme.write_text(README_TEXT)
    keep("a", "Topic A", [Row("case", "other", "1.00 ×", "≥ 1")], results)
    keep("b", "Topic B", [Row("kept", "other", "2.00 ×")], results)
    keep("a", "Topic A", [Row("new case", "other", "3.00 ×")], results)
    write_readme(results, readme)
    text = readme.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "| new case | other | 3.00 × |" in text
    assert "| kept | other | 2.00 × |" in text
    assert "| case |" not in text
    assert "old" not in text


def test_what_limits_a_topic_stands_under_its_table(tmp_path):
    results, readme = tmp_path / "results.json", tmp_path / "README.md"
    readme.write_text(README_TEXT)
    keep("a", "Topic A", [Row("case", "other", "1.00 ×", "≥ 2")], results, limit="The products are the same.")
    write_readme(results, readme)
    assert "| case | other | 1.00 × | ≥ 2 |\n\nThe products are the same.\n" in readme.read_text()


def test_a_readme_without_the_markers_is_refused(tmp_path):
    (tmp_path / "README.md").write_text("nothing here\n")
    keep("a", "Topic", [], tmp_path / "results.json")
    with pytest.raises(ValueError, match=r"^README\.md needs the lines <!-- benchmarks: begin -->"):
        write_readme(tmp_path / "results.json", tmp_path / "README.md")


def test_the_machine_is_described_without_a_path():
    assert re.search(r"\d+ cores, \d+ threads, torch \d", machine())
    assert "/" not in machine()
