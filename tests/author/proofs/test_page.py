"""The page of the proofs: whole, safe, and with everything on it that was found."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from markupsafe import escape

from game.author.proofs.contents import proofs_contents
from game.author.proofs.making import ProofReport, ShownProof
from game.author.proofs.proof_sentences import denied, holding, step_words
from game.cli import main
from game.report.proofs_page import proofs_page
from game.support.safe_text import visible
from game.verify.verdicts.verdicts import unsettled
from tests.author.map.test_drawings import Page
from tests.author.proofs.stories import HOSTILE, STATION, report_of
from tests.verify.verdicts.test_state_counts import as_seen_at_random


def page_of(report: ProofReport) -> str:
    return proofs_page(proofs_contents(report))


def safe(words: str) -> str:
    """Words as they stand in a page."""
    return str(escape(visible(words)))


@pytest.fixture
def station(tmp_path: Path) -> ProofReport:
    return report_of(tmp_path / "station.yaml", STATION)


def plain(page: str) -> str:
    """The words of a page, without the marks of code."""
    return page.replace("<code>", "`").replace("</code>", "`")


def row(page: str, id_: str) -> list[str]:
    """The words in the cells of the row with this id."""
    found = re.search(rf'<tr id="{id_}">(.*?)</tr>', page, re.DOTALL)
    assert found is not None, id_
    cells = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", found[1])
    return [re.sub(r"<[^>]*>", "", cell).strip() for cell in cells]


def test_every_finding_is_on_the_page_with_its_place_and_its_play(station: ProofReport) -> None:
    page = page_of(station)
    refuted = station.with_verdict("refuted")
    assert {shown.proof.property.kind for shown in refuted} >= {"story", "scenes", "choices", "statements"}
    for shown in refuted:
        article = plain(page).split(f"<h3>{safe(denied(shown))}</h3>")[1].split("</article>")[0]
        assert shown.spot is not None and f"`{shown.spot}`" in article
        if shown.witness is not None:
            assert [f"<li>{safe(step_words(step))}</li>" for step in shown.witness.steps] == re.findall(
                r"<li>.*?</li>", article
            )


def test_what_holds_is_said_as_in_the_terminal(station: ProofReport) -> None:
    page = page_of(station)
    for sentence in holding(station):
        assert f"<li>{safe(sentence)}</li>" in page


def test_promises_are_kept_or_not(station: ProofReport) -> None:
    page = page_of(station)
    table = page.split('<section id="promises">')[1].split("</section>")[0]
    assert re.findall(r"[✓✗?] \w+", table) == ["✓ proved", "✗ not"]


def test_each_scene_tells_how_many_situations_it_has_and_which_endings_are_left(station: ProofReport) -> None:
    page = page_of(station)
    assert row(page, "scene-counter")[1:] == ["1 situation", "", "", "all: A B", "north, south"]
    assert row(page, "scene-north")[1:] == ["1 situation", "", "1", "none", "bridge"]
    assert row(page, "scene-platform")[1:] == ["1 situation", "", "", "A", "■ At home, cellar"]
    assert row(page, "scene-cellar")[1] == "nobody comes here"
    assert row(page, "ending-asleep")[-1] == "south"
    assert "2 of 7 situations are such." in page


def test_the_picture_tells_the_same_as_the_table(station: ProofReport) -> None:
    drawn = page_of(station).split('<svg class="map"')[1].split("</svg>")[0]
    boxes = dict(re.findall(r'data-key="([\w-]+)"(.*?)</g>', drawn, re.DOTALL))
    assert set(boxes) == {f"scene-{id_}" for id_ in station.story.scenes} | {"ending-home", "ending-asleep"}
    assert "no ending from 1" in boxes["scene-north"]
    assert re.findall(r'"(chip[^"]*)"', boxes["scene-platform"]) == ["chip full", "chip"]
    assert re.findall(r'"(chip[^"]*)"', boxes["scene-bridge"]) == ["chip", "chip"]


def test_choices_left_out_are_named_and_not_counted(tmp_path: Path) -> None:
    report = report_of(tmp_path / "station.yaml", STATION, without=("counter/north",))
    page = page_of(report)
    assert "nobody ever takes <code>counter/north</code>" in page
    assert "A player can be in 5 situations." in page
    assert row(page, "scene-north")[1] == "nobody comes here"


@pytest.mark.parametrize("words", [STATION, HOSTILE], ids=["station", "hostile"])
def test_the_page_is_whole_and_needs_nothing_else(words: str, tmp_path: Path) -> None:
    text = page_of(report_of(tmp_path / "story.yaml", words))
    page = Page(text)
    assert not page.open
    ids = [str(element["id"]) for _, element in page.elements if "id" in element]
    links = [str(element["href"]) for _, element in page.elements if "href" in element]
    assert len(set(ids)) == len(ids)
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert "default-src 'none'" in text
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "link", "object", "b", "i"}
    assert not [name for _, element in page.elements for name in element if name.startswith("on") or name == "src"]
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_words_of_a_pack_stay_words(tmp_path: Path) -> None:
    report = report_of(tmp_path / "hostile.yaml", HOSTILE)
    page = Page(page_of(report))
    for words in ("<script>alert(1)</script>", 'onclick="alert(3) \\ </li><script>', "<script>alert(5)</script>"):
        assert words in page.words


def test_who_does_not_see_finds_headings_and_names(station: ProofReport) -> None:
    page = Page(page_of(station))
    heads = [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert heads[0] == "h1" and heads.count("h1") == 1
    assert all(int(after[1]) - int(before[1]) <= 1 for before, after in itertools.pairwise(heads))
    tables = sum(tag == "table" for tag, _ in page.elements)
    assert sum(tag == "caption" for tag, _ in page.elements) == tables
    assert all(element.get("scope") in ("col", "row") for tag, element in page.elements if tag == "th")


def test_without_counts_the_page_says_what_was_seen(tmp_path: Path) -> None:
    report = report_of(tmp_path / "station.yaml", STATION)
    bare = report._replace(proofs=as_seen_at_random(report.story, report.proofs))
    page = page_of(bare)
    assert "The situations were not counted" in page
    assert re.fullmatch(r"seen [\d,]+ times", row(page, "scene-counter")[1])
    assert row(page, "scene-counter")[3] == "all: A B"


def test_what_nobody_knows_is_listed_with_the_reason(tmp_path: Path) -> None:
    report = report_of(tmp_path / "station.yaml", STATION)
    proofs = unsettled((shown.proof.property for shown in report.shown), "It is <too> late.")
    report = report._replace(proofs=proofs, shown=tuple(ShownProof(proof) for proof in proofs.proofs))
    page = page_of(report)
    unknown = report.with_verdict("unknown")
    assert len(unknown) == len(report.shown)
    section = plain(page).split('<section id="unknown">')[1].split("</section>")[0]
    assert all(safe(shown.proof.property.says) in section for shown in unknown)
    assert safe(unknown[0].proof.reason) in section
    assert f"{len(unknown)} without an answer" in page


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, page = tmp_path / "station.yaml", tmp_path / "proofs.html"
    file.write_text(STATION, "utf-8")
    assert main(["check", str(file), "--html", str(page)]) == 1
    assert "The report is written to" in capsys.readouterr().out
    written = page.read_text("utf-8")
    # Once more, when nothing needs to be searched.
    main(["check", str(file), "--html", str(page)])
    again = page.read_text("utf-8")
    assert row(again, "scene-platform") == row(written, "scene-platform")
    assert "nothing had to be searched" in again
