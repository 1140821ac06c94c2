"""Token embedding: from ids to vectors, as the Transformer does it."""

from math import sqrt

import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from course_lib.language import say


class TokenEmbedding(nn.Module):
    """Look up one learned vector per id and multiply it by √d_model.

    The table starts with numbers of variance 1/d_model, so that each vector has a length of about 1; multiplied,
    its components have variance 1, as large as those of the positions that are added to it. Kept small, the same
    table can serve as the last layer of a model (section 3.4 of the source).

    Source: Vaswani et al. (2017), "Attention is all you need", section 3.4.
    """

    def __init__(
        self,
        vocab_size: int,
        d_model: int,
        *,
        pad_id: int | None = None,
        scale: float | None = None,
        dtype: torch.dtype | None = None,
        device: torch.device | str | None = None,
    ) -> None:
        """Make the table, [vocab_size, d_model]; the row of `pad_id`, if given, is zero and stays so.

        `scale` is what the vectors are multiplied by: √d_model, if not given; 1 in GPT-2.

        Raises:
            ValueError: a size below 1, or a pad_id that is no id.
        """
        super().__init__()
        if vocab_size < 1 or d_model < 1:
            raise ValueError(
                say(
                    "vocab_size is {vocab_size} and d_model is {d_model}; expected both to be at least 1.",
                    vocab_size=vocab_size,
                    d_model=d_model,
                )
            )
        if pad_id is not None and not 0 <= pad_id < vocab_size:
            raise ValueError(
                say("pad_id is {pad_id}; expected an id from 0 to {last}.", pad_id=pad_id, last=vocab_size - 1)
            )
        self.vocab_size, self.d_model = vocab_size, d_model
        self.scale = sqrt(d_model) if scale is None else scale
        self.table = nn.Embedding(vocab_size, d_model, padding_idx=pad_id, dtype=dtype, device=device)
        nn.init.normal_(self.table.weight, std=d_model**-0.5)
        if pad_id is not None:
            nn.init.zeros_(self.table.weight[pad_id])

    def forward(self, ids: Int[Tensor, "*batch words"]) -> Float[Tensor, "*batch words d_model"]:
        """Return the vector of each id.

        Raises:
            ValueError: ids that are not whole numbers, or out of range.
        """
        if ids.dtype not in (torch.int32, torch.int64):
            raise ValueError(say("ids has dtype {dtype}; expected whole numbers (torch.long).", dtype=ids.dtype))
        # A GPU would end the whole process. On the meta device there are no numbers to look at.
        if not (ids.is_cpu or ids.is_meta or torch.compiler.is_compiling()) and ids.numel():
            self._refuse_out_of_range(ids)
        try:
            return self.table(ids) * self.scale
        except IndexError:
            self._refuse_out_of_range(ids)
            raise

    def _refuse_out_of_range(self, ids: Int[Tensor, "*batch words"]) -> None:
        lowest, highest = (int(id_) for id_ in ids.aminmax())
        if lowest < 0 or highest >= self.vocab_size:
            raise ValueError(
                say(
                    "ids has values from {lowest} to {highest}; expected ids from 0 to "
                    "{last}, one for each of the {count} tokens.",
                    lowest=lowest,
                    highest=highest,
                    last=self.vocab_size - 1,
                    count=self.vocab_size,
                )
            ) from None
