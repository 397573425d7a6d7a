"""PO files: every text of a pack out and in again, and whatever a translator or a tool may have made of them."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.author.new.asking import NotWritten
from game.author.translators import po_import
from game.author.translators.po_export import PoExport, export_po
from game.author.translators.po_files import PoContent, PoEntry, po_text, read_po
from game.author.translators.po_import import PoImport, import_po
from game.cli import main
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather
from game.story.compile.shown_texts import Plain, compared_form, plain_text
from game.story.compile.translation import entries_by_id
from game.story.packs import examine, load
from game.story.refusals import PackError
from game.story.source.file_findings import read_files
from game.story.source.library import PACKS
from game.support import limits

HARBOUR = Path(__file__).parents[2] / "packs" / "harbour"
HEAD = 'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
PIER = 'msgctxt "places.pier.name"\nmsgid "The pier"\nmsgstr "{}"\n\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(HARBOUR, "harbour")
    return tmp_path


def contents(folder: str = "harbour") -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(Path(folder).rglob("*.yaml"))}


def translations(folder: str = "harbour", language: str = "fr") -> dict[str, tuple[Plain, Plain | None]]:
    found = gather(read_files(Path(folder), Diagnostics()), Diagnostics()).languages.get(language, ())
    return {
        id_: (plain_text(entry.was), plain_text(entry.text) if entry.text is not None else None)
        for id_, (_, entry) in entries_by_id(found).items()
    }


def exported(folder: str = "harbour", language: str = "fr") -> Path:
    file = Path(f"{language}.po")
    export_po(PoExport(folder, language, file, force=True))
    return file


def imported(file: Path | str, folder: str = "harbour", language: str = "") -> list[str]:
    return import_po(PoImport(Path(file), folder, language)).lines


def edited(change: Callable[[str], str]) -> Path:
    file = exported()
    file.write_text(change(file.read_text("utf-8")), "utf-8")
    return file


def written(text: str | bytes, name: str = "mine.po") -> Path:
    file = Path(name)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def words(entry: tuple[Plain, Plain | None]) -> tuple[object, object]:
    """An entry as it counts: of the original without its line breaks, of the translation without the last ones."""
    was, text = entry
    if isinstance(text, dict):
        return compared_form(was), {left: right.rstrip("\n") for left, right in text.items()}
    return compared_form(was), text.rstrip("\n") if isinstance(text, str) else text


def without_french() -> None:
    for file in Path("harbour").glob("fr*.yaml"):
        file.unlink()


def said(text: str) -> str:
    return f"{HEAD}{PIER.format(text)}"


def test_a_file_that_comes_back_as_it_went_changes_no_byte() -> None:
    before = contents()
    lines = imported(exported())
    assert contents() == before
    assert re.fullmatch(r"fr: 0 translations taken; \d+ as before, 0 empty, 0 fuzzy, 0 left out\.", lines[0])


@pytest.mark.parametrize("pack", ["harbour", "first-scene"])
def test_every_translation_comes_back_into_a_pack_that_has_none(pack: str) -> None:
    if pack != "harbour":
        shutil.copytree(PACKS / pack, pack, ignore=shutil.ignore_patterns(".*"))
    file = exported(pack)
    before, text = translations(pack), file.read_text("utf-8")
    for path in [*Path(pack).glob("fr*.yaml"), *Path(pack).glob("fr/*.yaml")]:
        path.unlink()
    imported(file, pack)
    after = translations(pack)
    assert {id_: entry for id_, entry in before.items() if words(entry) != words(after.get(id_, entry))} == {}
    assert before.keys() - after.keys() <= {id_ for id_ in before if id_.endswith(".as_of")}
    assert exported(pack).read_text("utf-8") == text
    assert [finding for finding in examine(pack)[1] if finding.code.startswith("EW6")] == []


def test_other_tools_read_it(tmp_path: Path) -> None:
    if shutil.which("msgfmt") is None:
        pytest.skip("there is no msgfmt here")
    command = ["msgfmt", "--check-format", "-o", "/dev/null", str(exported())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_entry_says_what_it_is_where_it_stands_and_who_speaks() -> None:
    text = exported().read_text("utf-8")
    entry = text[: text.index('msgctxt "people.ines.asked_about [1] right"')].rsplit("\n\n", 1)[1]
    assert "#. person ines (“Ines Moreau”)\n" in entry
    assert "#. `ines:` is said by Ines Moreau; it stays as it is.\n" in entry
    assert re.search(r"^#: people\.yaml:\d+$|^#: places\.yaml:\d+$", entry, re.MULTILINE)


def test_a_language_that_the_pack_has_not_is_exported_empty() -> None:
    lines = export_po(PoExport("harbour", "de_at", None))
    assert lines[0].startswith("Written: harbour-de-AT.po: 144 entries, 0 translated")
    content = read_po(Path("harbour-de-AT.po"))
    assert (content.language, content.name) == ("de-AT", "Deutsch")
    assert {entry.translation for entry in content.entries} == {""}


def test_a_stale_translation_is_fuzzy_and_says_of_which_original_it_is() -> None:
    places = Path("harbour/places.yaml")
    places.write_text(places.read_text("utf-8").replace("name: The pier", "name: The long pier"), "utf-8")
    (entry,) = [entry for entry in read_po(exported()).entries if entry.is_fuzzy]
    assert (entry.context, entry.original, entry.translation, entry.previous) == (
        "places.pier.name", "The long pier", "La jetée", "The pier",
    )  # fmt: skip
    before = contents()
    imported(exported())
    assert contents() == before
    edited_file = exported()
    text = edited_file.read_text("utf-8").replace('#, fuzzy\n#| msgid "The pier"\n', "")
    edited_file.write_text(text.replace('msgstr "La jetée"', 'msgstr "La longue jetée"'), "utf-8")
    imported(edited_file)
    assert translations()["places.pier.name"] == ("The long pier", "La longue jetée")


def test_one_change_changes_one_text_and_no_other_byte() -> None:
    before = contents()
    lines = imported(edited(lambda text: text.replace('msgstr "La jetée"', 'msgstr "L’embarcadère"')))
    after = contents()
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["harbour/fr.yaml"]
    line = '"L’embarcadère"' if '"L’embarcadère"'.encode() in after["harbour/fr.yaml"] else "L’embarcadère"
    assert after["harbour/fr.yaml"] == before["harbour/fr.yaml"].replace("La jetée\n".encode(), f"{line}\n".encode(), 1)
    assert "1 translation taken" in lines[1]
    assert load("harbour", "fr").places["pier"].name == "L’embarcadère"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_comments_and_line_ends_around_a_changed_text_stay(line_end: str) -> None:
    french = (
        "# The first.\nlanguage: fr\nname: Français\ntexts:\n"
        "  # Before.\n  places.pier.name:\n    was: The pier\n    text: La jetée\n\n  # Of the quay.\n"
        "  places.quay.name: { was: The quay, text: Le quai }\n# At the end.\n"
    ).replace("\n", line_end)
    without_french()
    Path("harbour/fr.yaml").write_bytes(french.encode())
    imported(written(HEAD + PIER.format("Le ponton") + PIER.replace("pier", "quay").format("Les quais")))
    expected = french.replace("text: La jetée", "text: Le ponton").replace(
        "places.quay.name: { was: The quay, text: Le quai }",
        f"places.quay.name:{line_end}    was: The quay{line_end}    text: Les quais",
    )
    assert Path("harbour/fr.yaml").read_bytes().decode() == expected


def test_an_empty_translation_takes_nothing_away() -> None:
    before = contents()
    assert ", 1 empty, " in imported(written(said("")))[0]
    assert contents() == before


def test_parts_come_back_in_their_order_and_a_text_needs_all_of_them() -> None:
    def tides(*words: str) -> str:
        return HEAD + "".join(
            f'msgctxt "questions.tides.order [{number}]"\nmsgid "{was}"\nmsgstr "{text}"\n\n'
            for number, (was, text) in enumerate(zip(("slack water", "flood", "ebb"), words, strict=True), 1)
        )

    imported(written(tides("un", "deux", "trois")))
    assert translations()["questions.tides.order"][1] == ["un", "deux", "trois"]
    lines = imported(written(tides("un", "", "quatre")))
    assert lines[1] == (
        "  mine.po:4: Only 2 of 3 parts of `questions.tides.order` are translated, and it needs all of them."
    )
    assert translations()["questions.tides.order"][1] == ["un", "deux", "trois"]


def test_right_answers_may_be_more_in_another_language() -> None:
    entry = (
        'msgctxt "questions.pilot_name.answer"\nmsgid "Jan Roos\\nRoos"\nmsgstr "Jan Roos\\nRoos\\n\\nle pilote Roos"\n'
    )
    imported(written(HEAD + entry))
    assert translations()["questions.pilot_name.answer"][1] == ["Jan Roos", "Roos", "le pilote Roos"]


def test_an_original_that_changed_since_makes_a_stale_translation_and_replaces_none_of_today() -> None:
    old = HEAD + PIER.replace("The pier", "The old pier").format("La vieille jetée")
    before = contents()
    lines = imported(written(old))
    assert lines[1] == (
        "  mine.po:4: `places.pier.name` was changed since, and the pack has a translation of what it says now."
    )
    assert contents() == before
    without_french()
    assert "1 of them is of an original that has changed since" in imported(written(old))[2]
    assert translations()["places.pier.name"] == ("The old pier", "La vieille jetée")
    assert load("harbour", "fr").places["pier"].name == "The pier"


def test_a_translation_with_an_error_is_left_out_and_the_others_are_taken() -> None:
    scene = 'msgctxt "places.quay.glance"\nmsgid "The quay, {as before|as ever}."\nmsgstr "Le quai, {comme"\n\n'
    lines = imported(written(HEAD + PIER.format("Le ponton") + scene))
    assert translations()["places.pier.name"][1] == "Le ponton"
    assert translations()["places.quay.glance"][1] == "Le quai, {comme avant|comme toujours}."
    assert lines[2].startswith("  mine.po:8: `places.quay.glance`: The `{` here is not closed in")
    assert main(["import", "mine.po", "--into", "harbour"]) == 1


def test_what_says_something_else_than_the_original_is_taken_and_told() -> None:
    was = "The harbour bell weighs 80 kilograms."
    text = f'msgctxt "facts.bell_weight.states"\nmsgid "{was}"\nmsgstr "La cloche pèse 90 kilos."\n'
    lines = imported(written(HEAD + text))
    assert lines[-1] == "3 findings are new with them; see: eightwings check harbour"


def test_a_tool_that_adds_a_country_means_the_language_of_the_pack() -> None:
    imported(written(said("Le ponton").replace("Language: fr", "Language: fr_FR")))
    assert translations()["places.pier.name"][1] == "Le ponton"


def test_nothing_is_written_on_a_dry_run(capsys: pytest.CaptureFixture[str]) -> None:
    before = contents()
    assert main(["import", str(written(said("Le ponton"))), "--into", "harbour", "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("Would be written: harbour/fr.yaml\nfr: 1 translation taken;")
    assert contents() == before


HOSTILE = {
    "nothing": ("", "mine.po is empty."),
    "not a PO file": ("Hello.\n", "mine.po:1: this is no line of a PO file."),
    "another encoding": (said("La jetée").encode("latin-1"), "mine.po:6:15: this is not UTF-8."),
    "another charset": (said("x").replace("UTF-8", "ISO-8859-2"), "mine.po says that it is in ISO-8859-2."),
    "UTF-16": (said("x").encode("utf-16"), "mine.po:1:1: this is not UTF-8."),
    "too large": ("#" * (limits.FILE_BYTES + 1), f"mine.po has {limits.FILE_BYTES + 1:,} bytes;"),
    "no end": (said("x").replace('msgstr "x"', 'msgstr "x'), "mine.po:6: this is no line of a PO file."),
    "a quotation mark": (said('a"b'), "mine.po:6: this is no line of a PO file."),
    "an escape that is none": (said("a\\qb"), "mine.po:6: a backslash before “q” means nothing here."),
    "a text without an end": (said('"\n"'.join(["abcdefgh"] * 30_000)), "mine.po:13339: here a text becomes longer"),
    "an order of its own": ('msgstr "a"\nmsgid "b"\n', "mine.po:1: no PO file goes on like this."),
    "no header": (PIER.format("x"), "mine.po does not say in which language its translations are"),
    "a language that is none": (
        said("x").replace("Language: fr", "Language: klingon"),
        "mine.po does not say in which",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_cannot_be_read_gets_a_sentence_with_its_place(kind: str) -> None:
    content, sentence = HOSTILE[kind]
    before = contents()
    with pytest.raises(NotWritten) as caught:
        imported(written(content))
    assert str(caught.value).startswith(sentence)
    assert contents() == before


LEFT_OUT = {
    "an unknown text": (
        HEAD + PIER.replace("places.pier.name", "places.peer.name").format("x"),
        "  mine.po:4: The pack has no text `places.peer.name`. Did you mean `places.pier.name`?",
    ),
    "a text twice": (
        HEAD + PIER.format("La jetée") + PIER.format("Le ponton"),
        "  mine.po:8: `places.pier.name` has another translation in line 4 already, and that one counts.",
    ),
    "no context": (
        HEAD + 'msgid "The pier"\nmsgstr "La jetée"\n',
        "  mine.po:4: The entry has no `msgctxt`, so it is not known which text it is.",
    ),
    "plurals": (
        HEAD + 'msgctxt "places.pier.name"\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n',
        "  mine.po:4: Packs have no plurals, so the forms of this entry are not taken.",
    ),
    "fuzzy without its original": (
        HEAD + "#, fuzzy\n" + PIER.format("Le ponton"),
        "  mine.po:4: `places.pier.name` is fuzzy and does not say of which original. Look at it, and take the mark "
        "away.",
    ),
    "a character that no text can hold": (
        said("a\x1b[31mb"),
        "  mine.po:4: The translation of `places.pier.name` has a character in it that no text can hold.",
    ),
    "orders to the terminal in a context": (
        HEAD + PIER.replace("places.pier.name", "\x1b]0;owned\x07").format("x"),
        "  mine.po:4: The pack has no text `",
    ),
}


@pytest.mark.parametrize("kind", LEFT_OUT)
def test_what_cannot_be_taken_is_named_with_its_line(kind: str) -> None:
    content, sentence = LEFT_OUT[kind]
    before = contents()
    lines = imported(written(content))
    assert lines[-1].startswith(sentence)
    assert "\x1b" not in lines[-1]
    assert contents() == before
    assert main(["import", "mine.po", "--into", "harbour"]) == 1


def test_the_same_text_twice_with_the_same_translation_is_no_matter() -> None:
    assert imported(written(HEAD + PIER.format("La jetée") * 2))[0].endswith("0 left out.")


def test_what_is_left_out_of_a_large_file_is_told_in_part() -> None:
    many = "".join(PIER.replace("pier", f"pier{number}").format("x") for number in range(3_000))
    lines = imported(written(HEAD + many))
    assert len(lines) == 202
    assert lines[-1] == "  … and 2,800 more."


def test_a_name_of_a_file_as_content_opens_no_other_file() -> None:
    Path("secret").write_text(said("Le ponton"), "utf-8")
    with pytest.raises(NotWritten):
        imported(written(str(Path("secret").resolve())))


def test_the_language_can_be_said_and_not_contradicted() -> None:
    imported(written(PIER.format("Le ponton")), language="FR")
    assert translations()["places.pier.name"][1] == "Le ponton"
    with pytest.raises(NotWritten, match="says that it is in `fr`, and --language says `de`"):
        imported(written(said("x")), language="de")
    with pytest.raises(NotWritten, match="is not the tag of a language"):
        imported(written(said("x")), language="French")


def test_when_one_file_cannot_be_written_none_is(monkeypatch: pytest.MonkeyPatch) -> None:
    without_french()
    for name, id_ in (("one", "pier"), ("two", "quay")):
        Path(f"harbour/{name}.yaml").write_text(
            f"language: fr\nname: Français\ntexts:\n  places.{id_}.name:\n    was: The {id_}\n    text: Ici\n", "utf-8"
        )
    before = contents()
    replace, written_files = po_import.replace, []

    def full(path: Path, was: bytes, content: bytes, root: Path | None) -> None:
        if len(written_files) == 1 and path.name not in written_files:
            raise NotWritten("The disk is full.")
        written_files.append(path.name)
        replace(path, was, content, root)

    monkeypatch.setattr(po_import, "replace", full)
    with pytest.raises(NotWritten, match="The disk is full"):
        imported(written(HEAD + PIER.format("Le ponton") + PIER.replace("pier", "quay").format("Les quais")))
    assert len(written_files) == 2
    assert contents() == before


def test_texts_in_braces_and_packs_with_faulty_translations_are_not_touched() -> None:
    without_french()
    braces = "language: fr\nname: Français\ntexts: { places.pier.name: { was: The pier, text: La jetée } }\n"
    Path("harbour/fr.yaml").write_text(braces, "utf-8")
    with pytest.raises(NotWritten, match="has its texts in braces"):
        imported(written(said("Le ponton")))
    Path("harbour/fr.yaml").write_text("language: fr\nname: Français\ntexts: {\n", "utf-8")
    with pytest.raises(PackError):
        imported(written(said("Le ponton")))


def test_a_pack_of_ours_and_a_pack_of_one_file_are_not_changed() -> None:
    with pytest.raises(NotWritten, match="comes with the game"):
        imported(written(said("x")), "first-scene")
    Path("one.yaml").write_text("pack: One\nscenes: { a: { text: A. } }\n", "utf-8")
    with pytest.raises(NotWritten, match="mkdir one"):
        imported(written(said("x")), "one.yaml")


def test_a_file_that_is_there_is_not_replaced_without_being_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.po").write_text("mine", "utf-8")
    assert main(["export", "harbour", "--to", "po", "--language", "fr", "--out", "mine.po"]) == 2
    assert "mine.po is there already" in capsys.readouterr().err
    assert Path("mine.po").read_text("utf-8") == "mine"
    assert main(["export", "harbour", "--to", "po", "--language", "fr", "--out", "mine.po", "--force"]) == 0
    assert main(["export", "harbour", "--to", "po", "--language", "fr", "--out", "."]) == 0
    assert Path("harbour-fr.po").read_text("utf-8") == Path("mine.po").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--to", "po"], "Say into which language the texts are translated"),
        (["--to", "po", "--language", "German"], "Did you mean `de`?"),
    ],
)
def test_the_command_says_what_it_needs(words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "harbour", *words]) == 2
    assert sentence in capsys.readouterr().err


SIGNS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cn"]) | st.sampled_from(
    list(' \n\n\t\\"{}[]|*:#,nrtq\x85\u2028\u2029\x0b\x0c\x1c')
)
WORDS = st.text(SIGNS, max_size=200).map(lambda text: text.replace("\r\n", "\n").replace("\r", "\n"))


@given(st.lists(st.tuples(WORDS.filter(bool), WORDS, st.booleans(), WORDS), min_size=1, max_size=5))
def test_whatever_words_are_written_are_read_again(entries: list[tuple[str, str, bool, str]]) -> None:
    made = tuple(
        PoEntry(
            f"scenes.a{number}.text",
            original,
            translation,
            fuzzy,
            previous if fuzzy else "",
            "A comment.",
            ("a.yaml", 1),
        )
        for number, (original, translation, fuzzy, previous) in enumerate(entries)
    )
    file = Path("drawn.po")
    file.write_bytes(po_text(PoContent("pt-BR", "Português", made), {"Project-Id-Version": "p"}, "Comment").encode())
    read = read_po(file)
    assert (read.language, read.name) == ("pt-BR", "Português")
    assert [entry[:5] for entry in read.entries] == [entry[:5] for entry in made]


@given(
    st.binary(max_size=300)
    | st.text(st.sampled_from(list('msgidctr "\\n\n#~|,.:[]01fuzy')), max_size=200).map(str.encode)
)
def test_whatever_bytes_a_file_has_there_is_a_sentence_or_content(content: bytes) -> None:
    file = Path("drawn.po")
    file.write_bytes(content)
    try:
        assert isinstance(read_po(file), PoContent)
    except NotWritten as error:
        assert str(error).endswith((".", '".'))
