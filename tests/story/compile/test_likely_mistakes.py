"""Slips that people make when they write their first pack: one message each, at its line, that says what to write."""

from __future__ import annotations

import pytest

from game.story.catalogue.examples import question_pack
from tests.story.inline import Files, findings, only_finding

HEAD = """\
pack: Test
measures:
  trust: { start: 1 }
places:
  hall:
    name: The hall
items:
  badge: a badge
scenes:
  a:
    at: hall
"""
TAIL = "    end: e\nendings:\n  e: The end.\n"


def pack(*lines: str) -> Files:
    return HEAD + "".join(f"    {line}\n" for line in lines) + TAIL


SLIPS = [
    ("text: She says: come in", "EW122", '    text: "She says: come in"'),
    ("text: @home", "EW124", '    text: "@home"'),
    ("text: *Hello* there", "EW124", '    text: "*Hello* there"'),
    ("text: {seen.a} is there", "EW124", '    text: "{seen.a} is there"'),
    ("text: [Note] Hello", "EW124", '    text: "[Note] Hello"'),
    ('text: "Hello" she said', "EW125", "    text: '\"Hello\" she said'"),
    ("text: 'don't'", "EW125", "    text: 'don''t'"),
    ('text: "Hello', "EW125", '    text: "Hello"'),
    ("text: “She said: no”", "EW122", '    text: "“She said: no”"'),
    ("text: Room #5", "EW133", '    text: "Room #5"'),
    ("title Watch", "EW123", "    title: Watch"),
    ("title = Watch", "EW123", "    title: Watch"),
    ("text:Hello.", "EW139", "    text: Hello."),
    ("text：Hello.", "EW137", "    text: Hello."),
    ("Text: Hello.", "EW201", "    text: Hello."),
    ("titles: Watch", "EW201", "    title: Watch"),
    ("on-arrival: true", "EW201", "    on_arrival: true"),
    ("description: Hello.", "EW201", "    text: Hello."),
    ("if: has.badge", "EW201", "    when: has.badge"),
    ("\u00a0\u00a0text: Hello.", "EW135", "    text: Hello."),
    ("text:\u00a0Hello.", "EW135", "    text: Hello."),
    ("choices: { choose: Go }", "EW203", ""),
    ("priority: five", "EW204", "    priority: 5"),
    ("priority: 5.0", "EW204", "    priority: 5"),
    ("priority: 500", "EW204", "    priority: 100"),
    ("again: y", "EW205", "    again: true"),
    ("again: never", "EW205", "    again: false"),
    ("trust: 1", "EW207", "    trust: +1"),
    ("trust: 1+", "EW207", "    trust: +1"),
    ("trust: += 2", "EW207", "    trust: +2"),
    ("trust: =15", "EW229", "    trust: =10"),
    ("trust: +11", "EW229", "    trust: +10"),
    ("ask: What falls?", "EW225", "    ask: question_id"),
    ("give: Badge", "EW208", "    give: badge"),
    ("give: bagde", "EW301", "    give: badge"),
    ("when: has badge", "EW401", "    when: has.badge"),
    ("when: has.badge && trust > 2", "EW401", "    when: has.badge and trust > 2"),
    ("when: has.badge || trust > 2", "EW401", "    when: has.badge or trust > 2"),
    ("when: not has.badge AND trust > 2", "EW401", "    when: not has.badge and trust > 2"),
    ("when: trust => 3", "EW401", "    when: trust >= 3"),
    ("when: trust =< 3", "EW401", "    when: trust <= 3"),
    ("when: (trust > 2", "EW401", "    when: (trust > 2)"),
    ("when: if has.badge", "EW401", "    when: has.badge"),
    ("when: “has.badge”", "EW401", "    when: has.badge"),
    ("when: !has.badge", "EW127", "    when: not has.badge"),
    ("when: Seen.a", "EW402", "    when: seen.a"),
    ("when: has_badge", "EW402", "    when: has.badge"),
    ("when: badge", "EW402", "    when: has.badge"),
    ("when: trsut > 2", "EW402", "    when: trust > 2"),
    ("when: trust", "EW403", "    when: trust >= 1"),
    ("when: trust > 20", "EW405", ""),
    ("when: trust > 5 and trust < 3", "EW405", ""),
    ("when: has.badge and not has.badge", "EW405", ""),
    ("when: trust >= 0", "EW406", ""),
    ("when: has.badge or not has.badge", "EW406", ""),
]


@pytest.mark.parametrize(("line", "code", "mended"), SLIPS)
def test_a_slip_in_a_line_gets_one_message_there(line: str, code: str, mended: str) -> None:
    found = only_finding(pack(line))
    assert (found.code, found.spot.line, found.mended) == (code, 12, mended)


BLOCKS = [
    (["choices:", "  choose: Go"], "EW203", 13, "      - choose: Go"),
    (["choices:", "  -choose: Go"], "EW138", 13, "      - choose: Go"),
    (["choices:", "  -choose: Go", "    stay: true"], "EW138", 13, "      - choose: Go"),
    (["choices:", "  - choose: Go", "    choose: Wait"], "EW141", 14, "      - choose: Wait"),
    (["text:", "Hello there."], "EW121", 13, "      Hello there."),
    (["text: |", "Hello there."], "EW121", 13, "      Hello there."),
    (["text: Hello.", "  title: Watch"], "EW121", 13, "    title: Watch"),
    (["text: Hello.", " title: Watch"], "EW121", 13, "    title: Watch"),
    (["text: Hello.", "text: Good day."], "EW130", 13, ""),
]


@pytest.mark.parametrize(("lines", "code", "line", "mended"), BLOCKS)
def test_a_slip_over_several_lines_gets_one_message(lines: list[str], code: str, line: int, mended: str) -> None:
    found = [finding for finding in findings(pack(*lines).replace(TAIL, TAIL[11:])) if finding.code != "EW217"]  # type: ignore[union-attr]
    assert [(finding.code, finding.spot.line, finding.mended) for finding in found] == [(code, line, mended)]


def test_each_dash_that_is_missing_is_told() -> None:
    found = findings(pack("choices:", "  choose: Go", "  again: true", "  choose: Wait"))
    assert [(finding.code, finding.spot.line) for finding in found if finding.code != "EW215"] == [
        ("EW141", 13),
        ("EW141", 15),
    ]


def test_a_tab_is_told_once_for_all_lines_that_follow_each_other() -> None:
    found = only_finding(HEAD + "\ttext: Hello.\n\ttitle: Watch\n" + TAIL)
    assert (found.code, found.spot.line, found.mended) == ("EW120", 12, "    text: Hello.\n    title: Watch")


def test_exits_that_are_not_indented_far_enough_belong_to_the_place_above() -> None:
    files = HEAD.replace("items:", "  exits:\n    north: yard\n  yard:\n    name: The yard\nitems:") + TAIL
    found = only_finding(files)
    assert (found.code, found.spot.line, found.mended) == ("EW226", 7, "    exits:\n      north: yard")


def test_a_scene_file_whose_first_line_is_misspelt_has_one_finding() -> None:
    files = {"pack.yaml": HEAD + TAIL, "b.yaml": "scen: b\nat: hall\ntext: Hello.\nwhen: seen.a\n"}
    found = only_finding(files)
    assert (found.code, found.spot.file, found.mended) == ("EW201", "b.yaml", "scene: b")


def test_no_right_answer_is_said_at_the_answers() -> None:
    found = only_finding(question_pack("text: Which?\ncites: bell\nanswers:\n  - wrong: A\n  - wrong: B"))
    assert (found.code, found.line.strip()) == ("EW702", "answers:")


def test_all_mistakes_of_all_files_are_told_in_one_run() -> None:
    files = {
        "pack.yaml": HEAD
        + "    text: One: two\n    title: @home\n    goto: nowhere_at_all\n"
        + TAIL.replace("    end: e\n", ""),
        "b.yaml": "scene: b\nat: hal\ntext: 'don't'\nwhen: trust => 3\n",
    }
    assert [(finding.code, finding.spot.file, finding.spot.line) for finding in findings(files)] == [
        ("EW301", "b.yaml", 2), ("EW125", "b.yaml", 3), ("EW401", "b.yaml", 4),
        ("EW122", "pack.yaml", 12), ("EW124", "pack.yaml", 13), ("EW301", "pack.yaml", 14),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "condition", ["true", "false", "trust > 2 and trust < 5", "has.badge or trust > 9", "time_off"]
)
def test_conditions_that_can_go_either_way_are_left_alone(condition: str) -> None:
    files = (
        HEAD.replace("trust: { start: 1 }", "trust: { start: 1 }\n  time_off: {}") + f"    when: {condition}\n" + TAIL
    )
    assert [finding for finding in findings(files) if finding.code in ("EW405", "EW406")] == []


def test_nothing_in_a_pack_reaches_the_terminal_as_an_order() -> None:
    found = only_finding(pack('give: "\\u009b31m"'))
    assert "\x9b" not in f"{found.message}{found.fix}{found.line}{found.mended}"


def test_a_quotation_left_open_is_named_where_it_opens_however_far_below_the_next_one_is() -> None:
    scenes = "".join(f"  s{number}:\n    on_arrival: true\n    text: Hello.\n" for number in range(20))
    pack = f'pack: T\nscenes:\n  a:\n    text: "Open\n    end: e\n{scenes}endings:\n  e: "The end."\n'
    found = only_finding(pack)
    assert (found.code, found.spot.line, found.mended) == ("EW125", 4, '    text: "Open"')
