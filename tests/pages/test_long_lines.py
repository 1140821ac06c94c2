"""Long lines go on further in than they begin; what is copied stays what it was."""

from bs4 import BeautifulSoup

from book._tools.long_lines import SHORT, mark_long_lines

LONG = "x" * (SHORT + 1)


def spans(body):
    return BeautifulSoup(mark_long_lines(body), "html.parser")("span", class_="long")


def test_a_long_line_knows_its_indentation_and_a_short_one_is_left_alone():
    body = f"<pre>short\n    {LONG}\n{'y' * SHORT}\n</pre>"
    (span,) = spans(body)
    assert span["style"] == "--indent:4"
    assert span.get_text() == f"    {LONG}\n"


def test_no_character_is_lost_or_added():
    body = f"<p>text</p><pre><span></span>  <b>{LONG}</b>\n\nend {LONG}</pre><pre>other\n</pre>"
    marked = mark_long_lines(body)
    assert BeautifulSoup(marked, "html.parser").get_text() == BeautifulSoup(body, "html.parser").get_text()


def test_an_entity_counts_as_the_one_character_that_it_is():
    assert not spans(f"<pre>{'&lt;' * SHORT}\n</pre>")
    assert spans(f"<pre>{'&lt;' * (SHORT + 1)}\n</pre>")


def test_a_line_in_which_a_span_stays_open_is_left_alone():
    assert not spans(f'<pre><span class="s">{LONG}\n{LONG}</span></pre>')
