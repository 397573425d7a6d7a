"""A pack is the same story, and a mistake the same mistake, whether PyYAML was installed with libyaml or without."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostics
from game.story.packs import build, load
from game.story.source import yaml_parser
from game.story.source.pack_files import PackFile
from game.story.source.yaml_parser import PythonParser
from tests.conftest import PACKS

pytestmark = pytest.mark.skipif(not yaml.__with_libyaml__, reason="there is no libyaml here to compare with")

HARBOUR = PACKS / "harbour"
EXAMPLES = [files for entry in CATALOGUE.values() if entry.example for files in (entry.example.bad, entry.example.good)]


def events(parser: Any, text: str) -> Iterator[object]:
    """What a parser makes of a text: kinds, values, styles and spots; an error where there is one."""
    reading = parser(text)
    try:
        while not isinstance(event := reading.get_event(), yaml.StreamEndEvent):
            start, end = event.start_mark, event.end_mark
            yield type(event), getattr(event, "value", None), getattr(event, "style", None) or "", start.line
            if isinstance(event, yaml.ScalarEvent) and event.value:
                yield start.column, end.line, end.column
    except yaml.YAMLError:
        yield "an error"


@pytest.mark.parametrize(
    "text",
    [
        "answers: [Who?, What? , a ?b]", "{ who?: you?, why: a?b }", "[?a, b]", "a: b\tc\t\n", "a:\tb # c\n",
        "a: b\t# c\n", "a: |\t\n  text\n", "a: >-\t# folded\n  text\n", "[a,\tb]", "a: |#\n", "a: |\n  x",
        "a: x\n\ty\n", "a:\n\tb: c\n", "- a\n\t- b\n", "a: |\n\tx\n", "a: b\n\t\nc: d\n", "scenes:", "---\n",
        'a: "x \\\n  y"\n', "a: |2\n   x\n", "a: |0\n  x\n", "a: >+\n  x\n\n\nb: c\n",
        "a: 'x\n\ty'\n", "a: b\n%x\n", "%YAML 1.1\n---\na: b\n", "a: x\n  --- y\n", "a: x #y # z\n",
    ],
)  # fmt: skip
def test_what_one_parser_reads_the_other_reads_alike(text: str) -> None:
    assert list(events(PythonParser, text)) == list(events(yaml.CLoader, text))


def test_random_pieces_are_read_alike() -> None:
    signs = "? ?_ : :_ , ,_ [ ] { } -_ - \" ' # _# % @ ` | >".split()  # noqa: SIM905 - easier to read
    pieces = (
        *signs,
        "a",
        "b ",
        "é",
        "1",
        "\t",
        "\\",
        "\\n",
        "\n",
        "\n  ",
        "|\n",
        ">\n",
        "a: b\n",
        "- a\n",
        "...",
        "---",
    )
    chance = random.Random(7)
    for _ in range(4_000):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 12))).replace("_", " ")
        if "? " in text and "{" in text:  # an empty key has another spot, and no pack has one
            continue
        ours, theirs = list(events(PythonParser, text)), list(events(yaml.CLoader, text))
        # What cannot be read may be given up a little sooner or later; what can be read is the same.
        assert ours == theirs or ours[-1] == theirs[-1] == "an error", text


def files_of(example: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"pack.yaml": example} if isinstance(example, str) else example


def findings(files: tuple[PackFile, ...]) -> object:
    story, found = build("x", files, Diagnostics(), "x")
    return story is not None, [
        (finding.code, finding.spot, finding.message, finding.fix, finding.mended) for finding in found
    ]


def test_every_example_yields_the_same_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    packs = [tuple(PackFile(name, text.encode()) for name, text in files_of(example).items()) for example in EXAMPLES]
    by_libyaml = [findings(pack) for pack in packs]
    monkeypatch.setattr(yaml_parser, "PARSER", PythonParser)
    assert [findings(pack) for pack in packs] == by_libyaml


@pytest.mark.parametrize("pack", [str(HARBOUR), "first-scene"])
def test_the_packs_are_the_same_stories(pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = load(pack)
    monkeypatch.setattr(yaml_parser, "PARSER", PythonParser)
    assert repr(load(pack).nodes) == repr(story.nodes)
