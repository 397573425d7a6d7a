"""Out only: Anki, QTI and H5P. Each package is whole, has every question or a sentence why not, and lets no HTML in."""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.learning.banks.anki import stable_number, write_anki
from game.learning.banks.bank_formats import Deck
from game.learning.banks.bank_questions import NOTHING, BankAnswer, BankGap, BankNotes, BankNumber, BankQuestion
from game.learning.banks.h5p import write_h5p
from game.learning.banks.qti import write_qti
from tests.learning.banks.drawn_questions import KINDS

DECK = Deck("harbour", "The <harbour>")
EVIL = "<script>alert(1)</script> & {{c1::x}}"
BELL = BankQuestion("choice", "How *heavy*?", "bell", "bell", feedback="So.", tags=("the bell",),
                    answers=(BankAnswer("80 kg", feedback="Yes."), BankAnswer(EVIL, NOTHING)))  # fmt: skip
GAPS = BankQuestion("cloze", name="gaps", id="gaps",
                    cloze=("A {{b}} ", BankGap((BankAnswer("big"), BankAnswer("large"))), " bell.\nSo."))  # fmt: skip
QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"


def anki_notes(content: bytes) -> list[tuple[str, str, str]]:
    """The guid, the fields and the tags of each note."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed, tempfile.TemporaryDirectory() as folder:
        packed.extract("collection.anki2", folder)
        with sqlite3.connect(Path(folder) / "collection.anki2") as base:
            rows: list[tuple[str, str, str]] = base.execute("select guid, flds, tags from notes order by id").fetchall()
        base.close()
    return rows


def test_cards_stay_the_same_cards() -> None:
    first = anki_notes(write_anki([BELL, GAPS], BankNotes(""), DECK))
    other = anki_notes(write_anki([replace(BELL, text="Other words"), GAPS], BankNotes(""), DECK))
    assert [entry[0] for entry in first] == [entry[0] for entry in other]
    assert len({entry[0] for entry in first}) == 2
    assert stable_number("deck:harbour") == 1574856322


def test_a_card_has_the_question_before_and_the_answer_behind() -> None:
    front, back, key = anki_notes(write_anki([BELL], BankNotes(""), DECK))[0][1].split("\x1f")
    assert front.startswith("<p>How <em>heavy</em>?</p><ul><li>80 kg</li><li>&lt;script&gt;")
    assert back == "<p>80 kg</p><p>So.</p>"
    assert key == "bell"
    gapped = anki_notes(write_anki([GAPS], BankNotes(""), DECK))[0][1]
    assert gapped.startswith("A &#123;&#123;b&#125;&#125; {{c1::big / large}} bell.<br>So.")


def qti_items(content: bytes) -> dict[str, ET.Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        manifest = ET.fromstring(packed.read("imsmanifest.xml"))  # noqa: S314 - our own
        named = [
            resource.get("href", "") for resource in manifest.iter("{http://www.imsglobal.org/xsd/imscp_v1p1}resource")
        ]
        assert sorted(named) == sorted(name for name in packed.namelist() if name != "imsmanifest.xml")
        return {name: ET.fromstring(packed.read(name)) for name in named}  # noqa: S314 - our own


def test_an_item_says_what_is_right_and_how_much_it_is_worth() -> None:
    (item,) = qti_items(write_qti([BELL], BankNotes(""), DECK)).values()
    assert item.find(f"{QTI}responseDeclaration/{QTI}correctResponse/{QTI}value").text == "A1"  # type: ignore[union-attr]
    assert [(entry.get("mapKey"), entry.get("mappedValue")) for entry in item.iter(f"{QTI}mapEntry")] == [("A1", "1")]
    assert [choice.text for choice in item.iter(f"{QTI}simpleChoice")] == ["80 kg", EVIL]
    assert item.find(f"{QTI}modalFeedback/{QTI}p").text == "So."  # type: ignore[union-attr]


def test_a_number_is_compared_with_its_tolerance() -> None:
    question = BankQuestion("number", "Pi?", numbers=(BankNumber(Decimal("3.1"), to=Decimal("3.2")),), unit="m")
    (item,) = qti_items(write_qti([question], BankNotes(""), DECK)).values()
    assert item.find(f".//{QTI}equal").get("tolerance") == "0.05 0.05"  # type: ignore[union-attr]
    assert item.find(f".//{QTI}value").text == "3.15"  # type: ignore[union-attr]


def test_each_package_is_the_same_every_time() -> None:
    for write in (write_qti, write_h5p):
        assert write([BELL, GAPS], BankNotes(""), DECK) == write([BELL, GAPS], BankNotes(""), DECK)


def h5p_parts(content: bytes) -> tuple[dict[str, object], dict[str, list[dict[str, object]]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.namelist() == ["h5p.json", "content/content.json"]
        return json.loads(packed.read("h5p.json")), json.loads(packed.read("content/content.json"))


def test_a_question_set_names_the_libraries_that_it_needs() -> None:
    head, content = h5p_parts(write_h5p([BELL, GAPS], BankNotes(""), DECK))
    needed = {library["machineName"] for library in head["preloadedDependencies"]}  # type: ignore[attr-defined]
    assert needed == {"H5P.QuestionSet", "H5P.MultiChoice", "H5P.Blanks"}
    choice, gaps = content["questions"]
    assert choice["params"]["answers"][1]["text"].startswith("<p>&lt;script&gt;")  # type: ignore[index]
    assert gaps["params"]["questions"] == ["<p>A {{b}} *big/large* bell.<br>So.</p>"]  # type: ignore[index]


@pytest.mark.parametrize("write", [write_anki, write_qti, write_h5p])
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_every_question_is_there_or_told(
    write: Callable[[list[BankQuestion], BankNotes, Deck], bytes], kind: str, data: st.DataObject
) -> None:
    question = data.draw(KINDS[kind])
    notes = BankNotes("pack")
    content = write([question], notes, DECK)
    left_out = any("was left out" in note.sentence for note in notes.taken)
    if write is write_anki:
        there = len(anki_notes(content))
    elif write is write_qti:
        there = len(qti_items(content))
    else:
        there = len(h5p_parts(content)[1]["questions"])
    assert there == (0 if left_out else 1)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(b"<script" in packed.read(name) for name in packed.namelist())
