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
    message="There is a tab character here; lines are indented with spaces only.",
    fix="Replace the tab by spaces (two for each level).",
    example=Example(
        "pack: Test\nscenes:\n▸\ta:\n    end: e\n",
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
    message="The file cannot be understood from here on ({reason}).",
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
