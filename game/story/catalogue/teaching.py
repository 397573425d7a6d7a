"""What the editorial lint says of questions: which of them teach, and which give themselves away."""

from __future__ import annotations

from game.story.catalogue.editorial_examples import BELL, CHOICE, asked, lint_pack
from game.story.catalogue.entry import WORDS_KNOWN, Example, warning
from game.story.catalogue.examples import EXAMPLE_DOSSIER

MOSTLY_CHOICE = warning(
    "EW951",
    "mostly-multiple-choice",
    "Mostly multiple choice",
    message="{count} of {total} questions are multiple choice; at least three in ten should be something else.",
    fix="Turn some of them into typed answers, numbers, gaps, orders or pairs.",
    explanation="Whoever has to find the word remembers it better than whoever recognises it.",
    example=Example(
        lint_pack(
            "▸pack: Test\n",
            a=CHOICE,
            b=CHOICE.replace("heavy", "weighty"),
            c=CHOICE.replace("heavy", "solid"),
            d=CHOICE.replace("heavy", "massive"),
        ),
        lint_pack(
            a=CHOICE, b=CHOICE.replace("heavy", "weighty"), c=BELL, d=BELL.replace("heavy", "weighty"),
        ),
    ),
)  # fmt: skip

MANY_OPTIONS = warning(
    "EW952",
    "many-options",
    "Many options",
    message="`{id}` has {count} options; three do best, and four are enough.",
    fix="Keep the wrong options that somebody might really think right.",
    explanation="More options take longer to read, and hardly anybody chooses the fourth.",
    example=Example(
        lint_pack(
            **{
                "▸q": CHOICE.replace(
                    "because: The",
                    "  - wrong: 70 kilograms\n    because: No.\n  - wrong: 5 kilograms\n    because: No.\nbecause: The",
                )
            }
        ),
        lint_pack(q=CHOICE),
    ),
)

TWO_OPTIONS = warning(
    "EW953",
    "two-options",
    "Two options",
    message="`{id}` has two options, so that half of all guesses are right.",
    fix="Add a third option that somebody might think right, or ask for a typed answer.",
    explanation="Three options are as quick to read, and guessing pays less.",
    example=Example(
        lint_pack(**{"▸q": CHOICE.replace("  - wrong: 90 kilograms\n    because: Too heavy.\n", "")}),
        lint_pack(q=CHOICE),
    ),
)

ALL_OR_NONE = warning(
    "EW954",
    "all-or-none",
    "All or none",
    message="The option “{answer}” speaks of the other options instead of answering.",
    fix="Write an answer of its own.",
    explanation="Whoever knows that one option is wrong, or that two are right, has the answer without knowing it. "
    "And the options are shuffled: there is no “above”.",
    languages=WORDS_KNOWN,
    example=asked(CHOICE.replace("90 kilograms", "▸None of the above"), CHOICE.replace("90 kilograms", "99 kilograms")),
)

KEY_STANDS_OUT = warning(
    "EW955",
    "key-stands-out",
    "Key stands out",
    message="The right answer is {length} characters long and the longest wrong one {longest}.",
    fix="Shorten it, or write wrong answers that are as exact.",
    explanation="Pupils learn early that the longest option is the right one.",
    example=asked(
        CHOICE.replace("right: 80 kilograms", "right: ▸80 kilograms, with its clapper"),
        CHOICE.replace("right: 80 kilograms", "right: 80 kilograms"),
    ),
)

WRONG_WITHOUT_FEEDBACK = warning(
    "EW957",
    "wrong-without-feedback",
    "Wrong without feedback",
    message="Whoever answers “{answer}” is not told why that is wrong.",
    fix="Add a line `because: …` below it.",
    explanation="An error is corrected best by a sentence on that very error.",
    example=asked(
        CHOICE.replace("wrong: 60 kilograms\n    because: Too light.", "wrong: ▸60 kilograms"),
        CHOICE,
    ),
)

NO_REASON = warning(
    "EW958",
    "question-without-reason",
    "Question without reason",
    message="The question `{id}` gives no reason for its answer.",
    fix="Add `because: …`; it is shown after every answer.",
    explanation="Quizzes teach about twice as much when each answer is followed by a reason.",
    example=Example(
        lint_pack(**{"▸q": BELL.replace("\nbecause: The almanac gives its weight.", "")}),
        lint_pack(q=BELL),
    ),
)

HIDDEN_NOT = warning(
    "EW959",
    "hidden-not",
    "Hidden not",
    message="The question turns on “{word}”, which is easily overlooked.",
    fix="Ask for what is so; or mark the word: `*{word}*`.",
    explanation="Whoever overlooks the word answers the opposite question, and is marked wrong for knowing.",
    languages=WORDS_KNOWN,
    example=asked(
        CHOICE.replace("How heavy is the bell?", "Which weight is ▸not the bell's?"),
        CHOICE.replace("How heavy is the bell?", "Which weight is *not* the bell's?"),
    ),
)

NOT_TAKEN_FOR_RIGHT = warning(
    "EW960",
    "wrong-taken-for-right",
    "Wrong taken for right",
    message="“{answer}” is listed as wrong, and without punctuation and capitals it is the right answer “{right}”.",
    fix="Remove it from `not:`.",
    explanation="Typed answers are read without capitals, accents and punctuation: the two cannot be told apart.",
    example=asked(
        "text: Who spoke?\ncites: words\nanswer: Jan Roos\nnot: [▸Jan-Roos]\nbecause: It was Jan Roos.",
        "text: Who spoke?\ncites: words\nanswer: Jan Roos\nnot: [Jan Rossi]\nbecause: It was Jan Roos.",
    ),
)

SAME_QUESTION = warning(
    "EW961",
    "same-question",
    "Same question",
    message="`{id}` asks the same as `{other}`.",
    fix="Remove one of them, or ask in another form: a number, a gap, a typed answer.",
    explanation="In the same words the question is recognised. In another form the answer has to be known again.",
    example=Example(
        lint_pack(q=BELL, **{"▸r": BELL.replace("How heavy is", "And how heavy is")}),
        lint_pack(q=BELL, r=CHOICE),
    ),
)

NEVER_ASKED = warning(
    "EW962",
    "question-never-asked",
    "Question never asked",
    message="Nothing asks the question `{id}`.",
    fix="Ask it somewhere (`ask: {id}`), or remove it.",
    explanation="It would stand in handouts and statistics, and no player would ever meet it.",
    example=Example(
        {
            **lint_pack(q=BELL),
            "more.yaml": "questions:\n  ▸r:\n    text: Who spoke?\n    cites: words\n    answer: Jan Roos\n"
            "    because: It was Jan Roos.\n",
        },
        lint_pack(q=BELL),
    ),
)

ASKED_NEVER_MET = warning(
    "EW963",
    "asked-and-never-met",
    "Asked and never met",
    message="A question rests on the fact `{id}`, which no text or `learn` of the story tells.",
    fix="Let a scene tell it, with `[{id}]` or `learn: {id}`.",
    explanation="A question comes after its passage. What a player cannot have met is a guess.",
    example=Example(
        lint_pack(steps="text: So he said.\nlearn: words", q=BELL.replace("cites: bell", "cites: ▸bell")),
        lint_pack(steps="text: So it is.\nlearn: [bell, words]", q=BELL),
    ),
)

NEVER_MET = warning(
    "EW964",
    "fact-never-met",
    "Fact never met",
    message="The fact `{id}` of the pack's own dossier is neither told nor asked anywhere.",
    fix="Let a scene tell it, or leave it as it is: a dossier may hold more than a story.",
    explanation="Perhaps a scene was forgotten.",
    example=Example(
        {
            **lint_pack(steps="text: So he said.\nlearn: words"),
            "almanac.yaml": EXAMPLE_DOSSIER.replace("  bell:", "  ▸bell:"),
        },
        lint_pack(steps="text: So it is.\nlearn: [bell, words]"),
    ),
)

ANSWER_TOLD = warning(
    "EW965",
    "answer-told",
    "Answer told",
    message="The question itself tells its answer, “{answer}”.",
    fix="Take the answer out of the question.",
    explanation="Then there is nothing to remember.",
    example=asked(
        BELL.replace("text: How heavy is the bell?", "text: ▸How heavy is the bell of 80 kilograms?"),
        BELL,
    ),
)

KEY_WITHOUT_FACT = warning(
    "EW966",
    "key-without-fact",
    "Key without fact",
    message="The right answer says {figure}, and none of the cited facts ({facts}) has this figure. {there}",
    fix="Correct the figure, or cite the fact that has it. If the player is to work it out, write `worked_out: true`.",
    explanation="The key is what the class learns. When it differs from its own source, either a digit was mistyped or "
    "the wrong fact was cited, and whoever read the fact and answers so is told to be wrong.",
    example=asked(BELL.replace("number: 80", "number: ▸60"), BELL),
)
