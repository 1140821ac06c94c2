"""What the tests of text files share."""

import re

import pytest

from course_lib.training.text_file import read_text_file


@pytest.fixture
def write(tmp_path):
    """Give a function that writes a file and returns its path."""

    def write_file(content, name="text.tsv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def refused(write):
    """Give a function that writes a file and returns in which words it is refused: one line."""

    def refuse(content, name="text.tsv", **options):
        path = write(content, name)
        with pytest.raises(ValueError, match=re.escape(f"{path} ")) as caught:
            read_text_file(path, **options)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refuse
