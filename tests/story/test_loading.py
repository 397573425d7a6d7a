"""Loading a pack: every finding of every file in one run, none that only follows from another, nothing dangerous."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from game.story.catalogue.examples import REST
from game.story.packs import examine, load
from game.story.refusals import PackError
from game.support import limits
from game.support.gc_control import collector_paused
from tests.conftest import PACKS
from tests.story.inline import (
    DOSSIER,
    Files,
    codes,
    examined,
    findings,
    only_finding,
    question_pack,
    scene_pack,
    story_of,
)

SMALLEST = """\
pack: The last biscuit
scenes:
  kitchen:
    text: One biscuit is left on the plate.
    choices:
      - choose: Eat it
        end: crumbs
endings:
  crumbs: It was stale anyway.
"""


def spots(files: Files) -> list[str]:
    """Every finding as `code file:line:column`."""
    return [f"{finding.code} {finding.spot}" for finding in findings(files)]


# ── What a pack can be ───────────────────────────────────────────────────────────────────────────────────


def test_a_single_file_of_nine_lines_is_a_pack(tmp_path: Path) -> None:
    file = tmp_path / "biscuit.yaml"
    file.write_text(SMALLEST)
    story, found = examine(file)
    assert story is not None
    assert found == ()
    assert (story.id, story.title, story.start_scene, story.place) == ("biscuit", "The last biscuit", "kitchen", None)


def test_a_folder_with_that_file_is_the_same_pack(tmp_path: Path) -> None:
    (tmp_path / "any-name.yml").write_text(SMALLEST)
    assert load(tmp_path).title == "The last biscuit"


def test_only_story_files_of_the_folder_are_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(SMALLEST)
    (tmp_path / "notes.txt").write_text("{{{")
    (tmp_path / ".hidden.yaml").write_text("{{{")
    for folder in (".git", "__pycache__"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.yaml").write_text("{{{")
    assert examine(tmp_path)[1] == ()


def test_files_in_folders_belong_to_the_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(SMALLEST)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / "deep" / "er" / "scene.yaml").write_text("scene: more\ntext: More {nothing}.\non_arrival: true\n")
    (found,) = examine(tmp_path)[1]
    assert str(found.spot) == "deep/er/scene.yaml:2:13"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_taken(line_end: str) -> None:
    content = SMALLEST.replace("plate", "plate {x}").replace("\n", line_end).encode()
    (found,) = findings({"pack.yaml": content})
    assert (found.code, found.spot.line, found.spot.column) == ("EW402", 4, 45)


def test_a_byte_order_mark_is_nothing() -> None:
    content = b"\xef\xbb\xbf" + SMALLEST.replace("biscuit", "{x}", 1).encode()
    assert story_of({"pack.yaml": content}).title == "The last {x}"


def test_the_title_of_a_story_that_comes_with_the_game_names_it() -> None:
    assert load("hq").title == "Eight Wings"


# ── What is no pack ──────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_folder_is_no_pack(tmp_path: Path) -> None:
    (found,) = examine(tmp_path)[1]
    assert (found.code, found.spot.file) == ("EW102", str(tmp_path))


def test_a_folder_with_other_files_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("version: 3\nservices:\n  web:\n    image: x\n")
    assert "EW102" in [finding.code for finding in examine(tmp_path)[1]]


def test_a_missing_pack_is_named_with_those_that_there_are(tmp_path: Path) -> None:
    (found,) = examine(tmp_path / "nowhere")[1]
    assert found.code == "EW101"
    assert "hq" in found.fix


def test_a_name_longer_than_a_path_can_be_is_a_missing_pack() -> None:
    assert [finding.code for finding in examine("x" * 5000)[1]] == ["EW101"]


def test_a_pack_with_errors_cannot_be_loaded_and_all_findings_are_told(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(SMALLEST.replace("end: crumbs", "end: crums\n        gotoo: x"))
    with pytest.raises(PackError, match="2 errors in the pack") as raised:
        load(tmp_path)
    assert [finding.code for finding in raised.value.diagnostics] == ["EW301", "EW201"]


def test_a_warning_does_not_keep_a_pack_from_being_played() -> None:
    story, found = examined("pack: T\nscenes:\n  a:\n    text: Hello.\n")
    assert story is not None
    assert [(finding.code, finding.severity) for finding in found] == [("EW303", "warning")]


# ── All findings in one run ──────────────────────────────────────────────────────────────────────────────


def test_the_findings_of_all_files_come_in_one_run_by_file_line_and_column() -> None:
    files = {
        "z.yaml": "scene: zoo\ntext: '}'\nend: g\n",
        "pack.yaml": "pack: T\nmeasures:\n  trust: { start: x }\nscenes:\n  a:\n    when: has.nothing\n    end: f\n",
        "b/places.yaml": "places:\n  Hall:\n    name: Hall\n  yard:\n    name: Yard\n    exits: { nort: yard }\n",
        "a.yaml": "endings:\n  e:\n    txt: The end.\n    text: It is {x}.\n",
    }
    assert spots(files) == [
        "EW201 a.yaml:3:5",
        "EW402 a.yaml:4:18",
        "EW208 b/places.yaml:2:3",
        "EW214 b/places.yaml:6:14",
        "EW204 pack.yaml:3:19",
        "EW402 pack.yaml:6:11",
        "EW301 pack.yaml:7:10",
        "EW502 z.yaml:2:8",
        "EW301 z.yaml:3:6",
    ]


def test_every_broken_file_is_reported() -> None:
    files = {
        "a.yaml": "scenes: [\n",
        "b.yaml": b"pack: \xff",
        "c.yaml": 'about: "x\n',
        "d.yaml": "- x\n",
        "pack.yaml": SMALLEST.replace("text", "txt"),
    }
    assert {finding.spot.file for finding in findings(files)} == set(files)


def test_references_everywhere_are_checked_in_the_same_run() -> None:
    head = "places:\n  hall: { name: Hall }\nitems:\n  lamp: { name: a lamp, at: cellar }\nstart: attic\n"
    found = spots(scene_pack("at: kitchen\nwith: nobody\ntext: Hello.\nmove: loft\nend: e", head))
    assert found == [
        "EW301 pack.yaml:5:29",
        "EW301 pack.yaml:6:8",
        "EW301 pack.yaml:9:9",
        "EW301 pack.yaml:10:11",
        "EW301 pack.yaml:12:11",
    ]


@pytest.mark.parametrize(
    ("steps", "head"),
    [
        ("at: nowhere\ntext: Hello.\nend: e", "places:\n  hall: { name: Hall }\n"),
        ("with: nobody\ntext: Hello.\nend: e", ""),
        ("text: Hello.\ngoto: nowhere", ""),
        ("text: Hello.\ncall: nowhere\nend: e", ""),
        ("text: Hello.\nend: nowhere", ""),
        ("text: Hello.\nlearn: nothing\nend: e", ""),
        ("text: Hello.\ngive: [nothing]\nend: e", ""),
        ("text: Hello.\nlose: nothing\nend: e", ""),
        ("text: Hello.\nmove: nowhere\nend: e", ""),
        ("text: Hello.\nask: nothing\nend: e", ""),
        ("text: Hello.\nask: { topic: nothing }\nend: e", ""),
        ("text: Hello.\nask: { from: [nothing] }\nend: e", ""),
        ("text: Hello.\nend: e", "start: nowhere\n"),
        ("text: Hello.\nend: e", "items:\n  lamp: { name: a lamp, at: nowhere }\n"),
        ("text: Hello.\nend: e", "people:\n  marta: { name: Marta, fictional: true, at: nowhere }\n"),
        ("on_arrival: true\ntext: Hello.\nend: e", "places:\n  hall: { name: Hall, exits: { north: nowhere } }\n"),
        (
            "on_arrival: true\ntext: Hello.\nend: e",
            "wings: { east: East }\nplaces:\n  hall: { name: H, wing: nowhere }\n",
        ),
    ],
)
def test_an_unknown_id_is_one_finding_with_something_to_do(steps: str, head: str) -> None:
    found = only_finding(scene_pack(steps, head))
    assert found.code == "EW301"
    assert found.fix.strip()


# ── Nothing that only follows from something else ────────────────────────────────────────────────────────

USES_EVERYTHING = """\
scene: everything
at: hall
with: marta
when: has.lamp and knows.bell and been.hall and trust > 1 and right.weight and notes.harbour > 0 and time > 09:00
text: "Here {name.lamp}, {name.marta}, [bell] {quote: words} {trust}."
learn: bell
give: lamp
move: hall
trust: +1
minutes: 5
ask: weight
right: { ask: { topic: harbour } }
wrong: { call: other }
end: home
"""
EVERYTHING = {
    "pack.yaml": "pack: T\ndisclaimer: Invented, after an almanac of 1921.\nstart: hall\n",
    "everything.yaml": USES_EVERYTHING,
    "almanac.yaml": DOSSIER,
    "clock.yaml": "clock: { start: 08:00, end: 12:00 }\n",
    "dossiers.yaml": "dossiers: [almanac]\n",
    "endings.yaml": "endings:\n  home: Home.\n",
    "items.yaml": "items:\n  lamp: a lamp\n",
    "measures.yaml": "measures:\n  trust: { start: 2 }\n",
    "other.yaml": "scene: other\ntext: Other.\n",
    "people.yaml": "people:\n  marta: { name: Marta, fictional: true }\n",
    "places.yaml": "places:\n  hall: { name: The hall }\n",
    "questions.yaml": "questions:\n  weight: { text: How heavy?, cites: bell, number: 80, because: So. }\n",
}


def test_the_pack_that_uses_everything_is_sound() -> None:
    assert codes(EVERYTHING) == []


@pytest.mark.parametrize("broken", sorted(EVERYTHING))
def test_a_file_that_cannot_be_read_makes_nothing_else_unknown(broken: str) -> None:
    content = EVERYTHING[broken]
    files = {**EVERYTHING, broken: f"{content}said: one: two\n"}
    assert spots(files) == [f"EW122 {broken}:{content.count(chr(10)) + 1}:10"]


@pytest.mark.parametrize("broken", sorted(EVERYTHING))
def test_a_file_in_another_encoding_makes_nothing_else_unknown(broken: str) -> None:
    files = {**EVERYTHING, broken: EVERYTHING[broken].encode() + b"\xe9"}
    assert codes(files) == ["EW104"]


@pytest.mark.parametrize(
    ("file", "content", "code"),
    [
        ("places.yaml", "places:\n  hall: { text: No name. }\n", "EW202"),
        ("items.yaml", "items:\n  lamp: { about: No name. }\n", "EW202"),
        ("people.yaml", "people:\n  marta: { fictional: true }\n", "EW202"),
        ("endings.yaml", "endings:\n  home: { title: No text }\n", "EW202"),
        ("measures.yaml", "measures:\n  trust: 2\n", "EW203"),
        ("clock.yaml", "clock: { start: early, end: 12:00 }\n", "EW206"),
        ("other.yaml", "scene: other\nchoices: { choose: No list }\n", "EW203"),
        ("almanac.yaml", DOSSIER.replace("    paragraph: 1\n", "", 1), "EW202"),
        ("almanac.yaml", DOSSIER.replace("title: The almanac\n", "", 1), "EW202"),
        ("questions.yaml", "questions:\n  weight: { text: How heavy?, cites: bell, number: [80] }\n", "EW203"),
        ("questions.yaml", 'questions:\n  weight: { text: "", cites: bell, number: 80 }\n', "EW209"),
        ("questions.yaml", "questions:\n  weight: { text: How heavy?, cites: The Bell, number: 80 }\n", "EW208"),
        (
            "questions.yaml",
            "questions:\n  weight:\n    text: How?\n    cites: bell\n    answers:\n"
            "      - { righ: A }\n      - { wrong: B }\n      - { wrong: C }\n",
            "EW201",
        ),
    ],
)
def test_a_definition_that_is_not_whole_makes_nothing_else_unknown(file: str, content: str, code: str) -> None:
    if "The Bell" in content:
        files = {
            **EVERYTHING,
            file: content,
            "everything.yaml": USES_EVERYTHING.replace("{ topic: harbour }", "weight"),
        }
    else:
        files = {**EVERYTHING, file: content}
    assert codes(files) == [code]


def test_an_unknown_place_or_start_does_not_make_the_scene_seem_unreachable() -> None:
    assert codes(scene_pack("at: nowhere\ntext: Hello.\nend: e", "places:\n  hall: { name: H }\n")) == ["EW301"]
    assert codes(scene_pack("text: Hello.\nend: e", "start: nowhere\n")) == ["EW301"]


# ── Files that a teacher gets wrong ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("line", "code", "column", "hint"),
    [
        ("text: [Laughs] Hello.", "EW124", 11, "["),
        ("text: {seen.a} is late.", "EW124", 11, "{"),
        ("text: - a dash", "EW124", 11, "-"),
        ("text: ? a question", "EW124", 11, "?"),
        ("text: , a comma", "EW124", 11, ","),
        ("text: ] a bracket", "EW124", 11, "]"),
        ("text: % of it", "EW124", 11, "%"),
        ("text: `code`", "EW124", 11, "`"),
        ("text: *stress* it", "EW124", 11, "*"),
        ("text: | Hello.", "EW124", 11, "|"),
        ("text: > Hello.", "EW124", 11, ">"),
        ('text: "Hello" she said.', "EW125", 11, ""),
        ("text: 'don't do it'", "EW125", 11, ""),
        ("text Hello.", "EW123", 5, ""),
    ],
)
def test_what_text_cannot_begin_with_is_said_at_its_sign(line: str, code: str, column: int, hint: str) -> None:
    found = only_finding(f"pack: T\nscenes:\n  a:\n    {line}\n    end: e\nendings:\n  e: E.\n")
    assert (found.code, found.spot.line, found.spot.column) == (code, 4, column)
    assert hint in found.message


@pytest.mark.parametrize(("text", "column"), [('"Use \\{ here"', 16), ('"C:\\Users"', 14), ('"a\\xZZ"', 13)])
def test_a_backslash_that_double_quotes_do_not_know_is_said_to_be_one(text: str, column: int) -> None:
    found = only_finding(scene_pack(f"text: {text}\nend: e"))
    assert (found.spot.line, found.spot.column) == (4, column)
    assert "\\" in found.message
    assert "does not close" not in found.message


def test_a_tab_that_does_no_harm_is_not_blamed_for_another_line() -> None:
    found = only_finding("pack: T\ndisclaimer: |\n  One\n  \tindented.\nabout: one: two\n" + REST)
    assert (found.code, found.spot.line, found.spot.column) == ("EW122", 5, 11)


def test_a_character_that_is_none_is_said_where_it_stands() -> None:
    found = only_finding(scene_pack("text: He\ufffello.\nend: e"))
    assert (found.code, found.spot.line, found.spot.column) == ("EW105", 4, 13)


@pytest.mark.parametrize(
    "line", ["at:", "again:", "priority:", "title:", "learn:", "goto:", "ask:", "when:", "call:", "choices:"]
)
def test_a_key_with_nothing_behind_it_is_said_to_have_nothing(line: str) -> None:
    end = "" if line in ("goto:", "choices:") else "end: e"
    found = only_finding(scene_pack(f"text: Hello.\n{line}\n{end}"))
    assert (found.code, found.spot.line) == ("EW209", 5)


@pytest.mark.parametrize("unseen", ["\u200b", "\u3164", "\u00ad\u2060", "\u0301", " \u200b "])
def test_a_name_of_which_nothing_can_be_seen_is_empty(unseen: str) -> None:
    found = only_finding(scene_pack("text: Hello.\nend: e", f'measures: {{ trust: {{ name: "{unseen}" }} }}\n'))
    assert (found.code, found.spot.line) == ("EW209", 2)


def test_an_emoji_and_a_word_with_a_joiner_can_be_seen() -> None:
    assert codes(scene_pack("text: Hello.\nend: e", 'items: { a: "👩\u200d🏫", b: "می\u200cروم" }\n')) == []


def test_an_empty_scene_is_not_called_text() -> None:
    found = only_finding("pack: T\nscenes:\n  a:\n    text: A.\n    end: e\n  b:\nendings:\n  e: E.\n")
    assert "this is text" not in found.message


def test_an_empty_section_is_no_mistake() -> None:
    assert codes(f"{SMALLEST}items:\npeople:\n") == []


@pytest.mark.parametrize("id_", ["text", "learn", "goto", "minutes", "title", "priority", "choose", "when", "again"])
def test_a_measure_cannot_be_called_like_a_key_of_a_scene(id_: str) -> None:
    found = findings(scene_pack("text: Hello.\nend: e", f"measures:\n  {id_}: {{ start: 1 }}\n"))
    assert [finding.code for finding in found] == ["EW213"]


def test_a_clock_that_ends_before_it_starts_is_refused() -> None:
    found = findings(scene_pack("text: Hello.\nend: e", "clock: { start: 12:00, end: 08:00 }\n"))
    assert [(finding.severity, finding.spot.line) for finding in found] == [("error", 2)]


def test_a_measure_that_cannot_move_is_not_said_to_start_outside_its_range() -> None:
    head = "measures:\n  trust: { start: 1, min: 1, max: 1 }\n"
    found = only_finding(scene_pack("text: Hello.\nend: e", head))
    assert "outside" not in found.message


def test_a_list_without_questions_is_refused() -> None:
    assert only_finding(scene_pack("text: Hello.\nask: { from: [] }\nend: e")).code == "EW209"


def test_looking_something_up_costs_effects_and_nothing_else() -> None:
    found = findings(scene_pack("text: Hello.\nend: e", "lookup: { goto: a }\n"))
    assert [(finding.code, finding.spot.line, finding.spot.column) for finding in found] == [("EW201", 2, 11)]


def test_a_dossier_named_twice_is_reported_in_the_pack() -> None:
    head = "disclaimer: Invented.\ndossiers: [inside_nato, inside_nato]\n"
    found = findings(scene_pack("text: Hello.\nend: e", head))
    assert [str(finding.spot) for finding in found] == ["pack.yaml:3:25"]


def test_a_correction_names_a_fact_that_there_is() -> None:
    correction = 'corrections:\n  - { date: "2025-03-01", fact: bel, what: The weight. }\n'
    files = {**question_pack("text: How?\ncites: bell\nnumber: 80"), "almanac.yaml": DOSSIER + correction}
    found = only_finding(files)
    assert (found.code, found.spot.file) == ("EW301", "almanac.yaml")


# ── The order of files ───────────────────────────────────────────────────────────────────────────────────


def _pieces() -> list[str]:
    """The harbour pack in as many pieces as it has sections, places, people, items, questions, scenes and endings."""
    pieces = []
    for file in sorted((PACKS / "harbour").glob("*.yaml")):
        whole = yaml.load(file.read_text(), Loader=yaml.BaseLoader)  # noqa: S506 - keeps words as words
        if "dossier" in whole or "scene" in whole or "language" in whole:
            pieces.append(file.read_text())
            continue
        for section, content in whole.items():
            by_id = section in ("places", "people", "items", "questions", "scenes", "endings")
            ones = [{id_: value} for id_, value in content.items()] if by_id else [content]
            pieces.extend(yaml.safe_dump({section: entry}, sort_keys=False, default_style='"') for entry in ones)
    return pieces


PIECES = _pieces()


def _meaning(files: Files) -> dict[str, object]:
    """What a story is, apart from the order in which its files define things."""
    story = story_of(files)
    return {
        "start": (story.start_place, story.start_scene, story.arrivals),
        "scenes": {
            scene.id: (
                scene.at,
                scene.people,
                scene.when and scene.when.source,
                scene.priority,
                scene.on_arrival,
                scene.again,
            )
            for scene in story.scenes.values()
        },
        "places": {
            place.id: (
                [(way.direction, way.to, way.when and way.when.source, way.minutes) for way in place.exits],
                place.scenes,
                place.arrivals,
                set(place.items),
                set(place.people),
            )
            for place in story.places.values()
        },
        "questions": {
            question.id: question._replace(number=0, outcome=story.asking) for question in story.questions.values()
        },
        "variables": {slot.name: (slot.low, slot.high) for slot in story.layout},
        "others": [set(group) for group in (story.items, story.people, story.endings, story.measures, story.facts)],
        "nodes": len(story.nodes),
    }


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(len(PIECES))))
def test_the_order_and_the_names_of_files_do_not_matter(order: list[int]) -> None:
    files = {f"{place:03d}.yaml": PIECES[index] for place, index in enumerate(order)}
    assert _meaning(files) == ORDERED


ORDERED = _meaning({f"{place:03d}.yaml": piece for place, piece in enumerate(PIECES)})


def test_many_files_are_the_same_pack_as_few() -> None:
    few = {file.name: file.read_text() for file in (PACKS / "harbour").glob("*.yaml")}
    assert _meaning(few) == ORDERED


def test_scenes_of_equal_priority_are_offered_in_an_order_that_file_names_do_not_change() -> None:
    pack = "pack: T\nplaces:\n  hall: { name: Hall }\nendings:\n  e: E.\n"
    scene_one, scene_two = "scene: one\nat: hall\ntext: One.\nend: e\n", "scene: two\nat: hall\ntext: Two.\nend: e\n"
    first = story_of({"pack.yaml": pack, "a.yaml": scene_one, "b.yaml": scene_two})
    second = story_of({"pack.yaml": pack, "a.yaml": scene_two, "b.yaml": scene_one})
    assert first.places["hall"].scenes == second.places["hall"].scenes


# ── What could do harm ───────────────────────────────────────────────────────────────────────────────────


def test_a_link_out_of_the_pack_is_never_opened(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(SMALLEST)
    (tmp_path / "secret.yaml").write_text("about: [secret\n")
    (pack / "link.yaml").symlink_to("../secret.yaml")
    story, found = examine(pack)
    assert story is None
    assert [(finding.code, finding.spot.file) for finding in found] == [("EW107", "link.yaml")]
    assert "secret" not in str(found)


def test_a_linked_folder_outside_the_pack_is_not_read(tmp_path: Path) -> None:
    pack, outside = tmp_path / "pack", tmp_path / "outside"
    pack.mkdir()
    outside.mkdir()
    (pack / "pack.yaml").write_text(SMALLEST)
    (outside / "more.yaml").write_text("about: A secret.\n")
    (pack / "linked").symlink_to(outside)
    assert "secret" not in load(pack).about


def test_a_link_inside_the_pack_is_a_file_of_the_pack(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text(SMALLEST)
    (tmp_path / "pack.yaml").symlink_to("kept.txt")
    assert load(tmp_path).title == "The last biscuit"


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(SMALLEST)
    with (tmp_path / "huge.yaml").open("wb") as file:
        file.truncate(1_000 * limits.FILE_BYTES)
    (found,) = examine(tmp_path)[1]
    assert (found.code, found.spot.file) == ("EW106", "huge.yaml")
    assert "8000 MB" in found.message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_nesting_is_bounded(opening: str) -> None:
    (found,) = findings(
        {"pack.yaml": SMALLEST, "deep.yaml": f"a: {opening * 2000}" if opening != "- " else "- " * 2000}
    )
    assert found.code == "EW128"


def test_choices_within_choices_are_bounded() -> None:
    steps = "text: Deep."
    for _ in range(30):
        steps = "choices:\n  - choose: On\n" + "".join(f"    {line}\n" for line in steps.splitlines())
    assert "EW128" in codes(scene_pack(steps))


def test_an_alias_bomb_is_refused_at_its_first_anchor() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    found = only_finding({"pack.yaml": SMALLEST, "bomb.yaml": bomb})
    assert (found.code, str(found.spot)) == ("EW126", "bomb.yaml:1:4")


@pytest.mark.parametrize(
    "tag",
    ["!!python/object/apply:os.system ['true']", "!!python/name:os.system", "!!binary aGk=", "!include /etc/passwd"],
)
def test_no_tag_does_anything(tag: str) -> None:
    assert only_finding(scene_pack(f"text: {tag}\nend: e")).code == "EW127"


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=120))
def test_any_bytes_give_a_story_or_findings(content: bytes) -> None:
    story, found = examined({"pack.yaml": content})
    assert story is None
    assert found
    assert all(finding.spot.line >= 1 and finding.spot.column >= 1 for finding in found)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_to_a_pack_gives_a_story_or_findings(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(SMALLEST)))
    end = data.draw(st.integers(at, min(at + 8, len(SMALLEST))))
    damage = data.draw(st.text("\t\n :-|>{}[]\"'&*!#%@`,?ax0\\", max_size=6))
    story, found = examined(SMALLEST[:at] + damage + SMALLEST[end:])
    assert (story is None) == any(finding.severity == "error" for finding in found)
    for problem in found:
        assert not [word for word in ("mapping", "scalar", "token", "block end", "NoneType") if word in problem.message]


def test_the_same_wrong_condition_is_reported_wherever_it_stands() -> None:
    choices = "choices:\n  - choose: One\n    when: seen.nobody\n  - choose: Two\n    when: seen.nobody\n"
    found = only_finding(scene_pack(choices))
    assert (found.code, found.spot.line, [spot.line for spot in found.also]) == ("EW402", 6, [8])


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_is_afterwards_as_it_was_before(running: bool) -> None:
    was = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        findings(scene_pack("text: Hello."))
        assert gc.isenabled() == running
        with pytest.raises(KeyError), collector_paused():
            raise KeyError
        assert gc.isenabled() == running
    finally:
        (gc.enable if was else gc.disable)()
