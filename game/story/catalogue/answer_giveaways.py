"""What the editorial lint says of answers that give themselves away to somebody who has not read."""

from __future__ import annotations

from game.story.catalogue.editorial_examples import BELL, CHOICE, asked, lint_pack
from game.story.catalogue.entry import WORDS_KNOWN, Example, Files, remark, warning

_ADJECTIVES = ("massive", "solid", "weighty", "big", "stout", "great")
_OTHERS = {name: BELL.replace("heavy", name) for name in ("vast", "huge", "large")}
_CHAT = (
    "text: According to Jan Roos, what was {}?\ncites: words\nanswers:\n  - right: {}\n  - wrong: A quarrel\n"
    "    because: No.\n  - wrong: A mistake\n    because: No.\nbecause: It was so."
)
_WHO = "text: Who spoke?\ncites: words\ntopics: [people]\nanswer: Jan Roos\nbecause: It was he."
_WEIGHT = BELL.replace("cites: bell", "cites: bell\ntopics: [weights]")


def _bank(key: str, head: str = "▸pack: Test\n") -> Files:
    """A pack that asks six questions with this key, and three of another kind."""
    return lint_pack(head, **{name: _CHAT.format(name, key) for name in _ADJECTIVES}, **_OTHERS)


def _with(files: dict[str, str], before: str, after: str) -> dict[str, str]:
    """The same files, with something else in the pack."""
    return {**files, "pack.yaml": files["pack.yaml"].replace(before, after)}


def _drawn(other: str) -> dict[str, str]:
    """A pack in which a scene tells what somebody said, and draws a question on that, or another one."""
    files = lint_pack(steps="text: So he said.\nlearn: words", q=_WHO, r=other)
    return {**files, "pack.yaml": files["pack.yaml"].replace("e: The end.", "e: It rang [bell].")}


def _called(stem: str) -> str:
    """A question of which the key alone begins with a vowel."""
    text = _CHAT.format("great", "Argument").replace("According to Jan Roos, what was great?", stem)
    return text.replace("A quarrel", "Quarrel").replace("A mistake", "Mistake")


KEYS_LONGEST = warning(
    "EW956",
    "keys-longest",
    "Keys longest",
    message="In {count} of {total} multiple-choice questions the right answer is the longest, most plainly in {worst}.",
    fix="Make some wrong answers longer than the right one, or the right ones shorter.",
    explanation="Anyone who always takes the longest option would pass without having read anything. One of three "
    "options is "
    "the longest, so by chance this is one key in three. It is reported beyond 4 in 10, from five such questions on.",
    example=Example(_bank("A misunderstanding"), _bank("A triumph", "")),
)

KEYS_SHORTEST = warning(
    "EW971",
    "keys-shortest",
    "Keys shortest",
    message="In {count} of {total} multiple-choice questions the right answer is the shortest, most plainly in "
    "{worst}.",
    fix="Make some wrong answers shorter than the right one, or the right ones longer.",
    explanation="The right answer says what is so, in few words; wrong ones are made up, in many. Anyone who always "
    "takes the shortest "
    "option would pass without having read anything: `eightwings simulate PACK --strategy shortest` shows how far that "
    "gets.",
    example=Example(_bank("A joke"), _bank("A triumph", "")),
)

KEYS_ECHO = warning(
    "EW972",
    "keys-echo",
    "Keys echo their facts",
    message="In {count} of {total} multiple-choice questions the right answer alone shares most words with its fact, "
    "as in {worst}.",
    fix="Say some right answers in words of your own, and put words of the fact into wrong ones.",
    explanation="The notebook shows the fact. Anyone who compares words with words finds the key without understanding "
    "either: `eightwings simulate PACK --strategy notebook` shows how far that gets.",
    languages=WORDS_KNOWN,
    example=Example(
        lint_pack("▸pack: Test\n", **{name: CHOICE.replace("heavy", name) for name in _ADJECTIVES}, **_OTHERS),
        lint_pack(
            **{
                name: CHOICE.replace("heavy", name).replace("wrong: 90 kilograms", "wrong: Not 80 kilograms")
                for name in _ADJECTIVES[:4]
            },
            **{name: CHOICE.replace("heavy", name) for name in _ADJECTIVES[4:]},
            **_OTHERS,
        ),
    ),
)

KEY_TOLD_ABOVE = remark(
    "EW973",
    "key-told-above",
    "Answer given above",
    message="The answer to `{id}`, “{answer}”, is told in the same scene above the question, and no other option is.",
    fix="Ask it in a later scene, or ask for something that follows from it.",
    explanation="Players who have the answer before their eyes need not remember it. It may be meant as practice. What "
    "is asked a scene later is remembered longer.",
    example=Example(
        _with(lint_pack(steps="text: It weighs 80 kilograms [bell].", q=BELL), "from: [q]", "question: ▸q"),
        _with(lint_pack(steps="text: So it is.\nlearn: bell", q=BELL), "from: [q]", "question: q"),
    ),
)

GRAMMAR_FORCES_KEY = warning(
    "EW974",
    "grammar-forces-key",
    "Grammar forces the key",
    message="After “{word}” only “{answer}” is English, so the question gives its answer away.",
    fix="Ask a whole question, or let every option fit: write `a` or `an` into the options themselves.",
    explanation="Whoever knows the language takes the option that fits, and need not know anything else.",
    languages=("en",),
    example=asked(_called("▸Jan Roos called it an …"), _called("What did Jan Roos call it?")),
)

KEY_ODD_ONE_OUT = remark(
    "EW975",
    "key-odd-one-out",
    "Key is the odd one out",
    message="Only the right answer, “{answer}”, {differs}.",
    fix="Give another option this form, or this one the form of the others.",
    explanation="Of three things of which two look alike, a guesser takes the third.",
    languages=WORDS_KNOWN,
    elsewhere="a denial at its beginning is not looked for",
    example=asked(CHOICE.replace("right: 80 kilograms", "right: ▸80 kilograms."), CHOICE),
)

HINT_TELLS_KEY = warning(
    "EW981",
    "hint-tells-key",
    "Hint tells the key",
    message="A hint to `{id}` is its answer: “{answer}”.",
    fix="Say where it stands, what it begins with, or what rules out another answer.",
    explanation="Who asks for this hint has no question left. A hint that names all options, or several figures, is "
    "not meant: that leaves something to find out.",
    example=asked(f"{CHOICE}\nhints: ▸It is 80 kilograms.", f"{CHOICE}\nhints: Four people can lift it."),
)

TRIES_GIVE_AWAY = warning(
    "EW982",
    "tries-give-away",
    "Tries give the answer away",
    message="`{id}` has {options} to choose from and takes {tries} answers: who guesses is hardly ever wrong.",
    fix="Take `tries:` away, or give it to a question whose answer is typed.",
    explanation="Whoever may answer as often as there are wrong options, or more often, need not know anything: one "
    "option after the other is tried, and the last is left over.",
    example=asked(f"{CHOICE}\ntries: ▸3", CHOICE),
)

POOL_BEYOND_MOMENT = remark(
    "EW976",
    "pool-beyond-moment",
    "Pool reaches beyond its moment",
    message="{count} of the {total} questions that can be drawn here share neither a fact nor a topic with what was "
    "just told: {named}.",
    fix="Draw from those that belong here, with `ask: {{ from: [one, another] }}`, or tell what the others are about.",
    explanation="What is asked belongs to what was just read. A question on something else comes out of nowhere.",
    example=Example(
        _with(_drawn(_WEIGHT), "from: [q, r]", "from: [▸q, r]"), _drawn(_WEIGHT.replace("[weights]", "[harbour]"))
    ),
)
