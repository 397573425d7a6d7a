"""The forms of a picture: well-formed, complete, safe against a stranger's words, the same bytes every time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.author.map.drawing import drawn
from game.author.map.picture import Remark, picture_of
from game.cli import main
from game.story.model.story import Story

ROOT = Path(__file__).parents[3]
HARBOUR = str(ROOT / "tests" / "packs" / "harbour")
SCENE = "scenes:\n  a: { at: p0, text: A., end: e }\nendings: { e: E. }\n"
FORMS = ("svg", "html", "dot")
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"meta", "input", "br", "path", "rect"}


class Page(HTMLParser):
    """What is in a page: its elements with their attributes, whether they are closed in order, its words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.read: list[str] = []
        self.feed(words)
        self.close()
        self.words = "".join(self.read)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.read.append(data)


_STRING = r'"(?:[^"\\]|\\["\\nN])*"'
_ATTRIBUTE = rf"\w+=(?:{_STRING}|[\w.#]+)"
_ATTRIBUTES = rf"\[{_ATTRIBUTE}(?:, {_ATTRIBUTE})*\]"
_STATEMENTS = re.compile(
    rf"digraph {_STRING} {{|subgraph {_STRING} {{|}}|(?:node|edge|graph) {_ATTRIBUTES};"
    rf"|{_STRING}(?: -> {_STRING})? {_ATTRIBUTES};|{_ATTRIBUTE};(?: {_ATTRIBUTE};)*"
)


def statements(dot: str) -> list[str]:
    """The lines of a graph; each must be a statement of the language, and every brace must be closed."""
    lines = [line.strip() for line in dot.splitlines()]
    assert [line for line in lines if not _STATEMENTS.fullmatch(line)] == []
    assert sum(line.endswith("{") for line in lines) == lines.count("}")
    return lines


def drawing(request: pytest.FixtureRequest, pack: str, form: str) -> tuple[Story, str]:
    """One of the stories, and how it is drawn."""
    story: Story = request.getfixturevalue(pack)
    large = pack == "headquarters"
    return story, request.getfixturevalue("headquarters_drawn")(form) if large else drawn(story, form)


@pytest.mark.parametrize("pack", ["harbour", "headquarters", "hostile"])
def test_svg_is_well_formed_and_shows_every_box(pack: str, request: pytest.FixtureRequest) -> None:
    story, words = drawing(request, pack, "svg")
    root = ElementTree.fromstring(words)  # noqa: S314 - our own words
    keys = {element.get("data-key") for element in root.iter(f"{SVG}g")} - {None}
    assert keys == {
        *(f"scene-{id_}" for id_ in story.scenes),
        *(f"ending-{id_}" for id_ in story.endings),
        *(f"place-{id_}" for id_ in story.places),
    }
    assert not list(root.iter(f"{SVG}script"))


@pytest.mark.parametrize("pack", ["harbour", "headquarters", "hostile"])
def test_the_page_is_well_formed_and_lists_everything(pack: str, request: pytest.FixtureRequest) -> None:
    story, words = drawing(request, pack, "html")
    page = Page(words)
    assert page.open == []
    ids = [given["id"] for tag, given in page.elements if tag == "article"]
    listed = story.scenes, story.endings, story.documents, story.places
    assert len(ids) == len(set(ids)) == sum(map(len, listed))
    links = {given["href"] for tag, given in page.elements if tag == "a"}
    assert links == {f"#{id_}" for id_ in ids if not id_.startswith("document-")}, "documents are not drawn"


def test_the_page_lists_what_can_stand_in_each_line_of_a_document(harbour: Story) -> None:
    words = " ".join(Page(drawn(harbour, "html")).words.split())
    assert "The bell (The loss; not agreed while not seen.talk_to_ines) A bell of 80 kilograms [1.1] is" in words
    assert "Something round lies in the rowing boat. when been.boat left out" in words
    assert "The notice" not in drawn(harbour, "html", "places")


@pytest.mark.parametrize("pack", ["harbour", "headquarters", "hostile"])
def test_the_graph_can_be_parsed_and_has_every_node(pack: str, request: pytest.FixtureRequest) -> None:
    story, words = drawing(request, pack, "dot")
    lines = statements(words)
    nodes = {match[1] for line in lines if (match := re.match(r'"((?:scene|ending|place) \w+)" \[', line))}
    assert nodes == {
        *(f"scene {id_}" for id_ in story.scenes),
        *(f"ending {id_}" for id_ in story.endings),
        *(f"place {id_}" for id_ in story.places),
    }


def test_a_choice_is_the_label_of_an_edge(harbour: Story) -> None:
    assert '"scene the_tarpaulin" -> "ending silence" [label="Cover it again"' in drawn(harbour, "dot")


def test_the_page_needs_nothing_from_elsewhere_and_runs_no_script_but_its_own(hostile: Story) -> None:
    page = Page(drawn(hostile, "html"))
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert not {"img", "link", "iframe", "object", "b"} & {tag for tag, _ in page.elements}
    assert not [name for _, given in page.elements for name in given if name.startswith("on") or name == "src"]
    (policy,) = (given["content"] for tag, given in page.elements if given.get("http-equiv"))
    assert "default-src 'none'" in str(policy)
    assert "<img src=x onerror=alert(1)>" in page.words


@pytest.mark.parametrize("form", FORMS)
def test_nothing_invisible_gets_into_a_file(form: str, hostile: Story) -> None:
    story = hostile._replace(title="A\x1b[31m\u202eB\u2066\x00")
    assert "A[31mB" in drawn(story, form)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn(story, form))


@pytest.mark.parametrize("form", FORMS)
def test_every_file_carries_the_disclaimer(form: str, headquarters_drawn: Callable[[str], str]) -> None:
    assert "This is fiction." in headquarters_drawn(form)


_IN_EVERY_FORM = f"""
from game.cli import main
for form in {FORMS}:
    assert main(["map", {HARBOUR!r}, "--out", "harbour." + form]) == 0
"""


def test_the_same_pack_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        own = {"PYTHONHASHSEED": seed, "EIGHTWINGS_HOME": str(folder), "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", _IN_EVERY_FORM], check=True, cwd=folder, env=os.environ | own)
        made.append({form: (folder / f"harbour.{form}").read_bytes() for form in FORMS})
    assert made[0] == made[1]


@pytest.mark.parametrize("form", FORMS)
def test_a_remark_is_drawn_at_its_scene(form: str, harbour: Story) -> None:
    remarks = {"noon": Remark("opened in 3 of 100 plays", "doubtful")}
    assert "opened in 3 of 100 plays" in drawn(harbour, form, remarks=remarks).replace("\\n", " ")
    assert "opened in 3 of 100 plays" not in drawn(harbour, form)


@pytest.mark.parametrize("form", FORMS)
def test_the_scenes_or_the_places_alone(form: str, harbour: Story) -> None:
    assert "The loft" not in drawn(harbour, form, "scenes").replace('label="The loft"; labelloc', "")
    assert "Cover it again" not in drawn(harbour, form, "places")


def test_the_terminal_shows_everything_in_80_columns(headquarters: Story, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", "hq"]) == 0
    out = capsys.readouterr().out
    picture = picture_of(headquarters)
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    flat = " ".join(out.split())
    assert not [id_ for id_ in [*picture.scenes, *picture.endings] if id_ not in flat]
    assert "? beam_origin" in flat
    assert "■ Silence" not in flat


def test_the_terminal_says_what_leads_to_an_ending(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", HARBOUR, "--scenes"]) == 0
    out = capsys.readouterr().out
    assert "■ Silence  silence\n    from Lift the tarpaulin: Cover it again\n    from homecoming: Let it sink\n" in out
    assert "THE BUILDING" not in out


def test_the_terminal_says_what_can_stand_in_each_line_of_a_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["map", HARBOUR, "--scenes"]) == 0
    out = capsys.readouterr().out
    assert (
        "THE DOCUMENTS\n\nThe notice at the harbour office  notice\n  The bell  bell\n"
        "      The loss; not agreed while not seen.talk_to_ines\n"
        "      A bell of 80 kilograms [1.1] is missing. (asked for by Ines Moreau)\n        when knows.bell_weight\n"
        "      A bell is missing.\n  The reward  reward\n"
    ) in out
    assert main(["map", HARBOUR, "--places"]) == 0
    assert "THE DOCUMENTS" not in capsys.readouterr().out


def test_a_floor_that_is_too_wide_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = "".join(f"  p{n}: {{ name: Place {n}, exits: {{ east: p{n + 1} }} }}\n" for n in range(11))
    file = tmp_path / "row.yaml"
    file.write_text(f"pack: Row\nstart: p0\nplaces:\n{places}  p11: {{ name: Place 11 }}\n" + SCENE, "utf-8")
    assert main(["map", str(file)]) == 0
    out = capsys.readouterr().out
    assert "  Place 5: east Place 6; west Place 4\n" in out
    assert max(map(len, out.splitlines())) <= 80


def test_a_file_is_written_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "map.svg"
    assert main(["map", HARBOUR, "--out", str(file)]) == 0
    assert capsys.readouterr().out.startswith(f"{file} is written (")
    assert file.read_text("utf-8").startswith("<?xml")


def test_without_a_file_it_goes_to_the_output(capfdbinary: pytest.CaptureFixture[bytes], harbour: Story) -> None:
    assert main(["map", HARBOUR, "--html"]) == 0
    assert capfdbinary.readouterr().out.decode() == drawn(harbour, "html")


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["no/such/pack"], 2, "There is no pack"),
        ([HARBOUR, "--out", "harbour.png"], 2, "Add --svg, --html or --dot."),
        ([HARBOUR, "--svg", "--out", "/no/such/folder/map.svg"], 3, "cannot be written: No such file"),
        (["hostile.yaml", "--places"], 2, "has no places"),
        (["broken.yaml"], 1, "There is no ending `gone`."),
    ],
)
def test_bad_input_gets_a_sentence_and_an_exit_code(
    words: list[str],
    code: int,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hostile.yaml").write_text("pack: Flat\nscenes:\n  a: { text: A., end: e }\nendings: { e: E. }\n", "utf-8")
    Path("broken.yaml").write_text("pack: Broken\nscenes:\n  a: { text: A., end: gone }\n", "utf-8")
    assert main(["map", *words]) == code
    assert sentence in capsys.readouterr().err
