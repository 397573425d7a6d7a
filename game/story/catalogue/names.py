"""What things are called where players read it."""

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

NO_NAME_TO_TRANSLATE = warning(
    "EW345",
    "no-name-to-translate",
    "No name to translate",
    message="The pack can be played in another language, but {what} no name to translate: {ids}.",
    fix="{fix}, and translate that.",
    explanation="What has no name of its own (a topic, a measure, a deadline, a scene that is offered) is called by "
    "its id, and that is the same in every language.",
    example=Example(
        _in_two_languages("▸topics: { people: Who was there }\n"),
        _in_two_languages("topics: { people: Who was there, harbour: The harbour }\n"),
    ),
)
