"""Every message that loading can give: the example that yields it, its spot, its words, and the pack put right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostic
from game.story.packs import examine
from game.support import limits
from tests.story.inline import EXAMPLES, codes, only_finding, scene_pack, unmarked

GOOD = scene_pack("text: Hello.\nend: e")


def _missing(folder: Path) -> Path:
    return folder / "nowhere"


def _no_pack(folder: Path) -> Path:
    (folder / "places.yaml").write_text("places:\n  hall: { name: The hall }\n")
    return folder


def _unreadable(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD)
    (folder / "lost.yaml").symlink_to(folder / "gone.yaml")
    return folder


def _not_utf8(folder: Path) -> Path:
    (folder / "pack.yaml").write_bytes(GOOD.replace("Hello", "¡Olé").encode("utf-8").replace(b".", b"\xff", 1))
    return folder


def _too_large(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD)
    with (folder / "huge.yaml").open("wb") as file:
        file.truncate(limits.FILE_BYTES + 1)
    return folder


def _linked_outside(folder: Path) -> Path:
    (folder / "secret.yaml").write_text("about: Not of this pack.\n")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(GOOD)
    (pack / "link.yaml").symlink_to(folder / "secret.yaml")
    return pack


def _too_many(folder: Path) -> Path:
    for name in "abcd":
        (folder / f"{name}.yaml").write_text("")
    return folder


def _pack_too_large(folder: Path) -> Path:
    (folder / "a.yaml").write_text(GOOD)
    for name in "bc":
        (folder / f"{name}.yaml").write_text("#" * (limits.FILE_BYTES - 1))
    return folder


def _too_many_values(folder: Path) -> Path:
    entries = limits.VALUES // 2 // 1_000 + 1
    lists = "".join(f"  m{number}: [{'a,' * 999}a]\n" for number in range(2 * entries))
    (folder / "pack.yaml").write_text(f"{GOOD}measures:\n{lists}")
    return folder


def _long_list(folder: Path) -> Path:
    choices = "".join(f"      - choose: Number {number}\n" for number in range(limits.ITEMS + 1))
    (folder / "pack.yaml").write_text(GOOD.replace("    end: e\n", f"    choices:\n{choices}"))
    return folder


def _many_at_one_place(folder: Path) -> Path:
    scenes = "".join(f"  s{number}: {{ at: hall, text: Hello. }}\n" for number in range(limits.TOGETHER + 1))
    (folder / "pack.yaml").write_text(f"pack: T\nplaces:\n  hall: {{ name: The hall }}\nscenes:\n{scenes}")
    return folder


def _much_to_remember(folder: Path) -> Path:
    count = limits.MEMORY_BITS // 20
    measures = "".join(f"  m{number}: {{ max: 900000, start: 0 }}\n" for number in range(count))
    (folder / "pack.yaml").write_text(f"measures:\n{measures}{GOOD}")
    return folder


def _much_to_read_closely(folder: Path) -> Path:
    text = "Trump said that. " * 200
    scenes = "".join(
        f"  s{number}: {{ at: hall, text: {text}, end: e }}\n" for number in range(limits.CLOSELY_READ // len(text) + 2)
    )
    head = "pack: T\nreal_people: [Trump]\nchecks: { EW910: off }\nplaces: { hall: { name: A hall } }\n"
    (folder / "pack.yaml").write_text(f"{head}endings: {{ e: E. }}\nscenes:\n{scenes}")
    return folder


def _long_text(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD.replace("Hello.", "word " * (limits.TEXT_CHARACTERS // 5 + 1)))
    return folder


def _intricate_text(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD.replace("Hello.", "a *b* " * (limits.TEXT_MARKS + 1)))
    return folder


def _many_languages(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(f"checks: {{ missing-translation: off }}\n{GOOD}")
    for code in "abcdefghijk"[: limits.LANGUAGES + 1]:
        (folder / f"{code}.yaml").write_text(f"language: x{code}\nname: Language {code}\n")
    return folder


def _many_figures(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(
        f"checks: {{ missing-translation: off }}\n{GOOD.replace('Hello.', 'At 11 or 12.')}"
    )
    entries = "  scenes.a.text: { was: At 11 or 12., text: À 11 ou 12. }\n"
    (folder / "fr.yaml").write_text(f"language: fr\nname: Français\ntexts:\n{entries}", "utf-8")
    return folder


def _long_document(folder: Path) -> Path:
    lines = "".join(f"      line{number}: {{ wordings: {{ only: Hello. }} }}\n" for number in range(201))
    head = f"documents:\n  draft:\n    title: The draft\n    lines:\n{lines}"
    (folder / "pack.yaml").write_text(GOOD.replace("scenes:", f"{head}scenes:", 1))
    return folder


def _misnamed(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD)
    (folder / "scenes.yaml.txt").write_text("scenes:\n  b: Hello.\n")
    return folder


def _including_each_other(folder: Path) -> Path:
    (folder / "pack.yaml").write_text(GOOD)
    for number in range(limits.INCLUDES):
        (folder / f"play{number:02d}.yaml").write_text(
            f"playthrough: A test\nsteps:\n  - include: play{number + 1:02d}\n"
        )
    (folder / f"play{limits.INCLUDES:02d}.yaml").write_text("playthrough: A test\n")
    return folder


ON_DISK: dict[str, tuple[Callable[[Path], Path], str, int, int]] = {
    "EW101": (_missing, "{pack}", 1, 1),
    "EW102": (_no_pack, "{pack}", 1, 1),
    "EW103": (_unreadable, "lost.yaml", 1, 1),
    "EW104": (_not_utf8, "pack.yaml", 4, 15),
    "EW106": (_too_large, "huge.yaml", 1, 1),
    "EW107": (_linked_outside, "link.yaml", 1, 1),
    "EW108": (_too_many, "{pack}", 1, 1),
    "EW109": (_pack_too_large, "c.yaml", 1, 1),
    "EW110": (_too_many_values, "pack.yaml", 607, 9),
    "EW111": (_long_list, "pack.yaml", 6, 7),
    "EW115": (_many_at_one_place, "pack.yaml", 3, 3),
    "EW336": (_long_document, "pack.yaml", 3, 3),
    "EW116": (_much_to_remember, "pack.yaml", 10_002, 1),
    "EW117": (_much_to_read_closely, "pack.yaml", 65, 26),
    "EW112": (_long_text, "pack.yaml", 4, 11),
    "EW114": (_many_languages, "k.yaml", 1, 11),
    "EW612": (_many_figures, "fr.yaml", 4, 45),
    "EW118": (_misnamed, "scenes.yaml.txt", 1, 1),
    "EW113": (_intricate_text, "pack.yaml", 4, 11),
    "EW760": (_including_each_other, "play00.yaml", 3, 14),
}
"""Examples that need a folder: how it is made, and the spot of the finding."""

BY_PLAYING = ("EW293", "EW294")
"""What is found by playing: tests/author/test_balance.py has the examples."""

BY_COMPARING = ("EW991", "EW992", "EW993", "EW994", "EW995")
"""What is found where plays are compared: tests/author/remembering/ has the examples."""

JARGON = ("mapping", "scalar", "token", "block end", "NoneType", "Error", "Words(", "Spot(", "<game", "()", "{}")


def readable(found: Diagnostic) -> None:
    """Words for somebody who has never programmed: a sentence on what is wrong, and one on what to do."""
    for text in (found.message, found.fix):
        assert not [word for word in JARGON if word in text]
        assert text.strip()
        assert not text.startswith(" ")
    assert found.message.endswith(".")


def test_every_message_has_an_example() -> None:
    assert sorted([*EXAMPLES, *ON_DISK, *BY_PLAYING, *BY_COMPARING]) == sorted(CATALOGUE)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_bad_example_yields_the_message_at_its_spot_and_nothing_else(code: str) -> None:
    files, spot = unmarked(EXAMPLES[code].bad)
    found = only_finding(files)
    assert (found.code, tuple(found.spot)) == (code, spot)
    assert found.severity == CATALOGUE[code].severity
    readable(found)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_good_example_is_free_of_the_message(code: str) -> None:
    assert code not in codes(EXAMPLES[code].good)


@pytest.mark.parametrize("code", sorted(EXAMPLES))
def test_the_good_example_has_no_errors_at_all(code: str) -> None:
    assert [found_code for found_code in codes(EXAMPLES[code].good) if CATALOGUE[found_code].severity == "error"] == []


@pytest.mark.parametrize("code", sorted(ON_DISK))
def test_what_is_wrong_with_files_is_said_at_its_spot(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if code == "EW108":
        monkeypatch.setattr(limits, "FILES", 3)
    monkeypatch.setattr(limits, "COMPARED_FIGURES", 20)
    monkeypatch.setattr(limits, "CLOSELY_READ", 200_000)  # the real limit takes seconds to come to
    make, file, line, column = ON_DISK[code]
    pack = make(tmp_path)
    story, found = examine(pack)
    about_a_translation = code == "EW114"
    keeps_nobody_from_playing = code.startswith("EW7") or about_a_translation or CATALOGUE[code].severity == "warning"
    assert (story is not None) == keeps_nobody_from_playing
    assert [(finding.code, *finding.spot) for finding in found] == [(code, file.format(pack=pack), line, column)]
    readable(found[0])


def test_a_whole_folder_has_none_of_these(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(GOOD)
    story, found = examine(tmp_path)
    assert story is not None
    assert found == ()


def test_codes_and_names_are_unlike() -> None:
    assert len({entry.name for entry in CATALOGUE.values()}) == len(CATALOGUE)
    assert all(code == entry.code for code, entry in CATALOGUE.items())
