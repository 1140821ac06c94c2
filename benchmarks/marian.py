"""A Marian translator of the library `transformers`, with the weights of one of the course's Transformers."""

import torch
from transformers import GenerationConfig, MarianConfig, MarianMTModel

from course_lib.positions import sinusoidal_positions
from course_lib.transformer import Transformer
from course_lib.transformer.marian_weights import DECODER_PARTS, ENCODER_PARTS


def same_marian(ours: Transformer, *, bos_id: int, max_length: int) -> MarianMTModel:
    """Return a Marian, in eval mode, with the weights of `ours`.

    `ours` has post-norm, relu, sinusoidal positions, attention with bias and tied embeddings, the source's weights
    among them: Marian has one table for all three. No word ends a sentence, so that all have the same length.
    """
    layer = ours.decoder.layers[0]
    width, num_heads, d_ff = (
        layer.self_attention.d_model,
        layer.self_attention.num_heads,
        layer.feed_forward.w_1.out_features,
    )
    sizes = {
        f"{part}_{name}": size
        for part in ("encoder", "decoder")
        for name, size in (("layers", len(ours.decoder.layers)), ("attention_heads", num_heads), ("ffn_dim", d_ff))
    }
    config = MarianConfig(
        vocab_size=ours.to_logits.out_features,
        d_model=width,
        **sizes,
        activation_function="relu",
        scale_embedding=True,
        max_position_embeddings=max_length,
        pad_token_id=ours.pad_id,
        decoder_start_token_id=bos_id,
        eos_token_id=None,
        forced_eos_token_id=None,
    )
    theirs = MarianMTModel(config).eval()
    theirs.generation_config = GenerationConfig(
        decoder_start_token_id=bos_id, pad_token_id=ours.pad_id, eos_token_id=None, do_sample=False, num_beams=1
    )
    places = sinusoidal_positions(max_length, width)
    with torch.no_grad():
        theirs.model.shared.weight.copy_(ours.embed_target.tokens.table.weight)
        for our_stack, their_stack, parts in (
            (ours.encoder, theirs.model.encoder, ENCODER_PARTS),
            (ours.decoder, theirs.model.decoder, DECODER_PARTS),
        ):
            their_stack.embed_positions.weight.copy_(places)
            for our_layer, their_layer in zip(our_stack.layers, their_stack.layers, strict=True):
                for our_name, their_name in parts.items():
                    part = our_layer.get_submodule(our_name)
                    their_layer.get_submodule(their_name).load_state_dict(part.state_dict())
    return theirs
