"""A chat becomes the text that the template in the model's file makes of it."""

import pytest
from jinja2 import Template

from course_lib.pretrained import chat_text, load_smollm2
from tests.pretrained.real_weights import real

QUESTION = {"role": "user", "content": "What is\nattention?  "}
CHATS = [
    [],
    [QUESTION],
    [{"role": "system", "content": "Be brief."}, QUESTION],
    [QUESTION, {"role": "assistant", "content": "A mean."}, {"role": "user", "content": "Of <|im_end|> what?"}],
]


@pytest.fixture(scope="module")
def template():
    return Template(real(load_smollm2).settings["tokenizer.chat_template"])


@pytest.mark.parametrize("messages", CHATS)
@pytest.mark.parametrize("reply", [True, False])
def test_the_text_is_that_of_the_template_in_the_file(template, messages, reply):
    assert chat_text(messages, reply=reply) == template.render(messages=messages, add_generation_prompt=reply)


def test_the_model_is_told_who_it_is_and_where_its_answer_begins():
    assert chat_text([{"role": "user", "content": "Hi"}]) == (
        "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
        "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )
