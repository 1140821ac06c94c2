"""Asking for numbers that nobody stored; that the stored ones are right is tested beside the models."""

import pytest

from course_lib.pretrained.reference import stored_reference


def test_another_name_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no numbers are stored of 'gpt2'; expected one of minilm, smollm2"):
        stored_reference("gpt2")
