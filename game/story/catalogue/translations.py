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
    others = (
        ("pack.pack", "Test"), ("pack.disclaimer", "Invented, after an almanac of 1921."), ("scenes.a.text", "Hello."),
        ("endings.e.text", "The end."), ("questions.q.text", "When?"), ("questions.q.because", "So it is."),
        ("facts.bell.states", "The bell weighs 80 kilograms."), ("facts.bell.as_of", "1921"),
        ("facts.words.states", 'Jan Roos called it "small but stubborn".'), ("facts.words.as_of", "1921"),
        ("facts.words.quote", "small but stubborn"),
        ("dossiers.almanac.title", "The almanac"), ("dossiers.almanac.as_of", "1921"),
    )  # fmt: skip
    head = _HEAD + "".join(_entry(id_, text, "…") for id_, text in others)
    bad, good = (head + _entry("questions.q.order", "[morning, evening]", text) for text in (bad, good))
    return Example({**files, "fr.yaml": bad}, {**files, "fr.yaml": good})


def _struck(bad: str, good: str) -> Example:
    """A question in which a word is struck, with what is told on another one."""
    marked = "A [big] [!red] [bell]."
    files = question_pack(
        f'text: Strike it.\ncites: bell\nbecause: So it is.\nstrike: "{marked}"\nfeedback: {{ big: It is big. }}'
    )
    head = _HEAD + _entry("questions.q.strike", f'"{marked}"', '"Une [grosse] cloche [!rouge] de [80 kilos]."')
    files["pack.yaml"] += "checks: { missing-translation: off }\n"
    marked_head = head.replace("questions", "▸questions")
    return Example({**files, "fr.yaml": marked_head + bad}, {**files, "fr.yaml": head + good})


MISSING_TRANSLATION = warning(
    "EW601",
    "missing-translation",
    "Texts that are not translated",
    message="{language}: {count} not translated yet, and shown as written; {first} `{id}`: “{text}”.",
    fix="Write them in a file of that language; `eightwings new translation` adds the lines to fill in.",
    explanation="A pack can be played in another language while part of it is not translated yet: such texts are "
    "shown as they were written. They are told once for each language; `check --json` lists all of them.",
    example=Example({**_GOOD, "fr.yaml": _HEAD.replace("fr", "▸fr", 1) + _TITLE + _END}, _GOOD),
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
    "A translation has to have as many as the original; until it has, the original is shown.",
    example=_in_order("▸[le matin]", "[le matin, le soir]"),
)
TRANSLATION_BESIDE_ORIGINAL = error(
    "EW606",
    "translation-beside-original",
    "A translation that fits only beside others",
    message="`{id}` and what else is translated of `{owner}` cannot be used as long as the rest of it is not: {reason}",
    fix="Translate the other texts of `{owner}`, too.",
    explanation="Some texts have to fit each other, such as the marked words of a question and what is told on each of "
    "them. While one of them is shown as it was written, so are the others.",
    example=_struck("", _entry("questions.q.feedback", "{ big: It is big. }", "{ grosse: Elle est grosse. }")),
)
NOT_A_LANGUAGE = error(
    "EW605",
    "not-a-language",
    "A language without its tag",
    message="`{key}` must be the tag of a language, but “{value}” is not.",
    fix="Write two or three letters, for example `language: fr`; a script or a variety follows after a hyphen: "
    "`zh-Hant`, `pt-BR`.",
    explanation="The tag (BCP 47) is what players type to play in that language: `eightwings play PACK --language fr`. "
    "Capital letters make no difference, and neither does `_` for the hyphen.",
    example=Example({**_GOOD, "fr.yaml": _GOOD["fr.yaml"].replace("language: fr", "language: ▸French")}, _GOOD),
)
