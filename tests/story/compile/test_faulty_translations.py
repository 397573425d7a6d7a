"""A fault in a translation blocks neither the original, nor the other languages, nor what is sound in its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import begin, options
from game.engine.rendering import render_words
from game.story.catalogue import CATALOGUE
from game.story.catalogue.diagnostics import Diagnostic
from game.story.compile.translation_files import is_translation
from game.story.model.story import Story
from game.story.packs import examine, load
from game.story.refusals import PackError
from game.support import limits

PACK = """\
pack: The kiosk
scenes:
  s:
    text: The kiosk is open.
    choices:
      - { choose: Buy a paper, text: You buy it., stay: true }
      - { choose: Go home, end: e }
endings: { e: Done. }
questions:
  q:
    text: What is sold?
    because: It says so.
    cites: todo
    answers: [{ right: Papers }, { wrong: Pears }, { wrong: Plums }]
  z: { text: Which comes first?, because: Look., cites: todo, order: [morning, evening] }
  s: { text: Sort it., because: Look., cites: todo, sort: { It rained: past, It will: future } }
  w: { text: Strike it., because: Look., cites: todo, strike: "A [big] [!red] [kiosk].", feedback: { big: It is big. } }
"""
FRENCH = "language: fr\nname: Français\ntexts:\n  scenes.s.text: { was: The kiosk is open., text: Le kiosque. }\n"
GERMAN = """\
language: de
name: Deutsch
texts:
  scenes.s.text:
    was: The kiosk is open.
    text: Der Kiosk ist offen.
  scenes.s/buy_a_paper.choose:
    was: Buy a paper
    text: Eine Zeitung kaufen
  scenes.s/go_home.choose:
    was: Go home
    text: Nach Hause
"""


def packed(folder: Path, german: str | bytes, file: str = "de/t.yaml") -> Path:
    (folder / "de").mkdir()
    (folder / "p.yaml").write_text(PACK, "utf-8")
    (folder / "fr.yaml").write_text(FRENCH, "utf-8")
    (folder / file).write_bytes(german if isinstance(german, bytes) else german.encode())
    return folder


def first_text(story: Story) -> str:
    begun = begin(story)
    text = next(event.text for event in begun.events if hasattr(event, "text"))
    return render_words(story, text, begun.state.memory, 0)


def labels(story: Story) -> list[str]:
    state = begin(story).state
    return [render_words(story, option.label, state.memory, 0) for option in options(story, state) if option.label]


def errors(pack: Path) -> list[Diagnostic]:
    return [finding for finding in examine(pack)[1] if finding.severity == "error"]


FAULTS = {
    "a text that cannot be read": (GERMAN.replace("Der Kiosk ist offen", '"Der {Kiosk"').replace('".', '."'), "EW501"),
    "a file that cannot be read": (GERMAN.replace("text: Der", 'text: "Der'), "EW125"),
    "a tag that is none": (GERMAN.replace("language: de", "language: Deutsch"), "EW605"),
    "a first line misspelt": (GERMAN.replace("language: de", "langauge: de"), "EW"),
    "no first line": (GERMAN.replace("language: de\n", ""), "EW"),
    "a missing key": (GERMAN.replace("    was: Buy a paper\n", ""), "EW"),
    "an unknown key": (GERMAN.replace("was: Buy", "war: Buy"), "EW"),
    "in another encoding": (GERMAN.encode("utf-16"), "EW104"),
    "in Latin 1": (GERMAN.replace("Nach", "Zurück nach").encode("latin-1"), "EW104"),
    "a question twice the same answer": (
        GERMAN
        + "  questions.q/papers.right: { was: Papers, text: Birnen }\n"
        + "  questions.q/pears.wrong: { was: Pears, text: Birnen }\n",
        "EW7",
    ),
    "nothing but a key": ("language: de\nname: Deutsch\ntexts: {\n", "EW136"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_one_language_blocks_no_other(fault: str, tmp_path: Path) -> None:
    german, code = FAULTS[fault]
    pack = packed(tmp_path, german)
    assert labels(load(pack)) == ["Buy a paper", "Go home"]
    assert load(pack, "fr").language == "fr"
    assert [finding for finding in errors(pack) if finding.code.startswith(code)]
    assert {finding.spot.file for finding in errors(pack)} <= {"de/t.yaml"}


def test_a_file_that_cannot_be_opened_blocks_only_its_language(tmp_path: Path) -> None:
    pack = packed(tmp_path, GERMAN)
    (pack / "de" / "more.yaml").symlink_to(pack / "gone.yaml")
    assert labels(load(pack)) == ["Buy a paper", "Go home"]
    assert labels(load(pack, "de")) == ["Eine Zeitung kaufen", "Nach Hause"]
    assert [finding.code for finding in errors(pack)] == ["EW103"]


@pytest.mark.parametrize("file", ["de/t.yaml", "pt-BR.yaml"])
def test_a_file_that_is_too_large_blocks_only_its_language(file: str, tmp_path: Path) -> None:
    pack = packed(tmp_path, GERMAN, "de/other.yaml" if file != "de/t.yaml" else file)
    (pack / file).write_bytes(b"#" * (limits.FILE_BYTES + 1))
    assert labels(load(pack)) == ["Buy a paper", "Go home"]
    assert [(finding.code, finding.spot.file) for finding in errors(pack)] == [("EW106", file)]


def test_what_is_sound_is_used_beside_a_text_that_is_not(tmp_path: Path) -> None:
    german = GERMAN.replace("text: Eine Zeitung kaufen", 'text: "Eine {Zeitung"')
    assert labels(load(packed(tmp_path, german), "de")) == ["Buy a paper", "Nach Hause"]


def test_what_is_sound_is_used_beside_an_entry_without_its_original(tmp_path: Path) -> None:
    german = GERMAN.replace("    was: Buy a paper\n", "")
    assert labels(load(packed(tmp_path, german), "de")) == ["Buy a paper", "Nach Hause"]


def test_each_fault_of_a_language_is_told(tmp_path: Path) -> None:
    german = GERMAN.replace("text: Eine Zeitung kaufen", 'text: "Eine {Zeitung"').replace("Nach Hause", '"{Nach"')
    assert [(finding.code, finding.spot.line) for finding in errors(packed(tmp_path, german))] == [
        ("EW501", 9), ("EW501", 12),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "was", "text"),
    [
        ("questions.z.order", "[morning, evening]", "[Morgen]"),
        ("questions.s.sort", "{ It rained: past, It will: future }", "{ Es regnete: früher, Es wird: früher }"),
        ("questions.s.sort", "{ It rained: past, It will: future }", "{ Es regnete: früher }"),
        ("questions.w.strike", '"A [big] [!red] [kiosk]."', '"Ein [großer] Kiosk."'),
        ("questions.w.strike", '"A [big] [!red] [kiosk]."', '"Ein [großer] [roter] [Kiosk]."'),
        ("questions.q.text", "What is sold?", "{ a: b }"),
    ],
)
def test_a_translation_that_does_not_fit_leaves_the_original(id_: str, was: str, text: str, tmp_path: Path) -> None:
    pack = packed(tmp_path, f"{GERMAN}  {id_}: {{ was: {was}, text: {text} }}\n")
    story = load(pack, "de")
    assert labels(story) == ["Eine Zeitung kaufen", "Nach Hause"]
    assert repr(story.questions) == repr(load(pack).questions)


def test_a_fault_that_shows_only_in_the_original_leaves_out_what_brought_it_about(tmp_path: Path) -> None:
    """The words that are struck are translated, and what is told on one of them is not."""
    strike = '  questions.w.strike: { was: "A [big] [!red] [kiosk].", text: "Ein [großer] [!roter] [Kiosk]." }\n'
    story = load(packed(tmp_path, GERMAN + strike), "de")
    assert labels(story) == ["Eine Zeitung kaufen", "Nach Hause"]
    assert [answer.words for answer in story.questions["w"].answers] == ["big", "red", "kiosk"]


def test_the_answers_that_are_words_have_the_same_ids_in_every_language(tmp_path: Path) -> None:
    """A play records them, and goes on in another language."""
    more = (
        '  questions.w.strike: { was: "A [big] [!red] [kiosk].", text: "Ein [großer] [!roter] [Kiosk]." }\n'
        "  questions.w.feedback: { was: { big: It is big. }, text: { großer: Er ist groß. } }\n"
        "  questions.p.poll: { was: [Yes, No], text: [Ja, Nein] }\n"
        '  questions.v.word: { was: "It [is|was] open.", text: "Er [ist|war] offen." }\n'
    )
    pack = packed(tmp_path, GERMAN + more)
    questions = "  p: { text: What?, cites: todo, poll: [Yes, No] }\n"
    questions += '  v: { text: Which?, because: So., cites: todo, word: "It [is|was] open." }\n'
    (pack / "p.yaml").write_text(PACK + questions, "utf-8")
    german, english = load(pack, "de"), load(pack)
    assert [answer.words for answer in german.questions["w"].answers] == ["großer", "roter", "Kiosk"]
    for id_, ids in {"w": ["big", "red", "kiosk"], "p": ["yes", "no"], "v": ["is", "was"]}.items():
        for story in (german, english):
            assert [answer.id for answer in story.questions[id_].answers] == ids


def test_a_fault_in_the_story_still_blocks_it_in_every_language(tmp_path: Path) -> None:
    pack = packed(tmp_path, GERMAN)
    (pack / "p.yaml").write_text(PACK.replace("end: e", "end: nowhere"), "utf-8")
    for language in ("", "de", "fr"):
        with pytest.raises(PackError):
            load(pack, language)


def test_an_unknown_id_in_the_story_is_not_excused_by_a_broken_translation(tmp_path: Path) -> None:
    pack = packed(tmp_path, "language: de\nname: Deutsch\ntexts: {\n")
    (pack / "p.yaml").write_text(PACK.replace("end: e", "end: nowhere"), "utf-8")
    assert "EW301" in {finding.code for finding in errors(pack)}


def test_an_unknown_id_in_the_story_is_not_excused_by_a_translation_that_cannot_be_opened(tmp_path: Path) -> None:
    pack = packed(tmp_path, GERMAN)
    (pack / "de" / "more.yaml").symlink_to(pack / "gone.yaml")
    (pack / "p.yaml").write_text(PACK.replace("end: e", "end: nowhere"), "utf-8")
    assert {"EW103", "EW301"} <= {finding.code for finding in errors(pack)}


def test_a_warning_that_a_pack_takes_for_an_error_blocks_nothing_in_a_translation(tmp_path: Path) -> None:
    pack = packed(tmp_path, GERMAN)
    (pack / "p.yaml").write_text(f"{PACK}checks: {{ missing-translation: error }}\n", "utf-8")
    assert labels(load(pack, "de"))[0] == "Eine Zeitung kaufen"
    assert [finding.severity for finding in examine(pack)[1] if finding.code == "EW601"] == ["error", "error"]


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        (GERMAN, True),
        ("\ufeff# A note.\n---\nname: Deutsch\nlanguage: de\n", True),
        ("'language': de\ntexts: {}\n", True),
        ("  language: de\n  name: Deutsch\n", True),
        ("{ language: de, name: Deutsch, texts: {} }", True),
        ("texts:\n  scenes.s.text: { was: A, text: B }\n", True),
        ("language: de\npack: Der Kiosk\n", False),
        ("{ language: de, pack: Der Kiosk }", False),
        ("scenes:\n  language: { text: Words., end: e }\n", False),
        ("scenes:\n  s: { text: Words., end: e }\ntexts: none\n", False),
        ("# language: de\nplaces: {}\n", False),
        ("scene: language\ntext: What is the language?\n", False),
        ("", False),
    ],
)
def test_a_file_with_translations_is_told_by_its_keys(content: str, is_one: bool) -> None:
    assert is_translation(content.encode()) is is_one


def test_no_example_of_a_fault_in_a_translation_blocks_the_story() -> None:
    assert {code for code in CATALOGUE if code.startswith("EW6")} >= {"EW601", "EW602", "EW603", "EW604", "EW605"}
