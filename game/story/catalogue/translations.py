"""Texts in other languages."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import REST, question_pack

_HEAD = "language: fr\nname: Français\ntexts:\n"


def _entry(id_: str, was: str, text: str) -> str:
    return f"  {id_}:\n    was: {was}\n    text: {text}\n"


_TITLE = _entry("pack.pack", "Test", "Essai")
_SCENE = _entry("scenes.a.text", "Hello.", "Bonjour.")
_END = _entry("endings.e.text", "The end.", "Fin.")
_PACK = f"pack: Test\n{REST}"
_GOOD = {"pack.yaml": _PACK, "fr.yaml": _HEAD + _TITLE + _SCENE + _END}


def _in_order(bad: str, good: str) -> Example:
    """A question with two parts to be put in order, and their translation."""
    files = question_pack("text: When?\ncites: bell\nbecause: So it is.\norder: [morning, evening]")
    files["pack.yaml"] += "checks: { no-name-to-translate: off }\n"
    others = (
        ("pack.pack", "Test"), ("pack.disclaimer", "Invented, after an almanac of 1921."), ("scenes.a.text", "Hello."),
        ("endings.e.text", "The end."), ("questions.q.text", "When?"), ("questions.q.because", "So it is."),
        ("facts.bell.states", "The bell weighs 80 kilograms."), ("facts.bell.as_of", "1921"),
        ("facts.words.states", 'Jan Roos called it "small but stubborn".'), ("facts.words.as_of", "1921"),
        ("facts.words.by", "Jan Roos"), ("facts.words.quote", "small but stubborn"),
        ("dossiers.almanac.title", "The almanac"), ("dossiers.almanac.as_of", "1921"),
    )  # fmt: skip
    head = _HEAD + "".join(_entry(id_, text, "…") for id_, text in others)
    bad, good = (head + _entry("questions.q.order", "[morning, evening]", text) for text in (bad, good))
    return Example({**files, "fr.yaml": bad}, {**files, "fr.yaml": good})


MISSING_TRANSLATION = warning(
    "EW601",
    "missing-translation",
    "A text that is not translated",
    message="There is no text in {language} for `{id}`, so the original is shown: “{text}”.",
    fix="Write it in a file of that language, or let `eightwings new translation` add the lines to fill in.",
    explanation="A pack can be played in another language while part of it is not translated yet: such texts are "
    "shown as they were written. This tells which they are.",
    example=Example({"pack.yaml": _PACK.replace("Hello", "▸Hello"), "fr.yaml": _HEAD + _TITLE + _END}, _GOOD),
)
STALE_TRANSLATION = warning(
    "EW602",
    "stale-translation",
    "A translation of a text that was changed since",
    message="The text `{id}` was changed after it was translated, so the original is shown. Now it is: “{now}”.",
    fix="See whether the translation still fits, and write today's text after `was:`.",
    explanation="After `was:` stands the text as the translator knew it. When the original changes, the translation "
    "may say something else, so it rests until somebody has looked at it.",
    example=Example({**_GOOD, "fr.yaml": _GOOD["fr.yaml"].replace("Hello", "▸Good day")}, _GOOD),
)
ORPHAN_TRANSLATION = warning(
    "EW603",
    "orphan-translation",
    "A translation of a text that does not exist",
    message="The pack has no text `{id}`.",
    fix="{suggestion}",
    explanation="The scene, choice or question was removed, or its id was changed.",
    example=Example({**_GOOD, "fr.yaml": _GOOD["fr.yaml"] + _entry("▸endings.f.text", "Gone.", "Parti.")}, _GOOD),
)
TRANSLATION_SHAPE = error(
    "EW604",
    "translation-shape",
    "A translation with another number of parts",
    message="The original of `{id}` has {was}, and this has {now}.",
    fix="Translate each of them, in the same order.",
    explanation="The parts of an order or match question, and the gaps of a cloze, are graded one by one. "
    "A translation has to have as many as the original.",
    example=_in_order("▸[le matin]", "[le matin, le soir]"),
)
NOT_A_LANGUAGE = error(
    "EW605",
    "not-a-language",
    "A language without its code",
    message="`{key}` must be the code of a language, but “{value}” is not.",
    fix="Write two or three lower-case letters, for example `language: fr`; a variety follows after a `_`: `pt_br`.",
    explanation="The code is what players type to play in that language: `eightwings play PACK --language fr`.",
    example=Example({**_GOOD, "fr.yaml": _GOOD["fr.yaml"].replace("language: fr", "language: ▸French")}, _GOOD),
)
