"""Lines and signs: what YAML asks of a file, said without its words."""

from game.story.catalogue.entry import Example, error, warning
from game.story.catalogue.examples import (
    DEEP,
    REST,
    of_scene,
    pack,
    scene_pack,
)

TAB = error(
    "EW120",
    "tab",
    "Tab",
    message="This line begins with a tab; lines are indented with spaces only.",
    fix="Replace each tab by two spaces. Most editors can be set to do so by themselves.",
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n▸\tend: e\nendings:\n  e: The end.\n",
        scene_pack("text: Hello.\nend: e"),
    ),
)

WRONG_INDENT = error(
    "EW121",
    "wrong-indent",
    "Wrong indent",
    message="This line does not line up with the lines above it.",
    fix="Keys that belong together start in the same column. "
    "Check the spaces before this line and before the one above.",
    example=Example(
        "pack: Test\nscenes:\n  a:\n    text: Hello.\n   ▸end: e\nendings:\n  e: The end.\n",
        scene_pack("text: Hello.\nend: e"),
    ),
)

COLON_IN_TEXT = error(
    "EW122",
    "colon-in-text",
    "Colon in text",
    message="There is a second `: ` in this line, so it cannot be told where the key ends and the text begins.",
    fix='Put the whole text in double quotes: key: "one: two", or write it below the key after a `|`.',
    example=of_scene("text: She says▸: come in\nend: e", 'text: "She says: come in"\nend: e'),
)

MISSING_COLON = error(
    "EW123",
    "missing-colon",
    "Missing colon",
    message="A key is expected here, and a colon with a space behind it.",
    fix="Write `key: value`, with one space after the colon. Longer text goes below a `|`, indented.",
    example=Example(f"pack: Test\n▸about\n{REST}", pack("about: A test.\n")),
)

SPECIAL_START = error(
    "EW124",
    "special-start",
    "Special start",
    message="Text cannot begin with `{sign}` here: the sign has a meaning of its own.",
    fix="Put the text in double quotes, or write it below the key after a `|`.",
    example=of_scene("text: ▸@home\nend: e", 'text: "@home"\nend: e'),
)

UNCLOSED_QUOTE = error(
    "EW125",
    "unclosed-quote",
    "Unclosed quote",
    message="The quotation mark that opens here does not close where the text ends.",
    fix="Close it at the end. Inside single quotes an apostrophe is doubled ('don''t'); double quotes are easier.",
    example=of_scene('text: ▸"Hello.\nend: e', 'text: "Hello."\nend: e'),
)

SHARED_PIECE = error(
    "EW126",
    "anchor-or-alias",
    "Anchor or alias",
    message="`&name` and `*name` (pieces of a file used twice) are not part of the story format.",
    fix="Write the text out in both places; if `&` or `*` is meant as text, put the text in double quotes.",
    example=of_scene("text: ▸&greeting Hello.\nend: e", 'text: "&greeting Hello."\nend: e'),
)

TAGGED = error(
    "EW127",
    "tag",
    "Tag",
    message="`!{tag}` is not part of the story format.",
    fix="If the exclamation mark is meant as text, put the text in double quotes.",
    example=of_scene("text: ▸!important Hello.\nend: e", 'text: "!important Hello."\nend: e'),
)

TOO_DEEP = error(
    "EW128",
    "too-deep",
    "Too deep",
    message="This is nested more than {limit} levels deep.",
    fix="Move part of it into a scene of its own and reach it by `goto` or `call`.",
    example=Example(f"{DEEP}▸[{']' * 41}\n", pack("")),
)

TWO_DOCUMENTS = error(
    "EW129",
    "two-documents",
    "Two documents",
    message="The line `---` begins a second document in this file; a story file is one.",
    fix="Remove the line, or put what follows into a file of its own.",
    example=Example(f"pack: Test\n▸---\n{REST}", f"---\n{pack('')}"),
)

DUPLICATE_KEY = error(
    "EW130",
    "duplicate-key",
    "Duplicate key",
    message="`{key}` stands here twice; the first one is in line {first}.",
    fix="Keep one of them.",
    example=of_scene("text: Hello.\n▸text: Good day.\nend: e", "text: Hello. Good day.\nend: e"),
)

NOT_A_TABLE = error(
    "EW131",
    "not-keys",
    "Not keys",
    message="A story file consists of keys with values; this is {found}.",
    fix="Begin with a key, for example `scene: my_scene` or `scenes:`.",
    example=Example({"pack.yaml": pack(""), "more.yaml": "▸Just words.\n"}, pack("")),
)

BROKEN_FILE = error(
    "EW132",
    "broken-file",
    "Broken file",
    message="The file cannot be understood from here on.",
    fix="Look at this line and the one above: a missing colon, quotation mark, or bracket is the usual cause.",
    example=Example(f"▸%YAML 3.0\n---\n{pack('')}", pack("")),
)

COMMENT_AFTER_TEXT = warning(
    "EW133",
    "comment-after-text",
    "Comment after text",
    message="What stands behind ` #` is a comment and is not shown: “{lost}”.",
    fix="If it belongs to the text, put the text in double quotes.",
    example=of_scene("text: Room ▸#5\nend: e", 'text: "Room #5"\nend: e'),
)

UNKNOWN_ESCAPE = error(
    "EW134",
    "unknown-escape",
    "Unknown escape",
    message="The backslash `\\` has a meaning of its own between double quotes, and none before these signs.",
    fix="Write the text below the key after a `|`, where a backslash is just a backslash, or double it.",
    example=of_scene('text: "Use ▸\\{ here"\nend: e', "text: Use \\{ here\nend: e"),
)

ODD_SPACE = error(
    "EW135",
    "odd-space",
    "A space that is none",
    message="What looks like a space here is another sign, such as the space that never breaks.",
    fix="Delete it and type ordinary spaces. It often comes along when text is copied from a web page.",
    example=of_scene("text: Hello.\n▸\u00a0\u00a0end: e", "text: Hello.\nend: e"),
)

UNCLOSED_BRACKET = error(
    "EW136",
    "unclosed-bracket",
    "Brackets that do not match",
    message="A `{sign}` opens here, and the brackets behind it do not match.",
    fix="Every `[` needs its `]`, and every `{{` its `}}`. If the bracket is meant as text, use double quotes.",
    example=Example(
        pack("dossiers: ▸[inside_nato\ndisclaimer: Invented.\n"),
        pack("dossiers: [inside_nato]\ndisclaimer: Invented.\n"),
    ),
)

WIDE_COLON = error(
    "EW137",
    "wide-colon",
    "Wide colon",
    message="The colon here is the wide one of another keyboard, which does not end a key.",
    fix="Type an ordinary colon and a space.",
    example=of_scene("text▸：Hello.\nend: e", "text: Hello.\nend: e"),
)

TIGHT_DASH = error(
    "EW138",
    "dash-without-space",
    "Dash without a space",
    message="The dash that begins an item of a list needs a space behind it.",
    fix="Write `- choose: …`, with one space after the dash.",
    example=of_scene(
        "text: Hello.\nchoices:\n  ▸-choose: Go\n    end: e", "text: Hello.\nchoices:\n  - choose: Go\n    end: e"
    ),
)

TIGHT_COLON = error(
    "EW139",
    "colon-without-space",
    "Colon without a space",
    message="The colon behind a key needs a space after it.",
    fix="Write `key: value`, with one space after the colon.",
    example=of_scene("text▸:Hello.\nend: e", "text: Hello.\nend: e"),
)

LIST_ON_KEY_LINE = error(
    "EW140",
    "list-on-key-line",
    "A list behind its key",
    message="A list with dashes begins on the line below its key.",
    fix="Put each item on a line of its own, or write the list in brackets: `[one, another]`.",
    example=of_scene("choices: ▸- choose: Go\n", "choices:\n  - choose: Go\n"),
)
