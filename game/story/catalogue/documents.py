"""Documents: pages that show how the story stands."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import REST


def _with(lines: str, head: str = "", text: str = "Hello.") -> str:
    """A pack with a document `draft`, whose lines begin in line 5, or that much later as `head` has lines."""
    indented = "".join(f"      {line}\n" for line in lines.splitlines())
    rest = REST.replace("Hello.", text)
    return f"pack: Test\n{head}documents:\n  draft:\n    title: The draft\n    lines:\n{indented}{rest}"


_MONEY = "money:\n  wordings:\n"
_TRUST = "measures:\n  trust: { start: 1 }\n"

DOCUMENT_NAME_TAKEN = error(
    "EW331",
    "document-name-taken",
    "A document with a name that is taken",
    message="`{id}` cannot name a document: in braces the word shows {what}.",
    fix="Choose another id, for example `{id}_page`.",
    explanation="Texts show a document as `{{draft}}` and one of its lines as `{{draft.spending}}`. A measure, or a "
    "word that conditions use, would be shown there in its place.",
    example=Example(
        _with(_MONEY + "    two: Two.", _TRUST).replace("  draft:", "  ▸trust:"),
        _with(_MONEY + "    two: Two.", _TRUST).replace("  draft:", "  trust_page:"),
    ),
)

WORDING_BEHIND_LAST = warning(
    "EW332",
    "wording-behind-last",
    "A wording that never comes to stand there",
    message="The wording `{id}` can never stand there: `{above}` above it needs no condition and always does.",
    fix="Give `{above}` a `when`, or move it to the end.",
    explanation="The first wording stands in a line whose condition holds. One without a condition is the last that "
    "can.",
    example=Example(
        _with(_MONEY + "    two: Two.\n    ▸five: { when: trust > 1, text: Five. }", _TRUST),
        _with(_MONEY + "    five: { when: trust > 1, text: Five. }\n    two: Two.", _TRUST),
    ),
)

NO_LAST_WORDING = warning(
    "EW333",
    "no-last-wording",
    "A line of a document that can be without words",
    message="The line `{id}` has no last wording: where none of the conditions holds, nothing stands there.",
    fix="Add a wording without `when`, or `blank: why nothing stands there`, or `left_out: true`.",
    explanation="A line in which no wording can stand is left out of the document. Whoever means that says so; else "
    "something was forgotten.",
    example=Example(
        _with("▸" + _MONEY + "    five: { when: trust > 1, text: Five. }", _TRUST),
        _with(_MONEY + "    five: { when: trust > 1, text: Five. }\n    two: Two.", _TRUST),
    ),
)

NEVER_BLANK = warning(
    "EW334",
    "never-blank",
    "A line of a document that is never without words",
    message="`{key}` of the line `{id}` has no use: {why}.",
    fix="{instead}",
    explanation="What a line does when no wording can stand there matters only where every wording has a condition, "
    "and there it does one of the two: it stays blank, or it is left out.",
    example=Example(
        _with("money:\n  ▸blank: Nobody knows.\n  wordings:\n    two: Two."),
        _with(_MONEY + "    two: Two."),
    ),
)

EMPTY_DOCUMENT = error(
    "EW335",
    "empty-document",
    "A document in which nothing stands",
    message="{what} has no {missing}, so there is nothing to read.",
    fix="{instead}",
    explanation="A document is made of lines, and each line of wordings, of which one stands there.",
    example=Example(
        _with("▸money:\n  wordings: {}"),
        _with(_MONEY + "    two: Two."),
    ),
)

DOCUMENT_TOO_LONG = error(
    "EW336",
    "document-too-long",
    "More documents than can be read",
    message="There are more than {limit} {what}, the most that there may be.",
    fix="Divide them among several documents, or leave some out.",
    explanation="The game looks at every line after each step, to say what changed. The limit keeps a pack from a "
    "stranger from taking all of the computer's time.",
    situation="A program wrote a document of a thousand lines.",
    example=None,
)

DOCUMENT_IN_SENTENCE = error(
    "EW337",
    "document-in-sentence",
    "A whole document inside a sentence",
    message="`{{{id}}}` shows a whole document, and other words stand in the same paragraph.",
    fix="Put it into a paragraph of its own, between empty lines; one line of it is `{{{id}.…}}`.",
    explanation="A document has a title and lines of its own. A sentence can only quote one line of it.",
    example=Example(
        _with(_MONEY + "    two: Two.", text='"It says ▸{draft} now."'),
        _with(_MONEY + "    two: Two.", text='"It says {draft.money} now."'),
    ),
)

DOCUMENT_IN_DOCUMENT = error(
    "EW338",
    "document-in-document",
    "A document inside a document",
    message="A document cannot show a document, nor ask what stands in one.",
    fix="Write the words themselves, or the condition that is meant.",
    explanation="A document that showed another one, or itself, could go on without an end.",
    example=Example(
        _with(_MONEY + '    two: ▸"{draft.money}"'),
        _with(_MONEY + "    two: Two."),
    ),
)

REAL_PERSON_ASKS = error(
    "EW339",
    "real-person-asks",
    "A real person who asks for invented words",
    message="`{id}` is a real person, and this says that they asked for these words.",
    fix="Name somebody invented behind `by`, or leave it out.",
    explanation="What a document of a story says is invented. No real person may be made to want it.",
    example=Example(
        _with(_MONEY + "    two: { text: Two., by: ▸roos }", "people:\n  roos: { name: Jan Roos, real: true }\n"),
        _with(_MONEY + "    two: Two.", "people:\n  roos: { name: Jan Roos, real: true }\n"),
    ),
)
