"""What readers write for a real writer does what its file and the library do."""

import numpy as np
import torch
from gguf import GGMLQuantizationType, dequantize, quantize

from course_lib.exercises.catalogue.real_writer.chat_prompt import CASES, chat_prompt
from course_lib.exercises.catalogue.real_writer.dequantise_block import dequantise
from course_lib.exercises.catalogue.real_writer.round_to_four_bits import round_to_four_bits
from course_lib.exercises.engine.probes import random_tensor
from course_lib.pretrained.chat import FIRST_MESSAGE, chat_text

NUMBERS = random_tensor(6, 32, seed=5)
Q4_1 = GGMLQuantizationType.Q4_1


def test_half_bytes_become_the_numbers_that_gguf_makes_of_them():
    stored = quantize(NUMBERS.numpy(), Q4_1)  # for each block: the scale, the minimum, 16 bytes
    scale, minimum = torch.from_numpy(stored[:, :4].copy().view(np.float16).astype(np.float32)).T
    numbers = dequantise(scale, minimum, torch.from_numpy(stored[:, 4:].copy()))
    torch.testing.assert_close(numbers, torch.from_numpy(dequantize(stored, Q4_1)), rtol=0, atol=0)


def test_rounded_numbers_are_those_that_gguf_stores():
    back = torch.from_numpy(dequantize(quantize(NUMBERS.numpy(), Q4_1), Q4_1))
    # gguf stores scale and minimum in 16 bits, which moves a number by a little more than a hundredth of a step.
    steps = (NUMBERS.amax(dim=1, keepdim=True) - NUMBERS.amin(dim=1, keepdim=True)) / 15
    assert ((round_to_four_bits(NUMBERS) - back).abs() < 0.03 * steps).all()


def test_a_chat_becomes_the_text_that_the_model_has_learned_from():
    for case in CASES:
        messages, _ = case.arguments()
        assert chat_prompt(messages, FIRST_MESSAGE) == chat_text(messages)
