"""Whatever is wrong with a text, and in whatever quotation marks it stands: each line that is offered loads."""

from __future__ import annotations

import random

import pytest

from game.story.catalogue.examples import scene_pack
from tests.story.catalogue.quick_fixes import applied
from tests.story.inline import findings

PIECES = [
    "see [and]", "{maybe", "{maybe}", "x_{1}", "x_{n}", "}", "*bold", "\\[", "\\{", "\\frac{a}{b}", "\\times 2", "\\d",
    "a: b", "# 5", "don't", "“no”", "{trust}", "{trst}", "{trust: yes|no}", "{trust == 1: yes", "{a|b}", "{1/2}",
    "[nothing]", "\\", "one", "two", "'", "it''s", "{{1}}", "{{", "C:\\new",
]  # fmt: skip
STYLES = {
    "plain": "text: {}",
    "double": 'text: "{}"',
    "single": "text: '{}'",
    "block": "text: |\n  {}",
    "folded": "text: >\n  {}",
    "in brackets": 'choices:\n  - {{ choose: Go, text: "{}", end: e }}',
}


def pack_with(style: str, text: str) -> dict[str, str]:
    steps = STYLES[style].format(text.replace('"', "”"))
    steps = steps if "end: e" in steps else f"{steps}\nend: e"
    return {"pack.yaml": scene_pack(steps, "measures: { trust: { start: 1 } }\n")}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("place", ["{} here", "It is {} here", "At last {}"])
def test_a_line_that_is_offered_for_one_mistake_loads(style: str, place: str) -> None:
    for piece in PIECES:
        pack = pack_with(style, place.replace("{}", piece))
        errors = [finding for finding in findings(pack) if finding.severity == "error"]
        for diagnostic in errors:
            if diagnostic.replaces is not None and len(errors) == 1:
                after = [more for more in findings(applied(pack, diagnostic)) if more.severity == "error"]
                assert not after, (style, piece, str(diagnostic), diagnostic.mended, [str(more) for more in after])


@pytest.mark.parametrize("style", STYLES)
def test_a_line_that_is_offered_for_one_of_several_mistakes_can_be_read(style: str) -> None:
    chance = random.Random(style)
    offered = 0
    for _ in range(120):
        pieces = [chance.choice(PIECES) for _ in range(chance.randint(2, 4))]
        pack = pack_with(style, " ".join(["So it was", *pieces]))
        for finding in findings(pack):
            if finding.replaces is not None:
                offered += 1
                after = findings(applied(pack, finding))
                unread = [str(more) for more in after if more.code.startswith("EW1") and more.severity == "error"]
                assert not unread, (pack, str(finding), finding.mended, unread)
    assert offered > 80
