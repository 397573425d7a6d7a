"""What topics are called."""

from game.story.catalogue.editorial_examples import CHOICE, lint_pack
from game.story.catalogue.entry import Example, Files, warning

_OTHER_LANGUAGE = "language: fr\nname: Français\ntexts:\n  pack.pack: { was: Test, text: Essai }\n"


def _in_two_languages(head: str) -> Files:
    """A pack of which little is translated."""
    of_pack = f"checks: {{ missing-translation: off }}\n{head}"
    return {**lint_pack(of_pack, q=CHOICE), "fr.yaml": _OTHER_LANGUAGE}


TOPIC_OF_NOTHING = warning(
    "EW344",
    "topic-of-nothing",
    "A name for no topic",
    message="`topics` has a name for `{topic}`, but no fact and no question is about it.",
    fix="{suggestion}",
    explanation="A misspelt topic would keep its id as a name, without anybody noticing.",
    example=Example(
        lint_pack("topics: { harbour: The harbour, ▸peopel: Who was there }\n", q=CHOICE),
        lint_pack("topics: { harbour: The harbour, people: Who was there }\n", q=CHOICE),
    ),
)

TOPIC_WITHOUT_NAME = warning(
    "EW345",
    "topic-without-name",
    "A topic without a name in a translated pack",
    message="The pack can be played in another language, but these topics have no name to translate: {topics}.",
    fix="Name each of them under `topics:` of the pack, and translate `pack.topics`.",
    explanation="The notebook, the debriefing and worksheets show topics. One without a name is called by its id, "
    "which is the same in every language.",
    example=Example(
        _in_two_languages("▸topics: { people: Who was there }\n"),
        _in_two_languages("topics: { people: Who was there, harbour: The harbour }\n"),
    ),
)
