"""A Llama of the library `transformers`, with the weights of one of the course's language models."""

import torch
from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

from course_lib.positions import HALVES, reorder_pairs
from course_lib.transformer import LanguageModel
from course_lib.transformer.llama_weights import NORM, OUTPUT, PARTS, TOKENS


def same_llama(ours: LanguageModel, *, max_length: int) -> LlamaForCausalLM:
    """Return a Llama, in eval mode, with the weights of `ours`, which is of that kind. No word ends a text."""
    layers, places, table = ours.blocks.layers, ours.embed.places, ours.embed.tokens.table.weight
    attention = layers[0].self_attention
    config = LlamaConfig(
        vocab_size=len(table),
        hidden_size=table.shape[1],
        intermediate_size=layers[0].feed_forward.w_1.out_features,
        num_hidden_layers=len(layers),
        num_attention_heads=attention.num_heads,
        num_key_value_heads=attention.num_kv_heads,
        max_position_embeddings=max_length,
        rms_norm_eps=ours.blocks.final_norm.eps,
        rope_parameters={"rope_type": "default", "rope_theta": places.base},
        tie_word_embeddings=ours.to_logits.weight is table,
    )
    theirs = LlamaForCausalLM(config).eval()
    theirs.generation_config = GenerationConfig(pad_token_id=0, eos_token_id=None, do_sample=False, num_beams=1)
    state = {TOKENS: table, NORM: ours.blocks.final_norm.weight, OUTPUT: ours.to_logits.weight}
    heads = {"self_attention.w_q": attention.num_heads, "self_attention.w_k": attention.num_kv_heads}
    for number, layer in enumerate(layers):
        for our_name, their_name in PARTS.items():
            weight = layer.get_submodule(our_name).weight
            if our_name in heads:  # theirs turns halves together
                weight = reorder_pairs(weight, heads[our_name], was=places.pairs, becomes=HALVES)
            state[f"model.layers.{number}.{their_name}.weight"] = weight
    with torch.no_grad():
        theirs.load_state_dict(state)
    return theirs
