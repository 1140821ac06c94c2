"""The mutation run works on a copy that has what the tests of attention need, and reads mutmut's diffs."""

import subprocess
import sys

from tests.mutations.run import ROOT, changed_lines, copy_project

DIFF = """# course_lib.attention.masks.x_causal_mask__mutmut_1: survived
--- course_lib/attention/masks.py
+++ course_lib/attention/masks.py
@@ -1,3 +1,3 @@
 def f(a):
-    a = -1
+    a = +1
     return a
"""


def test_the_changed_lines_are_read_without_the_header():
    assert changed_lines(DIFF, "-") == "a = -1"
    assert changed_lines(DIFF, "+") == "a = +1"


def test_the_copy_holds_the_core_and_its_tests(tmp_path):
    copy_project(tmp_path)
    for name in ("pyproject.toml", "course_lib/attention/masks.py", "tests/conftest.py", "tests/attention/inputs.py"):
        assert (tmp_path / name).is_file()


def test_mutmut_can_call_every_test_of_the_core_by_its_id():
    """A backslash in an id, such as that of a line's end, is doubled on the way, and pytest finds no such test."""
    collect = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider", "tests/attention"]
    ids = subprocess.run(collect, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n\n")[0]
    assert len(ids.splitlines()) > 400
    assert [line for line in ids.splitlines() if "\\" in line] == []
