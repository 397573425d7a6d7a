"""A bad and a good example for every message that loading can give. `▸` stands before the spot the message names."""

from __future__ import annotations

from typing import NamedTuple

from tests.story.inline import DOSSIER, Files, question_pack, scene_pack


class Example(NamedTuple):
    """`bad` yields the code at the marked spot and nothing else; `good` is the same pack put right."""

    bad: Files
    good: Files


def _question(bad: str, good: str) -> Example:
    return Example(question_pack(bad), question_pack(good))


def _scene(bad: str, good: str, head: str = "") -> Example:
    return Example(scene_pack(bad, head), scene_pack(good, head))


def _whole_question(bad: str, good: str) -> Example:
    """What is wrong with the question as a whole is said at its id."""
    files = question_pack(bad)
    return Example({**files, "pack.yaml": files["pack.yaml"].replace("  q:", "  ▸q:", 1)}, question_pack(good))


def _whole_scene(bad: str, good: str) -> Example:
    """What is wrong with the scene as a whole is said at its id."""
    return Example(scene_pack(bad).replace("  a:", "  ▸a:", 1), scene_pack(good))


_REST = "scenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
_TRUST = "measures:\n  trust: { start: 1 }\n"
_PLACES = "places:\n  hall: { name: The hall }\n  yard: { name: The yard }\n"
_CLOCK = "clock: { start: 08:00, end: 12:00 }\n"
_DEEP = "a: " + "[" * 40


def _pack(head: str) -> str:
    return f"pack: Test\n{head}{_REST}"


def _places(exits_of_hall: str, exits_of_yard: str = "") -> str:
    yard = f"    exits: {exits_of_yard}\n" if exits_of_yard else ""
    return (
        f"pack: Test\nplaces:\n  hall:\n    name: The hall\n    exits: {exits_of_hall}\n"
        f"  yard:\n    name: The yard\n{yard}  shed:\n    name: The shed\n"
        "scenes:\n  a:\n    at: hall\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
    )


def _dossier(bell: str) -> dict[str, str]:
    return {
        "pack.yaml": f"pack: Test\ndisclaimer: Invented.\n{_REST}",
        "almanac.yaml": f"dossier: almanac\ntitle: Almanac\narticle: a.txt\nas_of: then\nfacts:\n  bell:\n{bell}",
    }


EXAMPLES: dict[str, Example] = {
    # Lines and signs
    "EW105": _scene("text: He▸\x1bllo.\nend: e", "text: Hello.\nend: e"),
    "EW120": Example(
        "pack: Test\nscenes:\n▸\ta:\n    end: e\n",
        scene_pack("text: Hello.\nend: e"),
    ),
    "EW121": Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n   ▸end: e\nendings:\n  e: The end.\n",
        scene_pack("text: Hello.\nend: e"),
    ),
    "EW122": _scene("text: She says▸: come in\nend: e", 'text: "She says: come in"\nend: e'),
    "EW123": Example(f"pack: Test\n▸about\n{_REST}", _pack("about: A test.\n")),
    "EW124": _scene("text: ▸@home\nend: e", 'text: "@home"\nend: e'),
    "EW125": _scene('text: ▸"Hello.\nend: e', 'text: "Hello."\nend: e'),
    "EW126": _scene("text: ▸&greeting Hello.\nend: e", 'text: "&greeting Hello."\nend: e'),
    "EW127": _scene("text: ▸!important Hello.\nend: e", 'text: "!important Hello."\nend: e'),
    "EW128": Example(f"{_DEEP}▸[{']' * 41}\n", _pack("")),
    "EW129": Example(f"pack: Test\n▸---\n{_REST}", f"---\n{_pack('')}"),
    "EW130": _scene("text: Hello.\n▸text: Good day.\nend: e", "text: Hello. Good day.\nend: e"),
    "EW131": Example({"pack.yaml": _pack(""), "more.yaml": "▸Just words.\n"}, _pack("")),
    "EW132": Example(f"▸%YAML 3.0\n---\n{_pack('')}", _pack("")),
    "EW133": _scene("text: Room ▸#5\nend: e", 'text: "Room #5"\nend: e'),
    "EW134": _scene('text: "Use ▸\\{ here"\nend: e', "text: Use \\{ here\nend: e"),
    # Keys and values
    "EW201": _scene("▸txt: Hello.\nend: e", "text: Hello.\nend: e"),
    "EW202": Example(
        "pack: Test\nplaces:\n  hall:\n    ▸floor: 2\n" + _REST.replace("end: e", "end: e\n    on_arrival: true"),
        "pack: Test\nplaces:\n  hall:\n    name: The hall\n    floor: 2\n"
        + _REST.replace("end: e", "end: e\n    on_arrival: true"),
    ),
    "EW203": _scene("text: ▸[Hello]\nend: e", 'text: "[Hello]"\nend: e'),
    "EW204": _scene("text: Hello.\npriority: ▸high\nend: e", "text: Hello.\npriority: 9\nend: e"),
    "EW205": _scene("text: Hello.\nagain: ▸perhaps\nend: e", "text: Hello.\nagain: true\nend: e"),
    "EW206": Example(_pack("clock: { start: ▸8.30, end: 12:00 }\n"), _pack("clock: { start: 8:30, end: 12:00 }\n")),
    "EW207": _scene("text: Hello.\ntrust: ▸1\nend: e", "text: Hello.\ntrust: +1\nend: e", _TRUST),
    "EW208": _scene("text: Hello.\ngoto: ▸The Yard", "text: Hello.\nend: e"),
    "EW209": _scene("text:▸\nend: e", "text: Hello.\nend: e"),
    "EW210": Example(
        {"pack.yaml": _pack(""), "scene.yaml": "scene: ▸a\ntext: Hello again.\nend: e\n"},
        {"pack.yaml": _pack(""), "scene.yaml": "scene: b\ntext: Hello again.\non_arrival: true\nend: e\n"},
    ),
    "EW211": Example(
        {"more.yaml": "about: A test.\n", "pack.yaml": _pack("▸about: Another test.\n")},
        {"more.yaml": "about: A test.\n", "pack.yaml": _pack("")},
    ),
    "EW212": Example(
        _pack("measures:\n  ▸trust: { start: 11, min: 0, max: 10 }\n"),
        _pack("measures:\n  trust: { start: 10, min: 0, max: 10 }\n"),
    ),
    "EW213": Example(
        _pack("measures:\n  ▸time: { start: 1 }\n"),
        _pack("measures:\n  time_level: { start: 1 }\n"),
    ),
    "EW214": Example(_places("{ ▸nroth: yard }"), _places("{ north: yard }")),
    "EW215": _scene("text: Hello.\ngoto: a\n▸end: e", "text: Hello.\nend: e"),
    "EW216": _scene("text: Hello.\n▸right: Well done.\nend: e", "text: Hello.\nend: e"),
    "EW217": Example("pack: Test\nscenes:\n  ▸a: {}\nendings:\n  e: The end.\n", _pack("")),
    "EW218": _scene("text: Hello.\nask: ▸{ topic: bells, from: [q] }\nend: e", "text: Hello.\nend: e"),
    "EW219": Example(
        scene_pack("text: Hello.\n▸minutes: 5\nend: e"),
        scene_pack("text: Hello.\nminutes: 5\nend: e", _CLOCK),
    ),
    "EW220": _scene(
        "text: Hello.\n▸stay: true",
        "text: Hello.\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Go\n    end: e",
    ),
    "EW221": Example(
        _pack("clock: ▸{ start: 12:00, end: 08:00 }\n"),
        _pack("clock: { start: 08:00, end: 12:00 }\n"),
    ),
    # Ids that refer to something
    "EW301": _scene("text: Hello.\nend: ▸f", "text: Hello.\nend: e"),
    "EW302": Example("▸pack: Test\nendings:\n  e: The end.\n", _pack("")),
    "EW303": Example("▸pack: Test\nscenes:\n  a:\n    text: Hello.\n", _pack("")),
    "EW304": _whole_scene(
        "text: Hello.\nchoices:\n  - choose: Again\n    call: a\n  - choose: Go\n    end: e",
        "text: Hello.\nchoices:\n  - choose: Again\n    goto: a\n  - choose: Go\n    end: e",
    ),
    "EW305": _whole_scene("text: Hello.\ngoto: a", "text: Hello.\nchoices:\n  - choose: Again\n    goto: a"),
    "EW306": Example(
        _pack("").replace("endings", "  ▸b:\n    text: Hello.\nendings"),
        _pack("").replace("endings", "  b:\n    text: Hello.\n    on_arrival: true\nendings"),
    ),
    "EW307": _whole_question("text: How much?\nnumber: 80", "text: How much?\nnumber: 80\ncites: bell"),
    "EW308": Example(
        _pack("disclaimer: Invented.\ndossiers: [▸inside_nata]\n"),
        _pack("disclaimer: Invented.\ndossiers: [inside_nato]\n"),
    ),
    "EW309": Example(
        _places("{ ▸north: yard }", "{ south: shed }"),
        _places("{ north: { to: yard, one_way: true } }", "{ south: shed }"),
    ),
    "EW310": _scene(
        "choices:\n  - choose: Go\n    end: e\n  - choose: ▸Go!\n    end: e",
        "choices:\n  - choose: Go\n    end: e\n  - choose: Go!\n    id: go_now\n    end: e",
    ),
    "EW311": _whole_scene(
        "again: true\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Leave",
        "again: true\nchoices:\n  - choose: Wait\n    again: true\n    stay: true\n  - choose: Leave\n    again: true",
    ),
    # Conditions
    "EW401": _scene("text: Hello.\nwhen: seen.a ▸& seen.a\nend: e", "text: Hello.\nwhen: seen.a and seen.a\nend: e"),
    "EW402": _scene("text: Hello.\nwhen: not ▸trsut > 2\nend: e", "text: Hello.\nwhen: not trust > 2\nend: e", _TRUST),
    "EW403": _scene(
        "text: Hello.\nwhen: seen.a and ▸trust\nend: e", "text: Hello.\nwhen: seen.a and trust > 1\nend: e", _TRUST
    ),
    "EW404": _scene(
        f"text: Hello.\nwhen: ▸{' or '.join(['seen.a'] * 61)}\nend: e",
        f"text: Hello.\nwhen: {' or '.join(['seen.a'] * 60)}\nend: e",
    ),
    # Text
    "EW501": _scene('text: "Hello ▸{seen.a: you."\nend: e', 'text: "Hello {seen.a: you}."\nend: e'),
    "EW502": _scene("text: Hello you▸}.\nend: e", "text: Hello you\\}.\nend: e"),
    "EW503": _scene(
        "text: Hello ▸{name.maria}.\nend: e",
        "text: Hello {name.marta}.\nend: e",
        "people:\n  marta: { name: Marta, fictional: true }\n",
    ),
    "EW504": _scene("text: Hello ▸[bell].\nend: e", "text: Hello \\[bell].\nend: e"),
    "EW505": Example(
        {
            "pack.yaml": _pack("disclaimer: Invented.\n").replace("Hello.", '"He said ▸{quote: bell}."'),
            "almanac.yaml": DOSSIER,
        },
        {
            "pack.yaml": _pack("disclaimer: Invented.\n").replace("Hello.", '"He said {quote: words}."'),
            "almanac.yaml": DOSSIER,
        },
    ),
    "EW506": _scene("text: Hello ▸*you.\nend: e", "text: Hello *you*.\nend: e"),
    "EW507": _scene('text: "Hello ▸{seen.a: a|b|c}."\nend: e', 'text: "Hello {seen.a: a|b}."\nend: e'),
    "EW508": _scene(
        "text: |\n  ▸martta: Come in.\nend: e",
        "text: |\n  marta: Come in.\nend: e",
        "people:\n  marta: { name: Marta, fictional: true }\n",
    ),
    # Questions
    "EW701": _whole_question("text: How much?\ncites: bell", "text: How much?\ncites: bell\nnumber: 80"),
    "EW702": _whole_question(
        "text: How much?\ncites: bell\nanswers:\n  - wrong: A\n  - wrong: B",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
    "EW703": _whole_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
    "EW704": _question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: ▸a pound",
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: Two pounds",
    ),
    "EW705": _question("cloze: ▸It weighs 80 kilograms.\ncites: bell", "cloze: It weighs [80] kilograms.\ncites: bell"),
    "EW706": _question("text: How much?\ncites: bell\nnumber: ▸eighty", "text: How much?\ncites: bell\nnumber: 80"),
    "EW707": _whole_question("cites: bell\nnumber: 80", "text: How much?\ncites: bell\nnumber: 80"),
    "EW708": _question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - ▸right: C\n    wrong: D",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - wrong: C\n  - wrong: D",
    ),
    "EW710": _question(
        "text: What falls?\ncites: bell\nanswer: ▸rain, the rain",
        "text: What falls?\ncites: bell\nanswer: [rain, the rain]",
    ),
    "EW709": _question(
        "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [▸jan]", "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [Jane]"
    ),
    # Dossiers and people
    "EW801": Example(
        _dossier(
            '    states: It was called "stubborn".\n    paragraph: 1\n    by: ▸article\n    quote: stubborn\n'
            "    as_of: then\n    topics: [bells]\n"
        ),
        _dossier(
            '    states: The article calls it "stubborn".\n    paragraph: 1\n    by: article\n    quote: stubborn\n'
            "    as_of: then\n    topics: [bells]\n"
        ),
    ),
    "EW802": _scene(
        "text: |\n  ▸marta: Come in.\nend: e",
        "text: |\n  Marta asks you in.\nend: e",
        "people:\n  marta: { name: Marta, real: true }\n",
    ),
    "EW803": Example(
        _pack("people:\n  ▸marta: { name: Marta }\n"),
        _pack("people:\n  marta: { name: Marta, fictional: true }\n"),
    ),
    "EW804": Example(
        {"pack.yaml": f"▸{_pack('')}", "almanac.yaml": DOSSIER},
        {"pack.yaml": _pack("disclaimer: Invented.\n"), "almanac.yaml": DOSSIER},
    ),
}
