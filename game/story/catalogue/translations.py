"""Texts in other languages."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import EXAMPLE_DOSSIER, REST, question_pack, scene_pack

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
    head = _HEAD + "".join(_entry(id_, text, text) for id_, text in others)
    bad, good = (head + _entry("questions.q.order", "[morning, evening]", text) for text in (bad, good))
    return Example({**files, "fr.yaml": bad}, {**files, "fr.yaml": good})


def _translated(was: str, bad: str, good: str, *, dossier: bool = False, people: bool = False) -> Example:
    """A scene with this text, and two translations of it."""
    head = "checks: { missing-translation: off }\n"
    head += (
        "people:\n  ines: { name: Ines Moreau, fictional: true }\n  jan: { name: Jan Vos, fictional: true }\n"
    ) * people
    head += "disclaimer: Invented, after an almanac of 1921.\n" * dossier
    files = {"pack.yaml": scene_pack(f'text: "{was}"\nend: e', head)}
    if dossier:
        files["almanac.yaml"] = EXAMPLE_DOSSIER
    bad, good = (_HEAD + _entry("scenes.a.text", f'"{was}"', f'"{text}"') for text in (bad, good))
    return Example({**files, "fr.yaml": bad}, {**files, "fr.yaml": good})


def _struck(bad: str, good: str) -> Example:
    """A question in which a word is struck, with what is told on another one."""
    marked = "A [big] [!red] [bell]."
    files = question_pack(
        f'text: Strike it.\ncites: bell\nbecause: So it is.\nstrike: "{marked}"\nfeedback: {{ big: It is big. }}'
    )
    head = _HEAD + _entry("questions.q.strike", f'"{marked}"', '"Une [grosse] cloche [!rouge] de [80 kilos]."')
    files["pack.yaml"] += "checks: { missing-translation: off, no-name-to-translate: off }\n"
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
TRANSLATED_FIGURES = warning(
    "EW607",
    "translated-figures",
    "Other figures or dates in a translation",
    message="The figures or dates of `{id}` are not those of the original: {differs}.",
    fix="Write the figures of the original, in the way of the language.",
    explanation="Whoever plays in another language is to learn the same. How a language writes a number or a date "
    "makes no difference: `1.5` or `1,5`, `3 May` or `3. Mai`, digits or words.",
    example=_translated("It is 3 March.", "C'est le ▸4 mars.", "C'est le 3 mars."),
)
TRANSLATED_SOURCES = warning(
    "EW608",
    "translated-sources",
    "Other source marks in a translation",
    message="The source marks and quotations of `{id}` are not those of the original: {differs}.",
    fix="Put the marks of the original where the same thing is said.",
    explanation="A source mark says from which fact something is known. It is the same in every language.",
    example=_translated(
        "It rang [bell]. {quote: words}",
        "Elle a sonné ▸[words]. {quote: words}",
        "Elle a sonné [bell]. {quote: words}",
        dossier=True,
    ),
)
TRANSLATED_SPEAKERS = warning(
    "EW609",
    "translated-speakers",
    "Other speakers in a translation",
    message="In `{id}` others speak than in the original, or in another order: there {was}, here {now}.",
    fix="Begin the same paragraphs with the ids of the original's speakers.",
    explanation="The id and the colon at the beginning of a paragraph say who speaks. They mean the same in every "
    "language, whatever the person is called there.",
    example=_translated("ines: Hello.", "▸jan: Bonjour.", "ines: Bonjour.", people=True),
)
TRANSLATED_CONDITIONS = warning(
    "EW610",
    "translated-conditions",
    "Other conditions or values in a translation",
    message="What stands in braces in `{id}` is not what stands in the original: {differs}.",
    fix="Keep the conditions, names and values in braces as they are, and translate the words around them.",
    explanation="What a text hangs on is the same in every language; only the words between the braces, the colon and "
    "the bars are translated.",
    example=_translated(
        "Hello{visits.a > 1:  again}.", "Bonjour▸{visits.a > 2:  encore}.", "Bonjour{visits.a > 1:  encore}."
    ),
)
TRANSLATED_NAME = warning(
    "EW611",
    "translated-name",
    "Another name in a translation",
    message="The original of `{id}` names {name}, and {here}.",
    fix="Use the name as the language has it, in whatever case. To give it another form, translate the `name` itself.",
    explanation="People and places are called the same throughout a language. A name may be declined, and where a "
    "story is told a pronoun may stand for it; another name, or a misspelt one, may not.",
    example=_translated("Ines Moreau waits.", "Ines ▸Morane attend.", "Ines Moreau attend.", people=True),
)
FIGURES_NOT_COMPARED = warning(
    "EW612",
    "figures-not-compared",
    "Translations whose figures were not compared",
    message="From here on figures were not compared with the originals: more than {limit} characters stand in texts "
    "with figures.",
    fix="Make several packs of it, and check each.",
    explanation="Comparing figures takes time, and no story by a class has so many. The limit keeps a pack from a "
    "stranger from taking all of the computer's time.",
    situation="A program wrote a pack with 10,000 texts full of figures, and translated them.",
    example=None,
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
