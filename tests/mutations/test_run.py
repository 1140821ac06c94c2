"""The mutation run works on a copy that has what the tests of attention need, and reads mutmut's diffs."""

from tests.mutations.run import changed_lines, copy_project

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
