"""The ways of decoding, for the tests of what they promise alike."""

import pytest
import torch

from course_lib.decoding import beam_search, greedy_decode, sample

DECODERS = {
    "greedy": greedy_decode,
    "sample": lambda *args, **options: sample(*args, generator=torch.Generator().manual_seed(7), **options),
    "beam": lambda *args, **options: beam_search(*args, beam_width=3, **options)[0],
    "beam with penalty": lambda *args, **options: beam_search(*args, beam_width=3, length_penalty=1.0, **options)[0],
}
every_decoder = pytest.mark.parametrize("decode", DECODERS.values(), ids=DECODERS)
