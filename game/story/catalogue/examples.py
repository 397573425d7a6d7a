"""The small packs in which examples stand."""

from __future__ import annotations

from game.story.catalogue.entry import Example


def scene_pack(steps: str, head: str = "") -> str:
    """A pack with one scene `a` of these steps. They begin in line 4, or that much later as `head` has lines."""
    indented = "".join(f"    {line}\n" if line else "\n" for line in steps.splitlines())
    return f"pack: Test\n{head}scenes:\n  a:\n{indented}endings:\n  e: The end.\n"


EXAMPLE_DOSSIER = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: "1921"
facts:
  bell:
    states: The bell weighs 80 kilograms.
    paragraph: 1
    by: article
    as_of: "1921"
    topics: [harbour]
  words:
    states: Jan Roos called it "small but stubborn".
    paragraph: 2
    by: Jan Roos
    quote: small but stubborn
    as_of: "1921"
    topics: [harbour, people]
"""


def question_pack(question: str) -> dict[str, str]:
    """A pack with one question `q`, which begins in line 4, and the dossier it rests on."""
    indented = "".join(f"    {line}\n" for line in question.splitlines())
    return {
        "pack.yaml": f"pack: Test\nquestions:\n  q:\n{indented}"
        "scenes:\n  a:\n    text: Hello.\n    ask: q\n    end: e\nendings:\n  e: The end.\n"
        "disclaimer: Invented, after an almanac of 1921.\n",
        "almanac.yaml": EXAMPLE_DOSSIER,
    }


def of_question(bad: str, good: str) -> Example:
    """What is wrong inside a question."""
    return Example(question_pack(bad), question_pack(good))


def of_scene(bad: str, good: str, head: str = "") -> Example:
    """What is wrong inside a scene; `head` stands above it, in both."""
    return Example(scene_pack(bad, head), scene_pack(good, head))


def of_whole_question(bad: str, good: str) -> Example:
    """What is wrong with the question as a whole is said at its id."""
    files = question_pack(bad)
    return Example({**files, "pack.yaml": files["pack.yaml"].replace("  q:", "  ▸q:", 1)}, question_pack(good))


def of_whole_scene(bad: str, good: str) -> Example:
    """What is wrong with the scene as a whole is said at its id."""
    return Example(scene_pack(bad).replace("  a:", "  ▸a:", 1), scene_pack(good))


REST = "scenes:\n  a:\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
TRUST = "measures:\n  trust: { start: 1 }\n"
CLOCK = "clock: { start: 08:00, end: 12:00 }\n"
DEEP = "a: " + "[" * 40


def pack(head: str) -> str:
    """A pack with one scene and one ending, and `head` above them."""
    return f"pack: Test\n{head}{REST}"


def places(exits_of_hall: str, exits_of_yard: str = "") -> str:
    """A pack with three places and these ways between them."""
    yard = f"    exits: {exits_of_yard}\n" if exits_of_yard else ""
    return (
        f"pack: Test\nplaces:\n  hall:\n    name: The hall\n    exits: {exits_of_hall}\n"
        f"  yard:\n    name: The yard\n{yard}  shed:\n    name: The shed\n"
        "scenes:\n  a:\n    at: hall\n    text: Hello.\n    end: e\nendings:\n  e: The end.\n"
    )


def dossier(bell: str) -> dict[str, str]:
    """A pack with a dossier that has one fact with these keys."""
    return {
        "pack.yaml": f"pack: Test\ndisclaimer: Invented.\n{REST}",
        "almanac.yaml": f"dossier: almanac\ntitle: Almanac\narticle: a.txt\nas_of: then\nfacts:\n  bell:\n{bell}",
    }


def playthrough_pack(
    steps: str, head: str = "playthrough: A test\n", beginning: str = "- do: Eat it"
) -> dict[str, str]:
    """A pack with a choice and a measure, a playthrough of these steps, and another one, `beginning`."""
    return {
        "pack.yaml": f"pack: Test\n{TRUST}scenes:\n  a:\n    text: Hello.\n    choices:\n"
        "      - { choose: Eat it, trust: +1, end: e }\nendings:\n  e: The end.\n",
        "beginning.yaml": f"playthrough: The beginning\n{_steps(beginning)}",
        "play.yaml": f"{head}{_steps(steps)}",
    }


def _steps(lines: str) -> str:
    return "steps:\n" + "".join(f"  {line}\n" for line in lines.splitlines())


def of_playthrough(bad: str, good: str) -> Example:
    """What is wrong in the steps of a playthrough."""
    return Example(playthrough_pack(bad), playthrough_pack(good))
