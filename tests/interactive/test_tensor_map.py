"""The map of a model's tensors: list, slider and map choose them, and what is read off is what the file says."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course_lib.interactive import tensor_map
from tests.interactive.test_tensor_list import LAYERS, STORED

Show = Callable[..., Page]
Values = Callable[..., dict[str, Any]]


@pytest.mark.browser
def test_list_slider_and_map_choose_the_same_tensor(show: Show, values_of: Values) -> None:
    page = show(tensor_map(STORED, tied="token_embd.weight"))
    assert values_of(page)["tensor"]["name"] == "blk.0.attn_q.weight"
    page.get_by_role("radio", checked=True).press("ArrowRight")
    expect(page.get_by_role("radio", checked=True)).to_have_text("k")
    for _ in range(2):
        page.get_by_label("Layer").press("ArrowRight")
    page.get_by_role("radio", name="down", exact=True).click()
    expect(page.locator(".verdict")).to_contain_text("down of layer 2: 8 × 24, 158 bytes")
    name, shape, numbers, kind, stored, full, share = page.locator("dd").all_inner_texts()
    total = sum(each.stored_bytes for each in STORED.values())
    assert (name, shape, numbers, kind) == ("blk.2.ffn_down.weight", "8 × 24", "192", "Q6_K, 6.58 bits a number")
    assert (stored, full) == ("158", "768")
    assert float(share.split("\xa0")[0]) == pytest.approx(100 * 158 / total, rel=5e-3)
    chosen, whole = (page.locator(each).bounding_box() for each in (".chosen", ".tensors"))
    area = chosen["width"] * chosen["height"] / (whole["width"] * whole["height"])
    assert area == pytest.approx(158 / total, rel=0.15)  # with the edges that are drawn
    expect(page.locator(".alike")).to_have_count(LAYERS - 1)
    page.mouse.click(whole["x"] + 0.1 * whole["width"], whole["y"] + 0.5 * whole["height"])
    expect(page.get_by_role("radio", checked=True)).to_have_text("embedding")
    expect(page.get_by_label("Layer")).to_be_disabled()
    expect(page.locator(".note")).to_contain_text(f"{len(STORED)} tensors: {total:,} bytes in the file")


@pytest.mark.browser
def test_a_tied_head_takes_no_bytes_and_can_be_pressed(show: Show, values_of: Values) -> None:
    page = show(tensor_map(STORED, tied="token_embd.weight"))
    page.get_by_text("head: the embedding again").click()
    expect(page.get_by_role("radio", checked=True)).to_have_text("head")
    expect(page.locator(".verdict")).to_have_text("The head is token_embd.weight once more: no bytes of its own.")
    found = values_of(page)
    assert (found["tensor"]["bytes"], found["tensor"]["inFull"]) == (0, 0)
    assert found["whole"] == values_of(show(tensor_map(STORED)))["whole"]
    expect(page.locator(".alike")).to_have_count(1)
    expect(page.locator(".cell")).to_have_count(len(STORED))


@pytest.mark.browser
def test_without_scripts_the_table_sums_up_to_the_file(show: Show) -> None:
    rows = show(tensor_map(STORED), java_script_enabled=False).locator("figure tr").all_inner_texts()[1:]
    assert rows[4].split("\t") == ["blk.0–10.ffn_down.weight", "8 × 24", "Q4_1, Q6_K", "1,358"]
    sizes = [int(row.split("\t")[-1].replace(",", "")) for row in rows]
    assert sum(sizes) == sum(each.stored_bytes for each in STORED.values())


ROWS = [("a.0.w", (2, 2), 16), ("a.1.w", (2, 2), 16)]


@pytest.mark.parametrize(
    ("rows", "tied", "message"),
    [
        ([], None, r"There must be 1 to 48 tensors, those of all layers counted as one; got 0"),
        ([(f"t{at}", (1,), 4) for at in range(49)], None, r"got 49"),
        ([*ROWS, ROWS[0]], None, r"a name of its own and at least one byte; got 'a.0.w' 2 times, with 16 bytes"),
        ([("a", (0, 4), 0)], None, r"got 'a' 1 times, with 0 bytes"),
        ([ROWS[0], ("a.1.w", (2, 3), 24)], None, r"Layer 1 is missing, or its tensors have other names or shapes"),
        ([ROWS[0], ("a.1.v", (2, 2), 16)], None, r"Layer 1 is missing, or"),
        ([ROWS[1]], None, r"Layer 0 is missing, or"),
        (ROWS, "a.0.w", r"tied is 'a.0.w'; expected the name of a tensor outside the layers"),
    ],
)
def test_bad_arguments_are_refused_in_one_sentence(rows: list, tied: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        tensor_map(rows, tied=tied)
