"""A small Marian translator of the package `transformers`."""

import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from tests.transformer.inputs import randomise


def make_marian(*, vocab_size=13, places=16, activation="swish"):
    """Make a Marian of `transformers` with random weights, its offsets too; its positions stay."""
    pad_id = vocab_size - 1
    parts = {"layers": 2, "attention_heads": 3, "ffn_dim": 20}
    sizes = {f"{side}_{part}": size for side in ("encoder", "decoder") for part, size in parts.items()}
    ends = {"pad_token_id": pad_id, "decoder_start_token_id": pad_id, "eos_token_id": 0, "forced_eos_token_id": None}
    config = MarianConfig(
        **sizes,
        **ends,
        vocab_size=vocab_size,
        d_model=12,
        max_position_embeddings=places,
        activation_function=activation,
        scale_embedding=True,
    )
    theirs = MarianMTModel(config)
    table = theirs.model.encoder.embed_positions.weight.clone()
    randomise(theirs)
    torch.nn.init.normal_(theirs.final_logits_bias, std=0.2)
    with torch.no_grad():
        for name, parameter in theirs.named_parameters():
            # What a word is and where it stands shall count for more than offsets, or one word is always the likeliest.
            if name.endswith("layer_norm.weight"):
                parameter += 1
            elif name.endswith("bias"):
                parameter *= 0.2
        for stack in (theirs.model.encoder, theirs.model.decoder):
            stack.embed_positions.weight.copy_(table)
    theirs.generation_config = GenerationConfig(
        **ends, do_sample=False, num_beams=1, max_new_tokens=8, bad_words_ids=[[pad_id]]
    )
    return theirs.eval()
