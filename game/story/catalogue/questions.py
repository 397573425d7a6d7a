"""Questions and their answers."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import CLOCK, of_question, of_whole_question, scene_pack

QUESTION_KIND = error(
    "EW701",
    "question-without-answer",
    "A question without an answer",
    message="The question `{id}` must have exactly one of: {kinds}. It has {found}.",
    fix="Say what the right answer is, for example `number: 8` or a list `answers:` with `right:` and `wrong:`.",
    explanation="The key that holds the answer says what kind of question it is, so there is exactly one of them.",
    example=of_whole_question("text: How much?\ncites: bell", "text: How much?\ncites: bell\nnumber: 80"),
)

NO_RIGHT_ANSWER = error(
    "EW702",
    "no-right-answer",
    "No right answer, or no wrong one",
    message="Among the answers of `{id}` one or more must be `right:` and one or more `wrong:`; {count} are right.",
    fix="Mark what is right with `right:` and the others with `wrong:`.",
    explanation="If one answer is right, the player chooses it; if several are, the player has to find all of them. "
    "Without a right one nobody could win, and without a wrong one nobody could lose.",
    example=of_question(
        "text: How much?\ncites: bell\n▸answers:\n  - wrong: A\n  - wrong: B",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
)

TOO_FEW_ANSWERS = error(
    "EW703",
    "too-few-answers",
    "Too few answers",
    message="The question `{id}` has only {count}; it needs at least two.",
    fix="Add another; for a choice three are best, one `right:` and two `wrong:`.",
    explanation="With a single answer, part or pair there is nothing to choose, to order or to match.",
    example=of_question(
        "text: How much?\ncites: bell\n▸answers:\n  - right: A",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B",
    ),
)

SAME_ANSWER = error(
    "EW704",
    "same-answer-twice",
    "The same answer twice",
    message="Two answers of `{id}` are the same: “{answer}”.",
    fix="Change one of them.",
    explanation="Of two equal answers one would be right and the other wrong. Capital letters make no difference.",
    example=of_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: ▸a pound",
        "text: How much?\ncites: bell\nanswers:\n  - right: A pound\n  - wrong: Two pounds",
    ),
)

NO_GAP = error(
    "EW705",
    "no-gap",
    "A cloze without a gap",
    message="The text of `{id}` has no gap.",
    fix="Put the words to be filled in between square brackets: `It has [eight] wings.`",
    explanation="The gaps to be filled in are the words in square brackets, and there are none.",
    example=of_question(
        "cloze: ▸It weighs 80 kilograms.\ncites: bell", "cloze: It weighs [80] kilograms.\ncites: bell"
    ),
)

BAD_NUMBER_KEY = error(
    "EW706",
    "number-unclear",
    "The answer must be a number",
    message="The answer to `{id}` must be a number, but “{value}” is not.",
    fix="Write digits, for example `number: 8` or `number: 2.5`; a unit goes into `unit:`.",
    explanation="The player types a number, which is compared with this one. A unit would never be equal to it.",
    example=of_question("text: How much?\ncites: bell\nnumber: ▸eighty", "text: How much?\ncites: bell\nnumber: 80"),
)

QUESTION_TEXT = error(
    "EW707",
    "question-without-text",
    "A question without its words",
    message="The question `{id}` has no `text:`.",
    fix="Write what is asked: `text: How many wings has the building?`",
    explanation="The player would see answers and no question.",
    example=of_whole_question("cites: bell\nnumber: 80", "text: How much?\ncites: bell\nnumber: 80"),
)

MARKED_BOTH = error(
    "EW708",
    "right-and-wrong",
    "Right and wrong at once",
    message="An answer must be marked with either `right:` or `wrong:`.",
    fix="Write `- right: …` or `- wrong: …`.",
    explanation="An answer is either right or wrong, and the key says which.",
    example=of_question(
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - ▸right: C\n    wrong: D",
        "text: How much?\ncites: bell\nanswers:\n  - right: A\n  - wrong: B\n  - wrong: C\n  - wrong: D",
    ),
)

RIGHT_IS_LISTED_WRONG = error(
    "EW709",
    "right-is-listed-wrong",
    "Right and wrong at once, when typed",
    message="“{answer}” is both a right answer of `{id}` and listed under `not:`.",
    fix="Remove it from one of the two.",
    explanation="What is listed under `not:` is counted as wrong, so a right answer there could never be given.",
    example=of_question(
        "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [▸jan]", "text: Who?\ncites: bell\nanswer: [Jan]\nnot: [Jane]"
    ),
)

ONE_ANSWER_WITH_COMMA = warning(
    "EW710",
    "several-answers-in-one",
    "Several answers in one",
    message="“{answer}” is one single answer, comma and all: whoever types part of it is wrong.",
    fix="For several right answers write a list: `answer: [one, another]`.",
    explanation="A comma is a part of the text unless there are brackets around it, so the player would have to "
    "type all of it.",
    example=of_question(
        "text: What falls?\ncites: bell\nanswer: ▸rain, the rain\nbecause: It rains.",
        "text: What falls?\ncites: bell\nanswer: [rain, the rain]\nbecause: It rains.",
    ),
)

EMPTY_SIDE = error(
    "EW711",
    "empty-side",
    "A pair with an empty side",
    message="This pair has only one side: “{side}”.",
    fix="Write both sides with a colon and a space between them, or remove the pair.",
    explanation="In a question of the kind `match` the player finds what belongs together: each pair needs two sides.",
    example=of_question(
        "text: Who has what?\ncites: bell\nmatch: { Harbour: a bell, ▸Church: , Mill: a wheel }",
        "text: Who has what?\ncites: bell\nmatch: { Harbour: a bell, Church: a clock, Mill: a wheel }",
    ),
)

BAD_KEY_VALUE = error(
    "EW717",
    "answer-of-another-form",
    "An answer in the wrong form",
    message="`{key}:` of `{id}` cannot be “{value}”.",
    fix="Write it like this: `{key}: {example}`",
    explanation="A date is year, month and day, a time of day hours and minutes. In a text to strike from, the one "
    "word that is not so has a `!` in front, inside its brackets.",
    example=of_question(
        "text: When was it cast?\ncites: bell\ndate: ▸in spring",
        "text: When was it cast?\ncites: bell\ndate: 1921-04-04",
    ),
)

BAD_DRAW = error(
    "EW712",
    "nothing-to-draw",
    "Nothing to draw",
    message="`{name}: {value}` does not say what is drawn: {reason}.",
    fix="Write from where to where, for example `{name}: 2 to 9` or `{name}: 10 to 90 step 10`.",
    explanation="Each play draws one of these numbers by its seed. They are whole, the smaller one comes first, and "
    "there must be two of them at least.",
    example=of_question(
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: ▸9 to 2 }\nnumber: a * 80",
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9 }\nnumber: a * 80",
    ),
)

DRAWN_NAME_TAKEN = error(
    "EW713",
    "drawn-name-taken",
    "A drawn number cannot be called so",
    message="A drawn number cannot be called `{name}`: that {reason}.",
    fix="Give it another name: small letters, digits and `_`, such as `boats`.",
    explanation="In the texts of this question the name stands for the number that was drawn. If a measure had the "
    "same name, nobody could tell which of the two is meant.",
    example=of_question(
        "text: How much are {time} bells?\ncites: bell\ndraws: { ▸time: 2 to 9 }\nnumber: 80",
        "text: How much are {bells} bells?\ncites: bell\ndraws: { bells: 2 to 9 }\nnumber: bells * 80",
    ),
)

DRAWN_NAME_UNKNOWN = error(
    "EW714",
    "drawn-name-unknown",
    "A number that is not drawn",
    message="The question `{id}` draws no number `{name}`.",
    fix="{suggestion}Whatever stands in its sums is drawn under `draws:`.",
    explanation="The sum could not be worked out.",
    example=of_question(
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9 }\nnumber: ▸b * 80",
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9 }\nnumber: a * 80",
    ),
)

DRAWN_NAME_UNUSED = warning(
    "EW715",
    "drawn-name-unused",
    "A number that is drawn for nothing",
    message="`{name}` is drawn for `{id}`, and stands in none of its texts and not in its key.",
    fix="Write `{{{name}}}` where it is to be shown, or remove it.",
    explanation="Probably the text still has the number that it had before, or the name is another one there.",
    example=of_question(
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9, ▸b: 2 to 9 }\nnumber: a * 80\n"
        "because: So it is.",
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9 }\nnumber: a * 80\nbecause: So it is.",
    ),
)

DRAWN_SUM_TOO_LARGE = error(
    "EW716",
    "drawn-sum-too-large",
    "A sum that grows too large",
    message="`{sum}` can come to more than {limit}.",
    fix="Draw smaller numbers.",
    explanation="Nobody works that out, and answers are read up to 15 digits.",
    example=of_question(
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 900000 }\nnumber: ▸a * a * a",
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 90 }\nnumber: a * a * a",
    ),
)

DRAWS_OF_ANOTHER_KIND = error(
    "EW718",
    "draws-of-another-kind",
    "Nothing can be drawn for this kind of question",
    message="`{id}` has `draws:` beside `{kind}:`; numbers are drawn for `number:` and `cloze:` only.",
    fix="Ask for the number itself with `number:`, or for a gap in a text with `cloze:`.",
    explanation="The answers of other kinds are words that stay as they are, so they could not follow what is drawn.",
    example=of_question(
        "text: How much are {a} bells?\ncites: bell\n▸draws: { a: 2 to 9 }\nanswer: heavy",
        "text: How much are {a} bells?\ncites: bell\ndraws: { a: 2 to 9 }\nnumber: a * 80",
    ),
)

HINT_PRICE_UNUSED = warning(
    "EW721",
    "hint-price-unused",
    "A price of hints, and no hints",
    message="`hint:` says what a hint costs, and no question has any.",
    fix="Give a question `hints:`, or remove `hint:`.",
    explanation="Players can ask for a hint only where a question has one, so nobody ever pays this.",
    example=Example(
        scene_pack("text: Hello.\nend: e", f"{CLOCK}hint: ▸{{ minutes: 3 }}\n"),
        scene_pack("text: Hello.\nend: e", CLOCK),
    ),
)

HELP_WITH_NOTHING = warning(
    "EW722",
    "help-with-nothing",
    "Hints or tries where nothing is right",
    message="`{id}` has no right answer, so that its {help} lead nowhere.",
    fix="Remove them; what a hint says may stand in `text:`.",
    explanation="An open question and a poll have no verdict: there is nothing to find out. A hint would be paid for "
    "nothing, and nobody is ever asked again.",
    example=of_question(
        "text: Do you like it?\ncites: bell\nhints: ▸Listen to it.\npoll: [Yes, No]\nbecause: So it is.",
        "text: Listen to it. Do you like it?\ncites: bell\npoll: [Yes, No]\nbecause: So it is.",
    ),
)

FEEDBACK_ON_NOTHING = error(
    "EW723",
    "feedback-on-nothing",
    "Feedback on a word that is not there",
    message="“{words}” is nothing that can be taken in `{id}`. {known}",
    fix="Write the word, or the id of the note, as it stands in the question.",
    explanation="What stands before the colon says on which of the marked words the player is told this.",
    example=of_question(
        'word: "It [weighs|may weigh] 80 kilograms."\ncites: bell\nfeedback: { ▸might weigh: It was weighed. }',
        'word: "It [weighs|may weigh] 80 kilograms."\ncites: bell\nfeedback: { may weigh: It was weighed. }',
    ),
)
