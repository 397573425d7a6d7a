"""The report: on a terminal, in a pipe, as a page."""

from __future__ import annotations

import io
import re
from functools import partial
from html.parser import HTMLParser

import pytest
from markupsafe import escape
from rich.console import Console

from game.playthrough.simulation.figures import figures, words_of
from game.playthrough.simulation.knowledge import Knowledge
from game.playthrough.simulation.report import Reporter, percent_of
from game.playthrough.simulation.report_text import plot, print_document
from game.playthrough.simulation.simulating import SimulationWishes, simulate
from game.playthrough.simulation.unfinished import unfinished
from game.report.document import Bar, Column, Curve, Curves, Document, DocumentSection, Table
from game.report.simulation_page import simulation_page
from tests.playthrough.simulation.conftest import CIRCLE, COIN


def document_of(story, *, full=False, **wishes):
    return reporter_of(story, **wishes)(full=full).document()


def reporter_of(story, **wishes):
    """Makes reporters on a simulation of the story, as full and as wordy as is wanted."""
    simulation = simulate(story, SimulationWishes(**wishes))
    return partial(Reporter, story, simulation, figures(story, simulation), unfinished(story, simulation))


def printed(document, *, terminal=False, width=80):
    out = io.StringIO()
    print_document(document, Console(file=out, force_terminal=terminal, width=width, color_system=None))
    return out.getvalue()


@pytest.fixture(scope="module")
def on_headquarters(headquarters):
    return reporter_of(headquarters, plays=60, balance=True)


@pytest.fixture(scope="module")
def of_headquarters(on_headquarters):
    return on_headquarters(full=False).document()


def test_no_line_on_a_terminal_is_wider_than_it_is(of_headquarters):
    for width in (80, 100, 140):
        lines = printed(of_headquarters, terminal=True, width=width).splitlines()
        assert max(map(len, lines)) <= width
        assert max(map(len, lines)) <= 100


def test_a_pipe_and_a_screen_reader_get_words_and_numbers_alone(of_headquarters):
    text = printed(of_headquarters)
    assert not re.search("[\u2500-\u259f\x1b]", text)
    assert "Balance: what knowledge changes" in text
    assert "A quiet triumph" in text


def test_a_terminal_gets_bars_and_a_plot(of_headquarters):
    text = printed(of_headquarters, terminal=True)
    assert "█" in text
    assert "100 % ┤" in text


def test_long_tables_are_shown_in_part_and_whole_on_request(headquarters, on_headquarters, of_headquarters):
    short, whole = printed(of_headquarters), printed(on_headquarters(full=True).document())
    assert "(--full shows all)" in short
    assert "(--full shows all)" not in whole
    assert len(whole.splitlines()) > 3 * len(short.splitlines())
    assert all(scene in whole for scene in headquarters.scenes)


def test_it_says_who_played_and_that_a_sample_proves_nothing(story_of):
    story = story_of(COIN.replace("endings: {", "endings: { edge: On its edge.,"))
    text = printed(document_of(story, plays=100, knowledge=Knowledge(0.25), temperament="hurried", seed=9))
    assert "100 plays at random. Knowledge: 0.25. Temperament: hurried. Seed: 9." in text
    assert "Endings: edge." in text
    assert "This is a sample, not a proof." in text
    assert "at most 3.7 % of the plays" in text


def test_of_very_many_things_that_did_not_occur_some_are_named(story_of):
    endings = ", ".join(f"e{number}: Out." for number in range(40))
    story = story_of(COIN.replace("endings: {", f"endings: {{ {endings},"))
    assert ", e29 and 10 more (--full names all)." in printed(document_of(story, plays=20))
    assert ", e38, e39." in printed(document_of(story, plays=20, full=True))


def test_plays_without_an_ending_come_first(story_of):
    text = printed(document_of(story_of(CIRCLE), plays=40))
    assert text.index("Plays without an ending") < text.index("Endings")
    assert "went in circles" in text
    assert "(no ending)" in text


def test_an_interrupted_simulation_says_so(story_of):
    story = story_of(COIN)

    def told(_: int) -> None:
        raise KeyboardInterrupt

    simulation = simulate(story, SimulationWishes(100), 1, told, 10)
    document = Reporter(story, simulation, figures(story, simulation), (), full=False).document()
    assert "It was interrupted: 100 plays were wanted." in printed(document)


@pytest.mark.parametrize(
    ("part", "words"), [(0, "0.0 %"), (0.0001, "<0.1 %"), (0.1234, "12.3 %"), (0.9999, ">99.9 %"), (1, "100.0 %")]
)
def test_what_is_neither_nothing_nor_all_never_looks_so(part, words):
    assert percent_of(part) == words


def test_where_letters_of_a_plot_meet_it_says_so():
    curves = Curves("x", (0, 0.5, 1), "knowledge", (Curve("A", "One", (0, 0.5, 1)), Curve("B", "Two", (0, 0.2, 1))))
    lines = [line.plain for line in plot(curves, 80)]
    assert sum(line.count("*") for line in lines) == 3  # where both begin, where both end, and the legend
    assert max(map(len, lines)) <= 80
    assert "knowledge" in lines[-2]


def test_signs_that_give_orders_to_a_terminal_are_only_shown():
    table = Table("t", (Column("n"), Column("words", False)), (("1", "red \x1b[31m"),), (Bar(1),))
    document = Document("A \x1b]0;title", ("b\x07",), (DocumentSection("Heading", ("c\x9b", table)),))
    for text in (printed(document), printed(document, terminal=True)):
        assert not re.search("[\x07\x1b\x9b]", text)


class Reader(HTMLParser):
    """Checks that every element is closed in order, and notes what there is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert not reader.open
    return reader


def test_the_page_needs_nothing_else_and_has_no_script(headquarters, on_headquarters):
    page = simulation_page(on_headquarters(full=True, wordy=True).document())
    seen = read(page).seen
    assert not [tag for tag, _ in seen if tag in ("script", "link", "img", "iframe")]
    assert not re.search(r"(src|href)=\"(?!#)", page)
    assert "default-src 'none'" in page
    assert all(scene in page for scene in headquarters.scenes)
    assert escape(words_of(headquarters, headquarters.questions["treaty_year"].text)) in page


def test_drawings_have_their_figures_in_words_beside_them(headquarters, of_headquarters):
    page = simulation_page(of_headquarters)
    seen = read(page).seen
    ids = {attributes["id"] for _, attributes in seen if attributes.get("id")}
    for tag, attributes in seen:
        if tag == "svg" and attributes.get("role") == "img":
            assert set((attributes["aria-labelledby"] or "").split()) <= ids
        elif tag == "td" and attributes.get("class") == "bar":
            assert attributes["aria-hidden"] == "true"
    assert re.search(r"<desc[^>]*>A quiet triumph: \d+ % at 0, ", page)
    assert sum(tag == "table" for tag, _ in seen) == sum(tag == "caption" for tag, _ in seen)


def test_words_of_a_pack_are_only_words_on_the_page(story_of):
    story = story_of(COIN.replace("Heads\n", "<script>alert(1)</script> & co\n"))
    page = simulation_page(document_of(story, plays=20, full=True))
    read(page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page


def test_a_page_of_plays_that_never_end_can_be_read(story_of):
    story = story_of(CIRCLE)
    page = simulation_page(document_of(story, plays=40, balance=True, full=True))
    read(page)
    assert 'class="trouble"' in page
