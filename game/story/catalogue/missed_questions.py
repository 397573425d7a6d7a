"""What was missed and comes back: that something asks again, and forms that ask the same thing."""

from __future__ import annotations

from collections.abc import Mapping

from game.story.catalogue.editorial_examples import BELL
from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import EXAMPLE_DOSSIER, scene_pack

_ASKED = (
    "text: It is heavy [bell].\nask: q\nchoices:\n  - choose: Go\n    when: not {state}\n    end: e\n"
    "  - {{ choose: Run, end: e }}"
)
_SPOKE = "text: Who spoke?\ncites: words\nanswer: Jan Roos\nbecause: It was Jan Roos.\n"


def _pack(steps: str, **questions: str) -> Mapping[str, str]:
    """A pack with one scene, and questions after an almanac."""
    bank = "".join(
        "".join((f"  {id_}:\n", *(f"    {line}\n" for line in question.splitlines())))
        for id_, question in questions.items()
    )
    head = f"disclaimer: Invented, after an almanac of 1921.\nquestions:\n{bank}"
    return {"pack.yaml": scene_pack(steps, head), "almanac.yaml": EXAMPLE_DOSSIER}


def _forms(bad: str, good: str) -> Example:
    """Questions of which one says that it is another form."""
    steps = "text: It is heavy [bell]. So he said [words].\nask: q\nchoices:\n"
    steps += "  - choose: Go on\n    again: true\n    ask: missed\n    stay: true\n  - { choose: Leave, end: e }"
    return Example(_pack(steps, q=BELL, r=bad), _pack(steps, q=BELL, r=good))


NOTHING_COMES_BACK = error(
    "EW316",
    "nothing-comes-back",
    "Nothing asks again",
    message="Here it is asked whether something that was missed is due, but nothing in this pack asks it again.",
    fix="Write a step `ask: missed` somewhere, or take `missed.due` out of the condition.",
    explanation="A story keeps account of what was missed only if some scene asks it again.",
    example=Example(
        _pack(_ASKED.format(state="▸missed.due"), q=BELL),
        _pack(_ASKED.format(state="missed.any"), q=BELL),
    ),
)

NOTHING_TO_MISS = error(
    "EW317",
    "nothing-to-miss",
    "Nothing can be missed",
    message="`ask: missed` asks again what was missed, but nothing that could be missed is ever asked.",
    fix="Ask a question by its id (`ask: question_id`) in an earlier scene.",
    explanation="Open questions and polls are not missed, for nothing in them is wrong.",
    example=Example(
        scene_pack("text: Hello.\nask: ▸missed\nend: e"),
        scene_pack("text: Hello.\nend: e"),
    ),
)

NOT_ANOTHER_FORM = error(
    "EW318",
    "not-another-form",
    "No other form of a question",
    message="`{id}` cannot be another form of this question: {reason}.",
    fix="Name a question that is right or wrong and says no `form_of` itself.",
    explanation="One question is the first of its forms, and all others name that one.",
    example=_forms(
        f"{_SPOKE}form_of: ▸r", f"{_SPOKE.replace('words', 'bell').replace('Who spoke', 'Who was it')}form_of: q"
    ),
)

FORM_ON_OTHER_TOPIC = warning(
    "EW319",
    "form-on-another-topic",
    "A form on another topic",
    message="`{id}` is to ask the same as `{other}`, but the two have no topic in common.",
    fix="Correct the id, or give both the topic that they are about.",
    explanation="Who missed one of the two is asked the other instead, and is done with both when it is right. So they "
    "must be about the same thing.",
    example=_forms(f"{_SPOKE}topics: people\nform_of: ▸q", f"{_SPOKE}topics: [people, harbour]\nform_of: q"),
)
