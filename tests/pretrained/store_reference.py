"""Compute with `transformers` the numbers that notebooks compare with: `python -m tests.pretrained.store_reference`."""

import json
from importlib.metadata import version
from typing import Any

import torch
from torch.nn.functional import normalize
from transformers import BertModel, LlamaForCausalLM

from course_lib.pretrained import ByteLevelTokenizer, chat_text, load_minilm, load_smollm2
from course_lib.pretrained.cache import cache_folder
from course_lib.pretrained.fetch import unpacked_member
from course_lib.pretrained.reference import FOLDER
from course_lib.pretrained.smollm2 import SMOLLM2, WEIGHTS
from tests.pretrained.their_models import their_minilm, their_smollm2

COMMAND = "python -m tests.pretrained.store_reference"
SENTENCES = (
    "American shrew mole.",
    "One mole of carbon dioxide.",
    "Take a biopsy of the mole, and send it to the laboratory before the end of the week.",
    "Where does a model put what it has read?",
)
TEXTS = (
    "The capital of France is",
    "Once upon a time there was a small fox who could not sleep. Every night",
    chat_text([{"role": "user", "content": "Name three colours of the rainbow."}]),
)
NUMBERS = 8  # of each sentence's vector, and of the scores at each text's end
WRITTEN = 48  # tokens


@torch.no_grad()
def minilm_numbers(model: BertModel, tokenizer: Any) -> dict[str, list[float]]:
    """Return the first numbers of each sentence's vector: the mean over its pieces, of length 1."""
    numbers = {}
    for sentence in SENTENCES:
        words = model(**tokenizer(sentence, return_tensors="pt")).last_hidden_state[0]
        numbers[sentence] = normalize(words.mean(dim=0), dim=0)[:NUMBERS].tolist()
    return numbers


@torch.no_grad()
def smollm2_numbers(model: LlamaForCausalLM, tokenizer: ByteLevelTokenizer) -> dict[str, dict[str, list]]:
    """Return the first scores at the end of each text, and the tokens written after it."""
    numbers: dict[str, dict[str, list]] = {}
    for text in TEXTS:
        ids = torch.tensor([tokenizer.encode(text)])
        options: dict[str, Any] = {"do_sample": False, "max_new_tokens": WRITTEN, "pad_token_id": 0}
        written = model.generate(ids, attention_mask=torch.ones_like(ids), **options)[0, ids.shape[1] :]
        numbers[text] = {"scores": model(ids).logits[0, -1, :NUMBERS].tolist(), "written": written.tolist()}
    return numbers


def main() -> None:
    """Write the files."""
    load_minilm()
    smollm2 = load_smollm2()
    with unpacked_member(cache_folder() / "course_lib" / SMOLLM2.file, WEIGHTS) as path:
        numbers = {
            "minilm": minilm_numbers(*their_minilm()),
            "smollm2": smollm2_numbers(their_smollm2(path), smollm2.tokenizer),
        }
    versions = {package: version(package) for package in ("transformers", "torch")}
    for model, texts in numbers.items():
        content = {"command": COMMAND, "versions": versions, "texts": texts}
        (FOLDER / f"{model}.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
