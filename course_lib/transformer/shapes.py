"""Look into a model: the shapes of what its parts compute in a forward pass."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

from torch import Tensor, nn

from course_lib.attention import MultiHeadAttention
from course_lib.attention.heads import split_heads
from course_lib.language import say
from course_lib.transformer.decoder import DecoderLayer
from course_lib.transformer.embed import EmbedWithPositions
from course_lib.transformer.encoder import EncoderLayer
from course_lib.transformer.feed_forward import FeedForward
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.maps import attention_maps
from course_lib.transformer.stack import Stack
from course_lib.transformer.transformer import Transformer

Shape = tuple[int, ...]
Model = Transformer | LanguageModel | Stack | EncoderLayer | DecoderLayer
Note = Callable[[str, Tensor], None]
Hooks = Iterator[tuple[nn.Module, Callable[[Tensor], None]]]


@contextmanager
def tensor_shapes(model: Model) -> Iterator[dict[str, Shape]]:
    """Collect the shape of what each part of a model computes inside the `with` block, by the part's name.

    The entries stand in the order of computation; a part that is called again overwrites its entries and moves them
    to the end. Under its own name a part has the shape of what comes out of it. Besides, an attention block has

        .key, .value, .query   projected and split into heads, [batch, heads, words, d_head]
        .weights               [batch, heads, query words, key words]

    and a feed-forward block has .hidden, between its two layers, [batch, words, d_ff]. Norms are left out: they
    change no shape. The forward pass runs as ever.

    Example::

        with tensor_shapes(model) as shapes:
            model(src, tgt)
        shapes["decoder.layers.0.cross_attention.weights"]  # (batch, heads, target words, source words)

    Raises:
        ValueError: the model is neither a `Transformer` or a `LanguageModel` nor one of their stacks or layers.
    """
    if not isinstance(model, Model):
        raise ValueError(
            say(
                "model is a {kind}; expected the course's Transformer or LanguageModel, or one of their stacks or "
                "layers.",
                kind=type(model).__name__,
            )
        )
    shapes: dict[str, Shape] = {}

    def note(name: str, tensor: Tensor) -> None:
        shapes.pop(name, None)  # an entry that is only overwritten would keep its old place
        shapes[name] = tuple(tensor.shape)

    with ExitStack() as until_the_end, attention_maps(model) as maps:
        for name, part in model.named_modules():
            for module, see in _hooks(name, part, note, maps):
                handle = module.register_forward_hook(lambda _module, _inputs, output, see=see: see(output))
                until_the_end.enter_context(handle)  # leaving removes the hook
        yield shapes


def _hooks(name: str, part: nn.Module, note: Note, maps: dict[str, Tensor]) -> Hooks:
    """Name the modules to listen to in one part of the model, each with what to do with its output."""
    note_as_it_is = partial(note, name)

    def note_heads(role: str, d_head: int, projected: Tensor) -> None:
        note(f"{name}.{role}", split_heads(projected, projected.shape[-1] // d_head))

    if isinstance(part, Transformer | LanguageModel):
        yield part.to_logits, partial(note, "to_logits")
    elif isinstance(part, MultiHeadAttention):
        for role, projection in (("key", part.w_k), ("value", part.w_v), ("query", part.w_q)):
            yield projection, partial(note_heads, role, part.d_model // part.num_heads)
        # `attention_maps` was here first: its hook has run.
        yield part.attend, lambda _heads: note(f"{name}.weights", maps[name])
        yield part.w_o, note_as_it_is
    elif isinstance(part, FeedForward):
        yield part.w_1, partial(note, f"{name}.hidden")
        yield part, note_as_it_is
    elif isinstance(part, EmbedWithPositions | EncoderLayer | DecoderLayer | Stack):
        yield part, note_as_it_is
