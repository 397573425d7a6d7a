"""A lesson from its sheet to its analysis: twenty questions in, a story round them, five pupils, the class table."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from game.cli import main

#: Each question with its right answer and wrong ones; one who types the first word of a wrong one is wrong.
ASKED = {f"Which word stands in line {number}?": (f"word{number}", f"noun{number}|verb{number}")
         for number in range(1, 16)}  # fmt: skip
ASKED |= {"How many lines are there?": ("20", ""), "Who wrote them?": ("Olga Brandt", ""),
          "On which river?": ("Elbe", ""),
          "In which year was it?": ("1921", ""), "Which colour has the cover?": ("green", "")}  # fmt: skip
#: How many of the first questions each pupil is right in.
PUPILS = {"Ada": 20, "Ben": 17, "Cleo": 11, "Dan": 6, "=HYPERLINK(1)": 1}
DOSSIER = """\
dossier: reader
title: The reader
article: reader.txt
as_of: "1921"
facts:
  lines: { states: The reader has its lines., paragraph: 1, by: article, as_of: "1921", topics: [lines] }
"""


def write_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["question", "right", "wrong", "because"])
    for text, (right, wrong) in ASKED.items():
        book.active.append([text, right, wrong, "Look at the line."])
    book.save(path)


def write_story(folder: Path, imported: Path) -> None:
    """A scene for each question, one behind the other, and the fact on which all of them rest."""
    text = imported.read_text("utf-8")
    ids = re.findall(r"^  ([a-z0-9_]+):$", text, re.MULTILINE)
    imported.write_text(text.replace("cites: todo", "cites: lines"), "utf-8")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "reader.yaml").write_text(DOSSIER, "utf-8")
    scenes = [
        f"  part{at}: {{ learn: lines, ask: {id_}, right: {{ goto: part{at + 1} }}, wrong: {{ goto: part{at + 1} }} }}"
        for at, id_ in enumerate(ids)
    ]
    written = ["pack: The lesson", "id: the-lesson", "disclaimer: D.", "scenes:", *scenes,
               f"  part{len(ids)}: {{ text: Home., end: over }}", "endings: { over: It is over. }"]  # fmt: skip
    (folder / "pack.yaml").write_text("\n".join(written), "utf-8")


def answers_of(known: int) -> str:
    """What somebody types who is right in so many questions, and wrong in all others."""
    given = [right if at < known else (wrong.partition("|")[0] or "99")
             for at, (right, wrong) in enumerate(ASKED.values())]  # fmt: skip
    return "\n".join(given) + "\n"


@pytest.fixture
def lesson(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The pack of a lesson that five pupils have played."""
    folder = tmp_path / "the-lesson"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "pack: L\nid: the-lesson\ndisclaimer: D.\nscenes: { a: { text: A., end: b } }\nendings: { b: B. }\n", "utf-8"
    )
    write_sheet(tmp_path / "questions.xlsx")
    assert main(["import", str(tmp_path / "questions.xlsx"), "--into", str(folder)]) == 0
    assert "20 questions (15 multiple choice, 2 number, 3 typed)" in capsys.readouterr().out
    write_story(folder, folder / "questions" / "imported-questions.yaml")
    assert main(["check", str(folder)]) == 0
    assert "some ending can still be reached" in " ".join(capsys.readouterr().out.split())
    for name, known in PUPILS.items():
        monkeypatch.setattr(sys, "stdin", io.StringIO(answers_of(known)))
        assert main(["play", str(folder), "--plain", "--new", "--name", name]) == 0
        assert "It is over." in capsys.readouterr().out
    return folder


def test_the_class_table_and_the_item_analysis_say_how_it_went(
    lesson: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["results", str(lesson), "--json"]) == 0
    (pack,) = json.loads(capsys.readouterr().out)["packs"]
    assert len(pack["answers"]) == 100
    assert {pupil["name"]: pupil["score"] for pupil in pack["pupils"]} == PUPILS
    assert main(["results", str(lesson), "--items", "--json"]) == 0
    items = {item["id"]: item for item in json.loads(capsys.readouterr().out)["packs"][0]["items"]}
    assert items["which_word_stands_in_line_1"]["facility"] == 100
    assert items["which_colour_has_the_cover"]["facility"] == 20
    assert items["which_word_stands_in_line_12"]["discrimination"] > 50


ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="there is no LibreOffice here")
def test_the_class_table_opens_in_libreoffice(lesson: Path, tmp_path: Path) -> None:
    assert main(["results", str(lesson), "--export", str(tmp_path / "class.xlsx")]) == 0
    office = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [
        "soffice",
        office,
        "--headless",
        "--convert-to",
        ALL_SHEETS,
        "--outdir",
        tmp_path,
        tmp_path / "class.xlsx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    answers, table = (list(csv.reader((tmp_path / f"class-{name}.csv").read_text("utf-8").splitlines()))
                      for name in ("Answers", "First answers 1"))  # fmt: skip
    assert len(answers) == 101
    assert {row[0].removeprefix("'"): row[1:-2].count("right") for row in table[1:]} == PUPILS
