"""Proofs that are kept: told again as long as the logic is the same, never when it is not, and never when damaged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.author.proofs import kept as kept_proofs
from game.author.proofs import logic, making
from game.author.proofs.kept import ProofCache
from game.author.proofs.logic import logic_mark
from game.author.proofs.making import ProofReport, make_report
from game.author.proofs.proofs_in_terminal import report_lines
from game.cli import main
from game.record.cache_files import NotCached, keep_cache, read_cache
from game.record.codecs import Codec
from game.record.locations import cache_folder
from game.story.model.layout import Slot
from game.story.model.story import Story
from game.story.packs import load
from game.verify.system.budget import Budget
from game.verify.verdicts.properties import properties_of
from game.verify.verdicts.verdicts import NOT_ENOUGH, Proof, Proofs

from .stories import STATION

MEASURE = """\
pack: A measure that nothing changes yet
start: hall
measures: {{ trust: {{ start: {start}, min: {low}, max: {high} }} }}
places: {{ hall: {{ name: The hall }} }}
scenes:
  wait:
    at: hall
    again: true
    text: You wait.
    choices:
      - {{ choose: Sit down, again: true }}
      - {{ choose: Leave, when: trust >= 3, end: out }}
endings: {{ out: You are out. }}
promises:
  - never: ending.out
"""
CLOCK = """\
pack: A clock without minutes
start: hall
clock: {{ start: "{start}", end: 18:00 }}
places: {{ hall: {{ name: The hall }} }}
scenes:
  wait:
    at: hall
    again: true
    text: You wait.
    choices:
      - {{ choose: Sit down, again: true }}
      - {{ choose: Leave, when: time >= 09:00, end: out }}
endings: {{ out: You are out. }}
promises:
  - never: ending.out
"""
LOW, HIGH = MEASURE.format(start=2, low=0, high=3), MEASURE.format(start=3, low=1, high=4)
EARLY, LATE = CLOCK.format(start="08:30"), CLOCK.format(start="09:00")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pack.yaml"


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows by one whenever something is proved, and not only told again."""
    made: list[int] = []
    prove = making.prove_with_promises
    monkeypatch.setattr(making, "prove_with_promises", lambda *given, **named: made.append(1) or prove(*given, **named))
    return made


def proofs_of(file: Path, words: str, seconds: float = 30, memory: float = 2_000) -> ProofReport:
    file.write_text(words, "utf-8")
    return make_report(load(file), file, Budget(seconds, memory))


def told(report: ProofReport) -> list[str]:
    return list(report_lines(report, remarks=True))


def kept() -> Path:
    (file,) = (cache_folder() / "proofs").iterdir()
    return file


def forge(change: Callable[[list[Any]], object]) -> None:
    """Change the kept values, with the checksum that is right for them."""
    file = kept()
    made_for = file.read_bytes().partition(b"\n")[0].decode()
    content = read_cache(file, made_for)
    assert content is not None
    values = json.loads(content)
    change(values)
    keep_cache(file, made_for, json.dumps(values).encode(), 60)


@pytest.mark.parametrize(
    ("before", "after", "promise"),
    [(LOW, HIGH, "refuted"), (HIGH, LOW, "proved"), (EARLY, LATE, "refuted"), (LATE, EARLY, "proved")],
    ids=["a range moves up", "a range moves down", "a clock begins later", "a clock begins earlier"],
)
def test_a_variable_that_nothing_changes_is_part_of_the_logic(
    file: Path, before: str, after: str, promise: str
) -> None:
    proofs_of(file, before)
    report = proofs_of(file, after)
    assert not report.again
    (verdict,) = [shown.proof.verdict for shown in report.shown if shown.proof.property.kind == "statements"]
    assert verdict == promise


def test_proofs_of_a_story_without_endings_are_kept(file: Path) -> None:
    endless = "pack: No end\nscenes:\n  a:\n    text: Hello.\n"
    assert not proofs_of(file, endless).again
    assert proofs_of(file, endless).again


def test_a_mistake_in_how_proofs_are_kept_is_told_to_tests(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_: object) -> list[Any]:
        raise TypeError("a field without a codec")

    monkeypatch.setattr(kept_proofs, "_proofs_codec", lambda *_: Codec(wrong, wrong))
    with pytest.warns(NotCached, match="A proof could not be kept"):
        assert proofs_of(file, LOW).shown
    assert not (cache_folder() / "proofs").exists()


EDITS = {
    "a condition": ("when: coins > 1", "when: coins > 0"),
    "a change": ("coins: -1, goto: south", "coins: -2, goto: south"),
    "where a choice leads": ("id: walk, end: home", "id: walk, end: asleep"),
    "an id": ("id: walk", "id: stroll"),
    "a choice only once": ("id: ride, again: true", "id: ride"),
    "a first value": ("start: 2, min: 0", "start: 1, min: 0"),
    "a lowest value": ("start: 2, min: 0", "start: 2, min: -1"),
    "a highest value": ("min: 0, max: 2", "min: 0, max: 3"),
    "a promise": ("never: coins < 1", "never: coins < 2"),
    "a promise more": ("  - can: ending.home", "  - can: ending.home\n  - can: ending.asleep"),
    "a text that depends on the play": ("text: A bridge.", 'text: "A bridge{coins > 1: of gold}."'),
    "an ending more": ("endings:", "endings:\n  other: Nobody comes here."),
}
WORDS = {
    "a text": ("text: A bridge.", "text: A bridge, *high* above the river."),
    "a text with more paragraphs": ("text: A bridge.", "text: |\n      A bridge.\n\n      It is high."),
    "a label": ("Sleep", "Sleep a little"),
    "a title": ("title: At home", "title: Back at home"),
    "a comment, which moves all lines": ("measures:", "# So many coins.\nmeasures:"),
    "the name of the pack": ("pack: The last train", "pack: The very last train"),
    "the name of a measure": ("coins: { start", "coins: { name: Small change, start"),
}


@pytest.mark.parametrize(("old", "new"), EDITS.values(), ids=EDITS)
def test_any_edit_of_the_logic_is_searched_anew(file: Path, old: str, new: str) -> None:
    assert old in STATION
    assert not proofs_of(file, STATION).again
    edited = proofs_of(file, STATION.replace(old, new))
    assert not edited.again


@pytest.mark.parametrize(("old", "new"), WORDS.values(), ids=WORDS)
def test_an_edit_of_words_is_not(file: Path, searched: list[int], old: str, new: str) -> None:
    assert old in STATION
    proofs_of(file, STATION)
    again = proofs_of(file, STATION.replace(old, new))
    assert again.again
    assert len(searched) == 1
    assert [shown.proof.verdict for shown in again.shown] == [
        shown.proof.verdict for shown in make_report(load(file), file, Budget(30), ["no/choice"]).shown
    ]


def test_what_is_told_again_is_about_the_words_of_now(file: Path) -> None:
    proofs_of(file, STATION)
    edited = STATION.replace("measures:", "\n\nmeasures:").replace("A ticket to the north", "A ticket northwards")
    again = proofs_of(file, edited)
    assert again.again
    assert any("A ticket northwards" in line for line in told(again))
    assert not any("A ticket to the north" in line for line in told(again))


def variants(story: Story) -> Iterator[tuple[str, Story]]:
    """Stories that differ from this one in one thing each, whatever the field."""
    slots = {slot.name: slot for slot in story.layout}
    first = next(iter(slots.values()))
    assert isinstance(first, Slot)
    for name, value in story._asdict().items():
        if isinstance(value, str):
            yield name, story._replace(**{name: value + "x"})
        elif isinstance(value, tuple):
            yield name, story._replace(**{name: (*value, *(value or ("x",)))})
        elif isinstance(value, dict):
            yield name, story._replace(**{name: {**value, "x": next(iter(value.values()), "x")}})


def test_every_field_of_a_story_counts_unless_it_is_said_to_be_words(file: Path) -> None:
    file.write_text(STATION, "utf-8")
    story = load(file)
    properties = properties_of(story)
    before = logic_mark(story, properties, "")
    tried = dict(variants(story))
    assert len(tried) > 20
    words = {name for name, variant in tried.items() if logic_mark(variant, properties, "") == before}
    assert words == logic.WORDS[Story] & tried.keys()


def test_a_value_of_a_kind_that_nobody_thought_of_is_refused(harbour: Story) -> None:
    with pytest.raises(TypeError, match="bytes"):
        logic_mark(harbour._replace(author=b"?", start_scene=b"?"), (), "")  # type: ignore[arg-type]


def test_the_code_and_the_libraries_are_part_of_the_mark(harbour: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    before = logic_mark(harbour, (), "")
    logic.code_mark.cache_clear()
    assert logic_mark(harbour, (), "") == before
    monkeypatch.setattr(logic, "_version", lambda library: f"{library} 99")
    logic.code_mark.cache_clear()
    assert logic_mark(harbour, (), "") != before
    logic.code_mark.cache_clear()


def test_the_mark_is_the_same_in_every_process(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import subprocess
    import sys

    file.write_text(STATION, "utf-8")
    code = (
        "import sys\nfrom pathlib import Path\nfrom game.story.packs import load\n"
        "from game.author.proofs.logic import logic_mark\nfrom game.verify.verdicts.properties import properties_of\n"
        "story = load(Path(sys.argv[1]))\nprint(logic_mark(story, properties_of(story), ''))"
    )
    marks = set()
    for seed in ("1", "2"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        marks.add(subprocess.check_output([sys.executable, "-c", code, str(file)], text=True))
    assert len(marks) == 1


# What was not found out


def unsettled_remark(story: Story, properties: tuple[Any, ...], *_: Any, **__: Any) -> Proofs:
    """All is well but for one remark, on which nothing was found out."""
    worst, *others = sorted(properties, key=lambda checked: checked.weight != "remark")
    proofs = {other: Proof(other, "proved") for other in others} | {worst: Proof(worst, "unknown", reason=NOT_ENOUGH)}
    return Proofs(tuple(proofs[each] for each in properties), None, "", 3)


@pytest.mark.parametrize(
    ("seconds", "memory", "times"), [(30, 2_000, 1), (5, 500, 1), (31, 2_000, 2), (30, 2_001, 2)],
    ids=["the same", "less", "more time", "more memory"],
)  # fmt: skip
def test_with_more_than_there_was_it_is_searched_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, memory: float, times: int
) -> None:
    searched: list[int] = []
    monkeypatch.setattr(
        making, "prove_with_promises", lambda *given, **named: searched.append(1) or unsettled_remark(*given, **named)
    )
    proofs_of(file, STATION)
    proofs_of(file, STATION, seconds, memory)
    assert len(searched) == times


def test_what_is_complete_is_told_again_whatever_there_is(file: Path, searched: list[int]) -> None:
    proofs_of(file, LOW)
    proofs_of(file, LOW, 3_000, 9_000)
    assert len(searched) == 1


def test_no_time_is_not_remembered(file: Path, capsys: pytest.CaptureFixture) -> None:
    file.write_text(STATION, "utf-8")
    assert main(["check", str(file), "--seconds", "0"]) == 3
    assert main(["check", str(file)]) == 1
    assert "Not known" not in capsys.readouterr().out.rpartition("The last train:")[2]


# Damage


DAMAGES: dict[str, Callable[[list[Any]], object]] = {
    "another verdict": lambda values: values[2][0][0].__setitem__(1, "prooved"),
    "a property nobody asked about": lambda values: values[2][0][0].__setitem__(0, 10**6),
    "a property from behind": lambda values: values[2][0][0].__setitem__(0, -1),
    "a verdict less": lambda values: values[2][0].pop(),
    "a verdict twice": lambda values: values[2][0].append(values[2][0][-1]),
    "another order": lambda values: values[2][0].reverse(),
    "no verdict at all": lambda values: values[2][0].clear(),
    "unknown for no reason": lambda values: values[2][0][0].__setitem__(1, "unknown"),
    "a step that is no step": lambda values: values[2][0][0].__setitem__(2, [["choice"]]),
    "a step that the game does not allow": lambda values: values[2][0][0].__setitem__(2, [["choice", "a/b"]]),
    "words instead of truth": lambda values: values[2][0][0].__setitem__(3, "yes"),
    "fewer than no situations": lambda values: values[2].__setitem__(1, -2),
    "situations in words": lambda values: values[2].__setitem__(1, "2"),
    "more situations than states": lambda values: values[2].__setitem__(1, 10**9),
    "a number that Python does not read": lambda values: values[2].__setitem__(1, 10**2_000),
    "another engine": lambda values: values[2].__setitem__(2, "\x1b[2J"),
    "variables that are not there": lambda values: values[2].__setitem__(4, ["magic"]),
    "more lost than there are": lambda values: values[2].__setitem__(5, 10**6),
    "no counts": lambda values: values[2].__setitem__(6, []),
    "counts of nothing": lambda values: values[2].__setitem__(6, None),
    "visits without endings": lambda values: values[2].__setitem__(7, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    "something more": lambda values: values[2].append(0),
    "something less": lambda values: values[2].pop(),
    "no budget": lambda values: values.__setitem__(0, None),
    "nothing": lambda values: values.clear(),
    "a table": lambda values: values.__setitem__(2, {}),
}


@pytest.mark.parametrize("change", DAMAGES.values(), ids=DAMAGES)
def test_what_could_not_be_is_proved_anew(
    file: Path, searched: list[int], change: Callable[[list[Any]], object]
) -> None:
    right = told(proofs_of(file, STATION))
    forge(change)
    assert told(proofs_of(file, STATION)) == right
    assert len(searched) == 2
    assert proofs_of(file, STATION).again, "what was damaged is replaced"


def test_any_damage_to_the_file_is_noticed(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    caches: list[ProofCache] = []
    monkeypatch.setattr(making, "ProofCache", lambda *given: caches.append(ProofCache(*given)) or caches[-1])
    right = told(proofs_of(file, STATION))
    whole = kept().read_bytes()
    (cache,) = caches
    assert cache.proofs(Budget(30)) is not None
    for at in range(0, len(whole), 5):
        kept().write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        assert cache.proofs(Budget(30)) is None, at
        kept().write_bytes(whole[:at])
        assert cache.proofs(Budget(30)) is None, at
    assert told(proofs_of(file, STATION)) == right


def test_the_proofs_of_another_pack_are_not_told(file: Path) -> None:
    right = told(proofs_of(file, LOW))
    own = kept()
    other = file.with_name("other.yaml")
    proofs_of(other, STATION)
    (others,) = [path for path in (cache_folder() / "proofs").iterdir() if path != own]
    own.write_bytes(others.read_bytes())
    assert told(proofs_of(file, LOW)) == right


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"[" * 50_000, json.dumps({"proofs": {}}).encode()])
def test_a_file_of_another_form_is_not_read(file: Path, content: bytes) -> None:
    right = told(proofs_of(file, LOW))
    kept().write_bytes(content)
    assert told(proofs_of(file, LOW)) == right
