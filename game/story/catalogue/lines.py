"""Lines and characters: what YAML asks of a file, said without its words."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import (
    DEEP,
    REST,
    of_question,
    of_scene,
    pack,
    scene_pack,
)

TAB = error(
    "EW120",
    "tab",
    "A tab instead of spaces",
    message="This line begins with a tab; lines are indented with spaces only.",
    fix="Replace each tab by two spaces. Most editors can be set to do so by themselves.",
    explanation="How far a line is indented says what it belongs to. A tab is shown with different widths by "
    "different editors, so only spaces count.",
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n▸\tend: e\nendings:\n  e: The end.\n",
        scene_pack("text: Hello.\nend: e"),
    ),
)

WRONG_INDENT = error(
    "EW121",
    "wrong-indent",
    "A line in the wrong column",
    message="This line begins in a column where it does not belong.",
    fix="Lines that belong together begin in the same column. Compare the spaces before it with the lines above.",
    explanation="Lines that begin in the same column belong together. One space too many or too few puts a line "
    "where it belongs to nothing.",
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n   ▸end: e\nendings:\n  e: The end.\n",
        scene_pack("text: Hello.\nend: e"),
    ),
)

COLON_IN_TEXT = error(
    "EW122",
    "colon-in-text",
    "A colon inside the text",
    message="There is a second `: ` in this line, so it cannot be told where the key ends and the text begins.",
    fix='Put the whole text in double quotes: key: "one: two", or write it below the key after a `|`.',
    explanation="A colon followed by a space ends a key. When the text has such a colon too, quotation marks "
    "must say where the text begins.",
    example=of_scene("text: She says▸: come in\nend: e", 'text: "She says: come in"\nend: e'),
)

MISSING_COLON = error(
    "EW123",
    "missing-colon",
    "A key without its colon",
    message="The colon after the key is missing here.",
    fix="Write `key: value`, with one space after the colon. Longer text goes below a `|`, indented.",
    explanation="A line that gives a value begins with a key, a colon and a space. Without the colon the line is "
    "taken for text that belongs to nothing.",
    example=Example(f"pack: Test\n▸about\n{REST}", pack("about: A test.\n")),
)

SPECIAL_START = error(
    "EW124",
    "special-start",
    "Text that begins with a special character",
    message="Text cannot begin with `{sign}` here: the character has a meaning of its own.",
    fix="Put the text in double quotes, or write it below the key after a `|`.",
    explanation="Characters such as `@`, `*`, `{` or `[` have a meaning of their own at the beginning of a value. In "
    "quotation marks they are just text.",
    example=of_scene("text: ▸@home\nend: e", 'text: "@home"\nend: e'),
)

UNCLOSED_QUOTE = error(
    "EW125",
    "unclosed-quote",
    "A quotation mark that does not close",
    message="The quotation mark that opens here does not close where the text ends.",
    fix="Close it at the end. Inside single quotes an apostrophe is doubled ('don''t'); double quotes are easier.",
    explanation="What begins with a quotation mark ends with the same one, and nothing follows it. An apostrophe "
    "inside single quotes, or spoken words at the beginning of a text, look like such an end.",
    example=of_scene('text: ▸"Hello.\nend: e', 'text: "Hello."\nend: e'),
)

SHARED_PIECE = error(
    "EW126",
    "anchor-or-alias",
    "A piece of a file used twice",
    message="`&name` and `*name` (pieces of a file used twice) are not part of the story format.",
    fix="Write the text out in both places; if `&` or `*` is meant as text, put the text in double quotes.",
    explanation="In other files of this kind `&name` and `*name` let one piece stand in two places. Here every "
    "place says for itself what it holds, so that it can be read without searching.",
    example=of_scene("text: ▸&greeting Hello.\nend: e", 'text: "&greeting Hello."\nend: e'),
)

TAGGED = error(
    "EW127",
    "tag",
    "An exclamation mark in front",
    message="`!{tag}` is not part of the story format.",
    fix="If the exclamation mark is meant as text, put the text in double quotes.",
    explanation="A word with an exclamation mark in front has a technical meaning in files of this kind that "
    "stories do not need. Mostly it was just meant as text, or as `not`.",
    example=of_scene("text: ▸!important Hello.\nend: e", 'text: "!important Hello."\nend: e'),
)

TOO_DEEP = error(
    "EW128",
    "too-deep",
    "Too many levels",
    message="Here more than {limit} levels stand inside each other.",
    fix="Move part of it into a scene of its own and reach it by `goto` or `call`.",
    explanation="Nobody could follow so many levels inside each other, and the limit protects the program. It "
    "happens when a bracket key is held down.",
    example=Example(f"{DEEP}▸[{']' * 41}\n", pack("")),
)

TWO_DOCUMENTS = error(
    "EW129",
    "two-documents",
    "A second document in one file",
    message="The line `---` begins a second document in this file; a story file is one.",
    fix="Remove the line, or put what follows into a file of its own.",
    explanation="The line `---` ends one document and begins another; a story file is a single one. It comes along "
    "when two files are copied into one.",
    example=Example(f"pack: Test\n▸---\n{REST}", f"---\n{pack('')}"),
)

DUPLICATE_KEY = error(
    "EW130",
    "duplicate-key",
    "The same key twice",
    message="`{key}` appears twice; the first one is on line {first}.",
    fix="Keep one of them.",
    explanation="Of two values for one key only one could count, and nobody could see which. It happens when a "
    "block is copied and a line is left behind.",
    example=of_scene("text: Hello.\n▸text: Good day.\nend: e", "text: Hello. Good day.\nend: e"),
)

NOT_A_TABLE = error(
    "EW131",
    "not-keys",
    "A file without keys",
    message="A story file consists of keys with values, but this is {found}.",
    fix="Begin with a key, for example `scene: my_scene` or `scenes:`.",
    explanation="Everything in a story file follows a key that says what it is. Plain words say nothing of the kind.",
    example=Example({"pack.yaml": pack(""), "more.yaml": "▸Just words.\n"}, pack("")),
)

BROKEN_FILE = error(
    "EW132",
    "broken-file",
    "A file that cannot be understood",
    message="The file cannot be understood from here on.",
    fix="Look at this line and the one above: a missing colon, quotation mark, or bracket is the usual cause.",
    explanation="Something is so unusual here that no likely cause was found. Taking back the last change, or "
    "comparing with a file that works, helps most.",
    example=Example(f"▸%YAML 3.0\n---\n{pack('')}", pack("")),
)

COMMENT_AFTER_TEXT = warning(
    "EW133",
    "comment-after-text",
    "Text after a number sign",
    message="What follows ` #` is a comment and is not shown: “{lost}”.",
    fix="If it belongs to the text, put the text in double quotes.",
    explanation="A space and `#` begin a comment, which the game never shows. The end of a text gets lost "
    "that way without anybody noticing, as in `Room #5`.",
    example=of_scene("text: Room ▸#5\nend: e", 'text: "Room #5"\nend: e'),
)

UNKNOWN_ESCAPE = error(
    "EW134",
    "unknown-escape",
    "A backslash in double quotes",
    message="The backslash `\\` has a meaning of its own between double quotes, and none before these characters.",
    fix="Write the text below the key after a `|`, where a backslash is just a backslash, or double it.",
    explanation="Between double quotes a backslash stands for an invisible character such as a line break. Before any "
    "other letter it has no meaning and the file cannot be read.",
    example=of_scene('text: "Use ▸\\{ here"\nend: e', "text: Use \\{ here\nend: e"),
)

ODD_SPACE = error(
    "EW135",
    "odd-space",
    "A space that is not one",
    message="What looks like a space here is another character, such as the space that never breaks.",
    fix="Delete it and type ordinary spaces. It often comes along when text is copied from a web page.",
    explanation="Web pages and word processors use spaces that look like the ordinary one and are another character. "
    "For the columns of a file they do not count.",
    example=of_scene("text: Hello.\n▸\u00a0\u00a0end: e", "text: Hello.\nend: e"),
)

UNCLOSED_BRACKET = error(
    "EW136",
    "unclosed-bracket",
    "Brackets that do not match",
    message="A `{sign}` opens here, and the brackets after it do not match.",
    fix="Every `[` needs its `]`, and every `{{` its `}}`. If the bracket is meant as text, use double quotes.",
    explanation="Square brackets hold a list on one line, and curly ones hold keys on one line. Where one is "
    "missing, the following lines would be taken for a part of it.",
    example=Example(
        pack("dossiers: ▸[inside_nato\ndisclaimer: Invented.\n"),
        pack("dossiers: [inside_nato]\ndisclaimer: Invented.\n"),
    ),
)

WIDE_COLON = error(
    "EW137",
    "wide-colon",
    "A wide colon",
    message="The colon here is the wide one of another keyboard, which does not end a key.",
    fix="Type an ordinary colon and a space.",
    explanation="Keyboards for Chinese or Japanese have a wider colon. It is another character and ends no key.",
    example=of_scene("text▸：Hello.\nend: e", "text: Hello.\nend: e"),
)

TIGHT_DASH = error(
    "EW138",
    "dash-without-space",
    "A dash without a space",
    message="The dash that begins an item of a list needs a space after it.",
    fix="Write `- choose: …`, with one space after the dash.",
    explanation="A dash and a space begin an item of a list. Without the space the dash is taken for a part of the "
    "word.",
    example=of_scene(
        "text: Hello.\nchoices:\n  ▸-choose: Go\n    end: e", "text: Hello.\nchoices:\n  - choose: Go\n    end: e"
    ),
)

TIGHT_COLON = error(
    "EW139",
    "colon-without-space",
    "A colon without a space",
    message="The colon after a key must be followed by a space.",
    fix="Write `key: value`, with one space after the colon.",
    explanation="Only a colon followed by a space ends a key: otherwise 12:30 would be one.",
    example=of_scene("text▸:Hello.\nend: e", "text: Hello.\nend: e"),
)

LIST_ON_KEY_LINE = error(
    "EW140",
    "list-on-key-line",
    "A list on the line of its key",
    message="A list with dashes begins on the line below its key.",
    fix="Put each item on a line of its own, or write the list in brackets: `[one, another]`.",
    explanation="A list with dashes stands below its key, one item per line. On the line of the key itself a dash is "
    "not understood.",
    example=of_scene("choices: ▸- choose: Go\n", "choices:\n  - choose: Go\n"),
)

COMMA_IN_TEXT = error(
    "EW142",
    "comma-in-text",
    "A comma inside the text",
    message="The comma before “{words}” ends the text here: inside `{{ }}` it begins the next key.",
    fix="Put the whole text in double quotes, or write each key on a line of its own.",
    explanation="Between curly brackets commas divide one key from the next. A text with a comma in it stands in "
    "quotation marks there.",
    example=of_scene(
        "choices:\n  - { choose: Wait, ▸then go, end: e }", 'choices:\n  - { choose: "Wait, then go", end: e }'
    ),
)

MISSING_DASH = error(
    "EW141",
    "missing-dash",
    "A choice without its dash",
    message="A choice, or an answer, begins with a dash, but here it is missing.",
    fix="Write `- choose: …`: the dash stands two columns before the other keys.",
    explanation="The dash says where the next item of a list begins. Without it the line is taken for a further key of "
    "the item above.",
    example=of_scene(
        "choices:\n  - choose: Go\n    end: e\n    ▸choose: Stay\n    end: e",
        "choices:\n  - choose: Go\n    end: e\n  - choose: Stay\n    end: e",
    ),
)

NUMBER_SPLIT = warning(
    "EW143",
    "number-split",
    "A number split by a comma",
    message="The comma divides “{value}” in the middle of a number: inside `[ ]` it begins the next value.",
    fix="Put the value in double quotes. If two values are meant, write a space after the comma.",
    explanation="Between square brackets commas divide one value from the next, with or without a space. A number with "
    "a comma in it, such as 2,5 or 1,000, stands in quotation marks there.",
    example=of_question(
        "text: How heavy?\ncites: bell\nanswer: [▸80,0 kilograms, eighty kilograms]\nbecause: It was weighed.",
        'text: How heavy?\ncites: bell\nanswer: ["80,0 kilograms", eighty kilograms]\nbecause: It was weighed.',
    ),
)

LIST_MARK = error(
    "EW144",
    "list-mark",
    "A list with other marks",
    message="The items of a list begin with a hyphen, but here it is `{sign}`.",
    fix="Type a hyphen and a space before each item: `- choose: …`.",
    explanation="Word processors turn the hyphen before an item of a list into a longer dash or a dot. They look "
    "alike, and only the hyphen of the keyboard begins an item.",
    example=of_scene(
        "text: Hello.\nchoices:\n  ▸– choose: Go\n    end: e", "text: Hello.\nchoices:\n  - choose: Go\n    end: e"
    ),
)
