"""`new translation`: every text that is still to be translated, with its original exactly as it is read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game.author.new.asking import NotWritten
from game.author.new.new_translation import new_translation
from game.author.new.translation_lines import Translation, translation_lines
from game.cli import main
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather
from game.story.compile.shown_texts import Plain, ShownText, plain_text, texts_to_translate
from game.story.packs import examine, load
from game.story.refusals import PackError
from game.story.source.file_findings import read_files
from game.story.source.pack_files import PackFile
from game.story.source.yaml_quoting import exactly
from game.story.source.yaml_reader import without_control_characters
from game.support.safe_text import is_blank
from tests.author.asked import NOBODY, Typist

HARBOUR = Path(__file__).parent.parent / "packs" / "harbour"
MISSING = "EW601"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HARBOUR, "harbour", ignore=shutil.ignore_patterns("fr*.yaml"))


def written(pack: str = "harbour", code: str = "fr") -> str:
    return Path(pack, code, "texts.yaml").read_text("utf-8")


def needed_in(folder: str) -> list[ShownText]:
    return texts_to_translate(gather(read_files(Path(folder), Diagnostics()), Diagnostics()))


def filled(catalogue: str) -> str:
    """The catalogue with each text translated by itself."""
    return re.sub(
        r"^( *)was:((?:.*)(?:\n(?:\1 +.*)?(?=\n))*)\n\1text:.*$", r"\1was:\2\n\1text:\2", catalogue, flags=re.MULTILINE
    )


def codes() -> list[str]:
    """The codes of all findings but one: where texts are translated by themselves, the disclaimer is not in French."""
    return [finding.code for finding in examine("harbour")[1] if finding.code != "EW913"]


def test_it_has_every_text_and_only_what_is_still_to_be_written_is_found() -> None:
    lines = new_translation("harbour", "fr", None, NOBODY)
    count = len(needed_in("harbour"))
    assert lines[:2] == [
        "Written: harbour/fr/texts.yaml",
        f"{count} texts added; 0 translated before, 0 still empty, 0 stale.",
    ]
    (finding,) = examine("harbour")[1]
    assert finding.message.startswith(f"Français: {count} of {count} texts are not translated yet")
    assert load("harbour", "fr").languages == {"fr": "Français"}


def test_filled_in_nothing_is_missing_stale_or_without_an_original() -> None:
    new_translation("harbour", "fr", None, NOBODY)
    Path("harbour/fr/texts.yaml").write_text(filled(written()), "utf-8")
    assert codes() == []


def test_every_original_is_read_back_exactly_as_it_is() -> None:
    new_translation("harbour", "fr", None, NOBODY)
    (file,) = gather(read_files(Path("harbour"), Diagnostics()), Diagnostics()).languages["fr"]
    assert {id_.value: plain_text(text.was) for id_, text in file.texts} == {
        passage.id: passage.text for passage in needed_in("harbour")
    }


def test_an_existing_file_keeps_every_byte_and_gets_what_is_new() -> None:
    new_translation("harbour", "fr", None, NOBODY)
    mine = filled(written()).replace("\n", "\r\n") + "# a note of mine\r\n"
    Path("harbour/fr/texts.yaml").write_bytes(mine.encode())
    with Path("harbour/places.yaml").open("a") as file:
        file.write("  rope: { name: a rope, at: pier }\n")
    lines = new_translation("harbour", "fr", None, NOBODY)
    after = Path("harbour/fr/texts.yaml").read_bytes().decode()
    added = "\r\n  items.rope.name:\r\n    was: a rope\r\n    text:\r\n"
    assert added in after
    assert after.replace(added, "") == mine
    assert lines[1].startswith("1 text added;")
    assert codes() == [MISSING]


def test_a_text_that_was_changed_since_is_left_alone_and_named() -> None:
    new_translation("harbour", "fr", None, NOBODY)
    Path("harbour/fr/texts.yaml").write_text(filled(written()), "utf-8")
    places = Path("harbour/places.yaml")
    places.write_text(places.read_text("utf-8").replace("name: The pier", "name: The long pier"), "utf-8")
    before = written()
    lines = new_translation("harbour", "fr", None, NOBODY)
    assert written() == before
    assert lines[0].endswith(" 0 still empty, 1 stale.")
    assert lines[1].startswith("Stale: ")
    assert lines[1].endswith("The first is places.pier.name.")


def test_when_all_is_done_it_says_so() -> None:
    new_translation("harbour", "fr", None, NOBODY)
    Path("harbour/fr/texts.yaml").write_text(filled(written()), "utf-8")
    assert new_translation("harbour", "fr", None, NOBODY)[1] == (
        "The language is complete: eightwings play harbour --language fr"
    )


def test_the_one_file_of_a_language_is_extended_wherever_it_is() -> None:
    patois = "language: fr\nname: Patois\ntexts:\n  places.pier.name: { was: The pier, text: La jetée }\n"
    Path("harbour/french.yaml").write_text(patois, "utf-8")
    lines = new_translation("harbour", "fr", None, NOBODY)
    assert lines[0] == "Written: harbour/french.yaml"
    assert not Path("harbour/fr").exists()
    assert load("harbour", "fr").places["pier"].name == "La jetée"


def test_of_several_files_the_one_named_for_the_language_is_extended() -> None:
    for name, id_, was in (("fr", "places.pier.name", "The pier"), ("more", "places.quay.name", "The quay")):
        Path(f"harbour/{name}.yaml").write_text(
            f"language: fr\nname: Patois\ntexts:\n  {id_}:\n    was: {was}\n    text: Ici\n", "utf-8"
        )
    assert new_translation("harbour", "fr", None, NOBODY)[0] == "Written: harbour/fr.yaml"


def test_beside_several_files_of_a_language_there_is_a_new_one() -> None:
    for number, (id_, was) in enumerate([("places.pier.name", "The pier"), ("places.quay.name", "The quay")]):
        Path(f"harbour/{number}.yaml").write_text(
            f"language: fr\nname: Patois\ntexts:\n  {id_}: {{ was: {was}, text: Ici }}\n", "utf-8"
        )
    lines = new_translation("harbour", "fr", None, NOBODY)
    assert lines[0] == "Written: harbour/fr/texts.yaml"
    assert "name: Patois\n" in written()
    assert "places.pier.name" not in written()


def test_the_name_of_a_language_is_known_given_or_asked_for() -> None:
    new_translation("harbour", "nl", None, NOBODY)
    new_translation("harbour", "rm", "Rumantsch", NOBODY)
    new_translation("harbour", "gsw", None, Typist("Schwiizerdütsch"))
    languages = load("harbour").languages
    assert languages == {"gsw": "Schwiizerdütsch", "nl": "Nederlands", "rm": "Rumantsch"}


def test_a_pack_that_is_one_file_is_told_how_to_become_a_folder() -> None:
    Path("one.yaml").write_text("pack: One\nscenes: { a: { text: A. } }\n", "utf-8")
    with pytest.raises(NotWritten, match=r"mkdir one\n.*\n  eightwings new translation one fr\Z"):
        new_translation("one.yaml", "fr", None, NOBODY)
    assert not Path("one").exists()


def test_a_code_that_is_none_is_refused_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "translation", "harbour", "French", "--yes"]) == 2
    assert capsys.readouterr().err.startswith(
        "“French” is not the tag of a language. Did you mean `fr`? Write two or three letters, for example `fr`;"
    )


def test_a_tag_is_written_in_its_usual_spelling() -> None:
    assert new_translation("harbour", "PT_br", None, NOBODY)[0] == "Written: harbour/pt-BR/texts.yaml"
    assert load("harbour").languages == {"pt-BR": "Português"}


def test_a_pack_with_errors_is_mended_first() -> None:
    Path("harbour/fr.yaml").write_text("language: fr\nname: Français\ntexts: {\n", "utf-8")
    with pytest.raises(PackError):
        new_translation("harbour", "fr", None, NOBODY)


def test_texts_in_braces_are_not_touched() -> None:
    braces = "language: fr\nname: Français\ntexts: { places.pier.name: { was: The pier, text: La jetée } }\n"
    Path("harbour/fr.yaml").write_text(braces, "utf-8")
    with pytest.raises(NotWritten, match="has its texts in braces"):
        new_translation("harbour", "fr", None, NOBODY)
    assert Path("harbour/fr.yaml").read_text("utf-8") == braces


def test_nothing_is_added_to_a_pack_that_comes_with_the_game() -> None:
    with pytest.raises(NotWritten, match="comes with the game"):
        new_translation("hq", "fr", None, NOBODY)


#: What a story file can hold; `\r` and the like only in double quotes, with a backslash.
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn"]) | st.sampled_from(
    list(" \n\n\t\r\x85\u2028\u2029\xa0*{}[]|\\:'\"#-,&!%@`>?")
)
WORDS = st.text(SIGNS, min_size=1, max_size=150).filter(
    lambda text: not is_blank(text) and text == without_control_characters(text)  # all others are refused
)


@settings(deadline=None)
@given(
    st.one_of(
        WORDS,
        st.lists(WORDS, min_size=1, max_size=4),
        st.dictionaries(WORDS, WORDS, min_size=1, max_size=3),
    )
)
@example("One line.\n")
@example("ines: one\n\n  two\n")
@example("x" * 100)
@example("x" * 100 + "\n\n")
@example("a\n---\n# b\n...\n")
def test_any_text_at_all_is_read_back_exactly(text: Plain) -> None:
    content = "\n".join(f"  {line}".rstrip(" ") for line in translation_lines([Translation("a.b", text)]).split("\n"))
    file = PackFile("fr.yaml", f"language: fr\nname: Français\ntexts:\n{content}\n".encode())
    found = Diagnostics()
    (read,) = gather((file,), found).languages["fr"]
    ((_, entry),) = read.texts
    assert plain_text(entry.was) == text
    assert entry.text is None
    assert not found.has_errors


def test_a_long_text_is_a_block_and_a_short_one_is_not() -> None:
    assert exactly("word " * 20 + "end", 4).startswith("|-\n    word")
    assert exactly("Two.\nLines.\n", 4) == "|\n    Two.\n    Lines."
    assert exactly("Short, and plain.", 4) == "Short, and plain."
    assert exactly("Short, and plain.") == '"Short, and plain."'
