"""Recorded shapes are drawn only if they are those of one whole pass, over the words given."""

import pytest
import torch

from course_lib.figures import draw_shape_flow
from course_lib.transformer import Transformer, tensor_shapes
from tests.figures.passes import SOURCE, TARGET, record


def test_every_shape_of_a_pass_is_asked_for_by_name():
    shapes = record()
    for name in shapes:
        fewer = {other: shape for other, shape in shapes.items() if other != name}
        with pytest.raises(ValueError, match=rf"^shapes has no '{name}'; give all that tensor_shapes"):
            draw_shape_flow(fewer, SOURCE, TARGET)
    with pytest.raises(ValueError, match=r"^shapes has no 'embed_source'"):
        draw_shape_flow({}, SOURCE, TARGET)


def test_no_shape_of_another_size_goes_unseen():
    shapes = record()
    for name, shape in shapes.items():
        if name != "to_logits":
            with pytest.raises(ValueError, match=r"expected \[batch, .* = \[2, "):
                draw_shape_flow({**shapes, name: (*shape[:-1], shape[-1] + 1)}, SOURCE, TARGET)
        with pytest.raises(ValueError, match=rf"^shapes has \[.*\] for '{name}'; expected \[batch, "):
            draw_shape_flow({**shapes, name: shape[1:]}, SOURCE, TARGET)


def test_words_that_are_not_as_many_as_the_ids_are_refused():
    message = r"^shapes has \[2, 6, 12\] for 'embed_source'; expected \[batch, source words, d_model\] = \[2, 5, 12\]"
    with pytest.raises(ValueError, match=message):
        draw_shape_flow(record(), SOURCE[:-1], TARGET)
    with pytest.raises(ValueError, match=r"for 'embed_target'; .* source and target with one word per id"):
        draw_shape_flow(record(), SOURCE, [*TARGET, "."])


def test_a_pass_with_a_cache_is_refused():
    model = Transformer(11, 37, d_model=12, num_heads=3, num_layers=1, d_ff=20).eval()
    src, tgt, cache = torch.randint(1, 11, (2, 6)), torch.randint(1, 37, (2, 5)), model.new_cache()
    with tensor_shapes(model) as shapes:
        memory = model.encode(src)
        model.decode(tgt[:, :4], memory, model.source_mask(src), cache)
        model.decode(tgt[:, 4:], memory, model.source_mask(src), cache)
    message = r"\[2, 3, 1, 5\] for 'decoder.layers.0.self_attention.weights'; .* \[2, 3, 1, 1\]"
    with pytest.raises(ValueError, match=message):
        draw_shape_flow(shapes, SOURCE, TARGET[-1:])
