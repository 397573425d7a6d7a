"""Every example in the guide is loaded: whole packs, fragments, and the ones that are wrong on purpose.

A block of YAML that is no whole pack says in a comment directly above it what it is:

    <!-- example: file -->              sections, or a scene file, or a dossier
    <!-- example: scene -->             the keys of a scene
    <!-- example: question -->          the keys of a question
    <!-- example: bad EW702 question -->    any of these; it yields this finding, and no other
    <!-- example: playthrough -->       a playthrough of the last whole pack above it, which passes
    <!-- example: workflow -->          a file for a server that runs tests
"""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
import yaml

from game.playthrough.discovery import find_playthroughs
from game.playthrough.testing import result_told, run_found
from game.story.schema.definitions import SECTIONS
from tests.docs.pages import ROOT, Block, blocks, pages
from tests.story.inline import findings

HERE = Path(__file__).parent
LESSON = ROOT / "docs" / "lesson.md"

#: The files of the lesson are played through in test_lesson.py, where each stands among the others.
EXAMPLES = [block for page in pages() if page != LESSON for block in blocks(page) if block.language in ("yaml", "yml")]
KINDS = ("file", "scene", "question")

#: The dossier of questions.md, on which the examples there rest.
LEAFLET = next(
    example.text for example in EXAMPLES if example.page.name == "questions.md" and example.text.startswith("dossier:")
)


def as_file(block: Block, kind: str) -> str:
    """The fragment as a file of a pack."""
    if kind == "file":
        return block.text
    opening = {"scene": "scene: example\n", "question": "questions:\n  example:\n"}[kind]
    return opening + textwrap.indent(block.text, "    " if kind == "question" else "")


def surroundings(fragment: str) -> dict[str, str]:
    """What the fragment speaks of, without what it defines itself."""
    defined, around = (
        yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes words only: 08:30 stays 08:30
        for text in (fragment, (HERE / "surroundings.yaml").read_text("utf-8"))
    )
    for key, value in defined.items():
        if key in SECTIONS:
            around[key] = {id_: definition for id_, definition in around.get(key, {}).items() if id_ not in value}
        else:
            around.pop(key, None)
    files = {"around.yaml": "", "leaflet.yaml": LEAFLET}
    if fragment == LEAFLET:
        del files["leaflet.yaml"]
    if "dossiers" in around:
        around["dossiers"] = [dossier for dossier in around["dossiers"] if dossier != defined.get("dossier")]
    files["around.yaml"] = yaml.safe_dump(around, allow_unicode=True, sort_keys=False)
    return files


def found_in(block: Block, kind: str) -> list[tuple[str, str]]:
    """Code and words of every finding about the fragment, in its surroundings."""
    fragment = as_file(block, kind)
    files = {"example.yaml": fragment, **surroundings(fragment)}
    return [(finding.code, str(finding)) for finding in findings(files)]


def errors(found: list[tuple[str, str]]) -> list[str]:
    return [words for _, words in found if " error " in words]


@pytest.mark.parametrize(
    "block", [example for example in EXAMPLES if not example.mark], ids=lambda example: example.name
)
def test_a_block_that_is_not_marked_is_a_whole_pack_without_errors(block: Block) -> None:
    assert "pack:" in block.text, "mark it: see the first lines of this file"
    assert [str(finding) for finding in findings(block.text) if finding.severity == "error"] == []


@pytest.mark.parametrize(
    "block", [example for example in EXAMPLES if example.mark in KINDS], ids=lambda example: example.name
)
def test_a_fragment_fits_into_a_pack(block: Block) -> None:
    assert errors(found_in(block, block.mark)) == []


@pytest.mark.parametrize(
    "block", [example for example in EXAMPLES if example.mark.startswith("bad")], ids=lambda example: example.name
)
def test_what_is_wrong_on_purpose_is_found_and_nothing_else(block: Block) -> None:
    _, code, *kind = block.mark.split()
    found = found_in(block, kind[0]) if kind else [(finding.code, str(finding)) for finding in findings(block.text)]
    assert [found_code for found_code, _ in found] == [code]


@pytest.mark.parametrize(
    "block", [example for example in EXAMPLES if example.mark == "playthrough"], ids=lambda example: example.name
)
def test_a_playthrough_passes_in_the_pack_above_it(block: Block, tmp_path: Path) -> None:
    above = [
        example for example in EXAMPLES if example.page == block.page and not example.mark and example.line < block.line
    ]
    (tmp_path / "biscuit.yaml").write_text(above[-1].text, "utf-8")
    (tmp_path / "play.yaml").write_text(block.text, "utf-8")
    outcomes = [run_found(playthrough) for playthrough in find_playthroughs(tmp_path)]
    assert [result_told(outcome) for outcome in outcomes] == [[]]


def test_every_mark_is_known() -> None:
    known = (*KINDS, "bad", "playthrough", "workflow")
    assert [example.name for example in EXAMPLES if example.mark and example.mark.split()[0] not in known] == []


def test_there_is_something_to_test() -> None:
    assert {"README.md", "docs/format.md", "docs/questions.md"} <= {
        example.name.rpartition(":")[0] for example in EXAMPLES
    }
