"""One mistake makes one finding: single signs and lines of a whole pack are changed at random, from a fixed seed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostics
from game.story.catalogue.examples import scene_pack
from game.story.source.file_findings import read_files
from tests.conftest import PACKS
from tests.story.inline import examined, findings

#: Without the translations: they follow every change of a text, and are named one by one.
FILES = tuple(file for file in read_files(Path(PACKS) / "harbour", Diagnostics()) if not file.name.startswith("fr"))
SIGNS = "abc: -'\"{[|#\n\t"


def changed(chance: random.Random) -> dict[str, str]:
    """The pack with one sign left out, doubled or replaced, or one line left out."""
    texts = {file.name: file.content.decode() for file in FILES}
    name = chance.choice(sorted(texts))
    text = texts[name]
    at = chance.randrange(len(text))
    lines = text.split("\n")
    line = chance.randrange(len(lines))
    ways = (
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + chance.choice(SIGNS) + text[at + 1 :],
        "\n".join(lines[:line] + lines[line + 1 :]),
    )
    return {**texts, name: chance.choice(ways)}


def test_a_single_change_makes_one_finding_nearly_always() -> None:
    chance = random.Random(11)
    counts = [len(findings(changed(chance))) for _ in range(200)]
    noticed = [count for count in counts if count]
    assert len(noticed) > 80
    assert sum(count == 1 for count in noticed) / len(noticed) > 0.88
    assert sum(count > 3 for count in noticed) / len(noticed) < 0.04


@pytest.mark.parametrize(
    ("name", "as_it_is", "mistaken", "code"),
    [
        ("documents.yaml", "search: The search }", "search The search }", "EW208"),
        ("questions.yaml", "    cites: pilot_words\n    form_of", "    form_of", "EW307"),
        ("questions.yaml", "draws: { bells: 2 to 9 }", "draws: { b#lls: 2 to 9 }", "EW713"),
    ],
)
def test_what_only_follows_from_a_mistake_is_not_told(name: str, as_it_is: str, mistaken: str, code: str) -> None:
    texts = {file.name: file.content.decode() for file in FILES}
    assert as_it_is in texts[name]
    assert [finding.code for finding in findings({**texts, name: texts[name].replace(as_it_is, mistaken)})] == [code]


def test_an_id_that_is_unknown_in_many_places_is_told_once_with_all_of_them() -> None:
    steps = "text: Hello.\nchoices:\n" + "".join(f"  - choose: Go {letter}\n    goto: yard\n" for letter in "abc")
    (found,) = (finding for finding in findings(scene_pack(steps)) if finding.code == "EW301")
    assert (found.spot.line, [spot.line for spot in found.also]) == (7, [9, 11])


def test_every_error_of_opinion_leaves_a_story_that_can_be_built() -> None:
    for code, entry in CATALOGUE.items():
        if entry.opinion and entry.example is not None and not code.startswith("EW9"):
            bad = entry.example.bad
            files = {"pack.yaml": bad} if isinstance(bad, str) else dict(bad)
            files = {name: text.replace("▸", "") for name, text in files.items()}
            files["checks.yaml"] = f"checks: {{ {code}: off }}\n"
            story, found = examined(files)
            assert story is not None, code
            assert [finding for finding in found if finding.severity == "error"] == []
