"""A map of a model's tensors: what each is called, its shape, and how many bytes it takes in the file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape

from IPython.display import HTML

from course_lib.interactive.parts.figure import interactive_figure
from course_lib.interactive.parts.refusals import refuse_unfit_count
from course_lib.interactive.parts.tensor_list import BEHIND_LAYERS, IN_LAYERS, Part, StoredRow, fold_layers
from course_lib.language import say
from course_lib.pretrained.stored_tensor import StoredTensor

MOST_PARTS = 48


def tensor_map(
    stored: Mapping[str, StoredTensor] | Iterable[tuple[str, tuple[int, ...], int]],
    *,
    tied: str | None = None,
    title: str = "What is in the file",
) -> HTML:
    """Show all tensors of a model as areas in proportion to their bytes; the reader can choose each of them.

    Layers that have the same tensors lie side by side, and a slider chooses one of them.

    Args:
        stored: how a file stores each tensor, such as `SmolLM2.stored`, or for each its name, shape and bytes.
        tied: the name of the embedding that is the head as well, if the file has it only once.
        title: plain text.

    Raises:
        ValueError: nothing to show, too many tensors, one of no bytes or twice the same name, layers that differ, or
            no tensor named `tied`.
    """
    rows = _rows(stored)
    _refuse_unfit_rows(rows)
    parts, layers = fold_layers(rows)
    _refuse_unfit_parts(parts, tied)
    in_script = [_in_script(part) for part in parts]
    if tied is not None:
        (embedding,) = (part for part in in_script if part["name"] == tied)
        in_script.append({**embedding, "label": say("head"), "bytes": [0], "stage": BEHIND_LAYERS, "tied": True})
    matrices = [at for at, part in enumerate(parts) if part.stage == IN_LAYERS and len(part.shape) > 1]
    data = {"parts": in_script, "layers": layers, "count": len(rows), "chosen": matrices[0] if matrices else 0}
    return interactive_figure(
        "tensor_map",
        parts=["tensor_layout", "tensor_drawing", "buttons", "radio_group", "slider", "columns", "readout"],
        title=escape(say(title)),
        instruction=say("Choose a tensor, in the map or below it."),
        data=data,
        fallback=_table(parts, layers, tied),
    )


def _rows(stored: Mapping[str, StoredTensor] | Iterable[tuple[str, tuple[int, ...], int]]) -> list[StoredRow]:
    if isinstance(stored, Mapping):
        return [StoredRow(name, each.shape, each.stored_bytes, each.kind) for name, each in stored.items()]
    return [StoredRow(name, tuple(shape), stored_bytes) for name, shape, stored_bytes in stored]


def _in_script(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "label": part.label,
        "shape": part.shape,
        "kinds": part.kinds,
        "bytes": part.stored_bytes,
        "stage": part.stage,
    }


def _refuse_unfit_rows(rows: list[StoredRow]) -> None:
    names = Counter(row.name for row in rows)
    for row in rows:
        if names[row.name] > 1 or row.stored_bytes < 1:
            raise ValueError(
                say(
                    "Each tensor must have a name of its own and at least one byte; got {name!r} {times} times, with "
                    "{count} bytes.",
                    name=row.name,
                    times=names[row.name],
                    count=row.stored_bytes,
                )
            )


def _refuse_unfit_parts(parts: list[Part], tied: str | None) -> None:
    refuse_unfit_count(
        len(parts), MOST_PARTS, "There must be 1 to {most} tensors, those of all layers counted as one; got {count}."
    )
    if tied is not None and tied not in (part.name for part in parts):
        raise ValueError(say("tied is {name!r}; expected the name of a tensor outside the layers.", name=tied))


def _table(parts: list[Part], layers: int, tied: str | None) -> str:
    rows = "".join(_row(part, layers) for part in parts)
    intro = say("The tensors of the file. With scripts allowed, you see them as areas.")
    if tied is not None:
        intro += " " + say("The head is {name} once more: no bytes of its own.", name=tied)
    titles = (say("tensor"), say("shape"), say("stored as"), say("bytes of all"))
    head = "".join(f"<th>{escape(title)}</th>" for title in titles)
    return f"<p>{escape(intro)}</p><table><tr>{head}</tr>{rows}</table>"


def _row(part: Part, layers: int) -> str:
    name = part.name.replace("{layer}", f"0–{layers - 1}")
    times = layers if part.stage == IN_LAYERS and len(part.stored_bytes) == 1 else 1
    shape = " × ".join(map(str, part.shape))
    kinds = ", ".join(dict.fromkeys(part.kinds))
    return (
        f"<tr><th>{escape(name)}</th><td>{shape}</td><td>{escape(kinds)}</td>"
        f"<td>{times * sum(part.stored_bytes):,}</td></tr>"
    )
