"""Inline text."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import (
    EXAMPLE_DOSSIER,
    of_scene,
    pack,
)

UNCLOSED_BRACE = error(
    "EW501",
    "unclosed-brace",
    "A brace that is not closed",
    message="The `{{` here is not closed in the same paragraph.",
    fix="Close it with `}}`. If the brace itself is meant, write `\\{{` (between double quotes `\\\\{{`).",
    explanation="Braces hold what depends on the play. Without the closing one the rest of the paragraph would be "
    "swallowed.",
    example=of_scene('text: "Hello ▸{seen.a: you."\nend: e', 'text: "Hello {seen.a: you}."\nend: e'),
)

STRAY_BRACE = error(
    "EW502",
    "stray-brace",
    "A brace that closes nothing",
    message="There is a `}}` here that closes nothing.",
    fix="Remove it. If the brace itself is meant, write `\\}}` (between double quotes `\\\\}}`).",
    explanation="One brace too many is left over, often from a text that was changed.",
    example=of_scene("text: Hello you▸}.\nend: e", "text: Hello you\\}.\nend: e"),
)

UNKNOWN_INSERT = error(
    "EW503",
    "unknown-insert",
    "An unknown insert",
    message="`{{{inside}}}` names nothing that can be shown.",
    fix="{suggestion}",
    explanation="Between braces stands a measure, `time`, or `name.` with an id. Anything else cannot be shown.",
    example=of_scene(
        "text: Hello ▸{name.maria}.\nend: e",
        "text: Hello {name.marta}.\nend: e",
        "people:\n  marta: { name: Marta, fictional: true }\n",
    ),
)

UNKNOWN_SOURCE = error(
    "EW504",
    "unknown-source",
    "An unknown source mark",
    message="The source mark `[{id}]` names no fact.",
    fix="{suggestion}If square brackets are meant as text, write `\\[`.",
    explanation="A single word in square brackets tells the reader where a fact comes from, so the fact must exist.",
    example=of_scene("text: Hello ▸[bell].\nend: e", "text: Hello \\[bell].\nend: e"),
)

NO_QUOTE = error(
    "EW505",
    "no-quotation",
    "A fact without a quotation",
    message="The fact `{id}` holds no words that somebody said.",
    fix="Cite it with `[{id}]`, or choose a fact that has a `quote`.",
    explanation="`quote:` shows words that somebody really said, and this fact has none.",
    example=Example(
        {
            "pack.yaml": pack("disclaimer: Invented.\n").replace("Hello.", '"He said ▸{quote: bell}."'),
            "almanac.yaml": EXAMPLE_DOSSIER,
        },
        {
            "pack.yaml": pack("disclaimer: Invented.\n").replace("Hello.", '"He said {quote: words}."'),
            "almanac.yaml": EXAMPLE_DOSSIER,
        },
    ),
)

UNCLOSED_EMPHASIS = warning(
    "EW506",
    "unclosed-emphasis",
    "Emphasis that is not closed",
    message="The `{sign}` here is not closed in the same paragraph and is shown as it is.",
    fix="Close it, or write `\\*` to show a star.",
    explanation="A star opens emphasis and another one closes it. A single one is shown as a star.",
    example=of_scene("text: Hello ▸*you.\nend: e", "text: Hello *you*.\nend: e"),
)

UNKNOWN_SPEAKER = warning(
    "EW508",
    "unknown-speaker",
    "An unknown speaker",
    message="Nobody is called `{id}`, so this is shown as it stands and nobody says it.",
    fix="{suggestion}",
    explanation="A paragraph is spoken when it begins with the id of a person. With a slip in the id it becomes "
    "plain text.",
    example=of_scene(
        "text: |\n  ▸martta: Come in.\nend: e",
        "text: |\n  marta: Come in.\nend: e",
        "people:\n  marta: { name: Marta, fictional: true }\n",
    ),
)

SPEAKER_INSIDE = warning(
    "EW510",
    "speaker-inside",
    "A speaker inside a paragraph",
    message="`{id}:` stands inside a paragraph, so this is shown as it is written, and nobody speaks.",
    fix="Begin a paragraph with it, and put a condition behind it: `{id}: {{condition: words|other words}}`.",
    explanation="A person speaks from the beginning of a paragraph to its end. Inside braces, in a new line or behind "
    "a sentence the id is taken for words. Who says something else while a condition does not hold gets a paragraph of "
    "their own; one that shows nothing is left out.",
    example=of_scene(
        'text: "{seen.a: ▸marta: Come in.}"\nend: e',
        'text: "marta: {seen.a: Come in.}"\nend: e',
        "people:\n  marta: { name: Marta, fictional: true }\n",
    ),
)

TOO_MANY_PARTS = error(
    "EW507",
    "too-many-alternatives",
    "Too many alternatives",
    message="A condition in a text chooses between two texts, but here there are {count}.",
    fix="Write `{{condition: shown when it holds|shown otherwise}}`.",
    explanation="A condition is true or false, so there are two texts to choose from at most.",
    example=of_scene('text: "Hello ▸{seen.a: a|b|c}."\nend: e', 'text: "Hello {seen.a: a|b}."\nend: e'),
)

BRACES_OF_TEXT = warning(
    "EW509",
    "braces-of-text",
    "Braces that name nothing",
    message="`{{{inside}}}` shows {inside} without the braces, and depends on nothing.",
    fix="To show the braces, double them: `{{{{{inside}}}}}`. Otherwise leave them out.",
    explanation="Braces hold what depends on the play, and are never shown. In formulas, as in `x_{1}`, they belong to "
    "the text: doubled they stay, in every kind of quotation marks.",
    example=of_scene("text: A share of x_▸{1}.\nend: e", "text: A share of x_{{1}}.\nend: e"),
)
