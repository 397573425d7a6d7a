"""Packs in several languages: text by text, with the original where there is no translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine import begin, choose, options
from game.engine.rendering import render_words
from game.story.catalogue.diagnostics import Diagnostics
from game.story.compile.collecting import gather
from game.story.compile.shown_texts import texts, texts_to_translate
from game.story.model.story import Story
from game.story.model.yaml_nodes import Spot
from game.story.packs import load
from game.story.refusals import NoSuchLanguage
from game.story.source.file_findings import read_files
from game.story.source.library import find_pack
from game.story.source.pack_files import PackFile
from tests.conftest import PACKS
from tests.story.inline import codes, findings

HARBOUR = PACKS / "harbour"

PACK = """\
pack: The last biscuit
places:
  kitchen:
    name: The kitchen
    text: One plate.
    exits: { north: { to: hall, label: Leave, closed: Not yet. } }
  hall: { name: The hall }
scenes:
  plate:
    at: kitchen
    title: Look at the plate
    text: "A biscuit. {visits.plate > 1: Still.}"
    choices:
      - choose: Eat it
        id: eat
        end: crumbs
      - choose: Wait
        text: You wait.
        stay: true
endings:
  crumbs: { title: Crumbs, text: It was stale. }
measures: { hunger: { name: Hunger } }
wings: { home: At home }
"""
FRENCH = """\
language: fr
name: Français
texts:
  scenes.plate.title: { was: Look at the plate, text: Regarder l'assiette }
  scenes.plate/eat.choose: { was: Eat it, text: Le manger }
  scenes.plate/wait.choose: { was: Wait, text: Attendre }
  places.kitchen.exits.north.label: { was: Leave, text: Sortir }
  measures.hunger.name: { was: Hunger, text: Faim }
  pack.wings: { was: { home: At home }, text: { home: À la maison } }
"""


def story_in(folder: Path, language: str, french: str = FRENCH) -> Story:
    (folder / "pack.yaml").write_text(PACK, "utf-8")
    (folder / "fr.yaml").write_text(french, "utf-8")
    return load(folder, language)


def labels(story: Story) -> list[str]:
    state = begin(story).state
    return [render_words(story, option.label, state.memory, 0) for option in options(story, state) if option.label]


def test_every_text_that_players_read_has_an_id() -> None:
    defined = gather((PackFile("pack.yaml", PACK.encode()),), Diagnostics())
    assert [text.id for text in texts(defined)] == [
        "places.kitchen.name", "places.kitchen.text", "places.kitchen.exits.north.label",
        "places.kitchen.exits.north.closed", "places.hall.name", "scenes.plate.text", "scenes.plate/eat.choose",
        "scenes.plate/wait.text", "scenes.plate/wait.choose", "scenes.plate.title", "endings.crumbs.title",
        "endings.crumbs.text", "measures.hunger.name", "pack.pack", "pack.wings",
    ]  # fmt: skip


def test_every_pack_of_ours_can_be_translated() -> None:
    for pack in ("hq", "ministerial", "first-scene"):
        found = Diagnostics()
        assert len(texts(gather(read_files(find_pack(pack), found), found))) > 80


def test_ids_of_texts_are_unlike_in_a_pack_that_uses_everything() -> None:
    files = tuple(PackFile(path.name, path.read_bytes()) for path in sorted(HARBOUR.glob("*.yaml")))
    ids = [text.id for text in texts(gather(files, Diagnostics()))]
    assert len(ids) > 80
    assert len(set(ids)) == len(ids)


def test_a_pack_whose_answers_are_locked_has_the_same_texts() -> None:
    """`answers` of a pack says how they count: it is no list of answers, as that of a question is."""
    locked = PACK.replace("pack: The last biscuit\n", "pack: The last biscuit\nanswers: locked\n")
    assert locked != PACK
    defined, changed = (gather((PackFile("pack.yaml", text.encode()),), Diagnostics()) for text in (PACK, locked))
    assert [text.id for text in texts(changed)] == [text.id for text in texts(defined)]


def test_the_texts_of_a_language_stand_where_the_original_did(tmp_path: Path) -> None:
    story = story_in(tmp_path, "fr")
    assert labels(story) == ["Regarder l'assiette", "Sortir"]
    assert (story.measures["hunger"].name, story.wings["home"]) == ("Faim", "À la maison")
    assert (story.language, story.languages) == ("fr", {"fr": "Français"})


def test_what_is_not_translated_is_shown_as_it_was_written(tmp_path: Path) -> None:
    story = story_in(tmp_path, "fr")
    assert story.places["kitchen"].name == "The kitchen"
    assert story.endings["crumbs"].title == "Crumbs"


def test_a_translation_of_a_text_that_was_changed_since_rests(tmp_path: Path) -> None:
    story = story_in(tmp_path, "fr", FRENCH.replace("was: Leave", "was: Go away"))
    assert labels(story) == ["Regarder l'assiette", "Leave"]


def test_without_a_language_the_pack_is_as_it_was_written(tmp_path: Path) -> None:
    assert labels(story_in(tmp_path, "")) == ["Look at the plate", "Leave"]


def test_a_play_goes_on_in_another_language(tmp_path: Path) -> None:
    english, french = (story_in(tmp_path, language) for language in ("", "fr"))
    steps = ["scene:plate", "plate/wait", "plate/eat"]
    for story in (english, french):
        state = begin(story).state
        for step in steps:
            state = choose(story, state, step).state
        assert not options(story, state)


def test_what_is_missing_is_told_once_with_the_first_of_it() -> None:
    (finding,) = findings({"pack.yaml": PACK, "fr.yaml": FRENCH})
    assert (finding.code, finding.spot) == ("EW601", Spot("fr.yaml", 1, 11))
    assert finding.message == (
        "Français: 9 of 15 texts are not translated yet, and shown as written; the first is `places.kitchen.name`: "
        "“The kitchen”."
    )
    assert finding.mended == "  places.kitchen.name:\n    was: The kitchen\n    text: …"


def test_each_language_tells_what_is_missing_in_it() -> None:
    german = "language: de\nname: Deutsch\n"
    told = [finding.message for finding in findings({"pack.yaml": PACK, "fr.yaml": FRENCH, "de.yaml": german})]
    assert [message[:30] for message in told] == ["Deutsch: 15 of 15 texts are no", "Français: 9 of 15 texts are no"]


def test_a_text_still_to_be_written_counts_as_missing() -> None:
    french = FRENCH.replace("text: Regarder l'assiette", 'text: ""') + (
        "  places.kitchen.name: { was: The kitchen, text: La cuisine }\n"
        "  places.kitchen.text: { was: One plate., text: Une assiette. }\n"
        "  places.kitchen.exits.north.closed: { was: Not yet., text: Pas encore. }\n"
        "  places.hall.name: { was: The hall, text: L'entrée }\n"
        "  scenes.plate.text: { was: 'A biscuit. {visits.plate > 1: Still.}', text: Un biscuit. }\n"
        "  scenes.plate/wait.text: { was: You wait., text: Tu attends. }\n"
    )
    found = [finding for finding in findings({"pack.yaml": PACK, "fr.yaml": french}) if finding.code == "EW601"]
    assert [(finding.spot, finding.message[:25]) for finding in found] == [
        (Spot("fr.yaml", 4, 3), "Français: 4 of 15 texts a")
    ]


@pytest.mark.parametrize("tag", ["en-GB", "en-x-easy"])
def test_a_variety_of_the_packs_own_language_needs_only_what_differs(tmp_path: Path, tag: str) -> None:
    easy = f"language: {tag}\nname: Easier\ntexts:\n  scenes.plate.title: {{ was: Look at the plate, text: Look }}\n"
    assert labels(story_in(tmp_path, tag, easy)) == ["Look", "Leave"]
    assert "EW601" in codes({"pack.yaml": "language: fr\n" + PACK, "easy.yaml": easy})
    unnamed = PACK.replace("{ name: Hunger }", "{}")
    assert codes({"pack.yaml": unnamed, "easy.yaml": easy}) == codes(unnamed)


def test_line_breaks_make_no_translation_stale() -> None:
    folded = FRENCH.replace("was: Look at the plate,", 'was: "Look at\n\n    the plate",')
    assert "EW602" not in codes({"pack.yaml": PACK, "fr.yaml": folded})


def test_a_mistake_in_a_translation_is_named_in_its_file() -> None:
    french = FRENCH.replace("Le manger", '"Le {manger"')
    errors = [finding for finding in findings({"pack.yaml": PACK, "fr.yaml": french}) if finding.severity == "error"]
    assert [(finding.code, finding.spot.file, finding.spot.line) for finding in errors] == [("EW501", "fr.yaml", 5)]


def test_what_is_wrong_with_the_pack_is_said_once_however_many_languages_there_are() -> None:
    pack = PACK.replace("end: crumbs", "goto: nowhere")
    assert codes({"pack.yaml": pack, "fr.yaml": FRENCH}).count("EW301") == 1


def test_several_files_can_hold_the_texts_of_one_language(tmp_path: Path) -> None:
    more = "language: fr\nname: Français\ntexts:\n  places.hall.name: { was: The hall, text: L'entrée }\n"
    (tmp_path / "more.yaml").write_text(more, "utf-8")
    story = story_in(tmp_path, "fr")
    assert story.places["hall"].name == "L'entrée"
    assert labels(story)[0] == "Regarder l'assiette"


def test_a_language_that_there_is_not_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLanguage) as caught:
        story_in(tmp_path, "nl")
    assert str(caught.value) == "The pack has no texts in the language “nl”. It has: fr (Français)."


@pytest.mark.parametrize("spelled", ["pt-BR", "pt_br", "PT_BR", "Pt-bR"])
def test_the_tag_of_a_language_may_be_written_in_any_usual_way(tmp_path: Path, spelled: str) -> None:
    story = story_in(tmp_path, "pt-BR", FRENCH.replace("language: fr", f"language: {spelled}"))
    assert (story.language, labels(story)[0]) == ("pt-BR", "Regarder l'assiette")


def test_two_spellings_of_a_tag_are_one_language(tmp_path: Path) -> None:
    more = "language: FR\nname: Français\ntexts:\n  places.hall.name: { was: The hall, text: L'entrée }\n"
    (tmp_path / "more.yaml").write_text(more, "utf-8")
    story = story_in(tmp_path, "fr")
    assert (story.languages, story.places["hall"].name) == ({"fr": "Français"}, "L'entrée")


def test_the_name_of_a_language_is_no_tag_and_its_tag_is_told() -> None:
    pack = PACK.replace("pack: The last biscuit", "pack: The last biscuit\nlanguage: German")
    (finding,) = [finding for finding in findings({"pack.yaml": pack}) if finding.severity == "error"]
    assert (finding.code, finding.spot.line, finding.mended) == ("EW605", 2, "language: de")


def test_facts_and_quotations_are_told_in_the_language_too() -> None:
    story = load(HARBOUR, "fr")
    assert story.facts["bell_weight"].states == "La cloche du port pèse 80 kilogrammes."
    assert story.facts["pilot_words"].quote == "petit mais têtu"


ALMANAC = """\
dossier: almanac
title: The almanac
article: almanac.txt
as_of: early 1921
facts:
  bell: { states: It rings., paragraph: 1, by: article, as_of: early 1921, topics: [bell] }
  crane: { states: It turns., paragraph: 2, by: article, as_of: summer 1921, topics: [crane] }
  boats: { states: They leak., paragraph: 3, by: article, as_of: summer 1921, topics: [boats] }
  pier: { states: It ends., paragraph: 4, by: article, as_of: "1921", topics: [pier] }
"""
PERIODS = {"bell": "early 1921", "crane": "summer 1921", "boats": "summer 1921", "pier": "1921"}


def with_periods(texts_of_periods: str) -> dict[str, str]:
    french = f"language: fr\nname: Français\ntexts:\n{texts_of_periods}"
    return {"pack.yaml": f"{PACK}disclaimer: Invented.\n", "almanac.yaml": ALMANAC, "fr.yaml": french}


def periods_in(folder: Path, texts_of_periods: str) -> dict[str, str]:
    for name, content in with_periods(texts_of_periods).items():
        (folder / name).write_text(content, "utf-8")
    story = load(folder, "fr")
    return {**{id_: fact.as_of for id_, fact in story.facts.items()}, "almanac": story.dossiers["almanac"].as_of}


def test_a_period_is_translated_once_and_inherited_by_every_fact_of_it(tmp_path: Path) -> None:
    translated = (
        "  dossiers.almanac.as_of: { was: early 1921, text: début 1921 }\n"
        "  facts.crane.as_of: { was: summer 1921, text: été 1921 }\n"
    )
    assert periods_in(tmp_path, translated) == {
        "almanac": "début 1921", "bell": "début 1921", "crane": "été 1921", "boats": "été 1921", "pier": "1921",
    }  # fmt: skip


def test_a_fact_may_still_have_its_own_words_for_a_period(tmp_path: Path) -> None:
    translated = (
        "  dossiers.almanac.as_of: { was: early 1921, text: début 1921 }\n"
        "  facts.bell.as_of: { was: early 1921, text: au début de 1921 }\n"
    )
    periods = periods_in(tmp_path, translated)
    assert (periods["bell"], periods["almanac"]) == ("au début de 1921", "début 1921")


def test_periods_that_nobody_translated_stay_and_each_counts_once(tmp_path: Path) -> None:
    assert periods_in(tmp_path, "") == {"almanac": "early 1921", **PERIODS}
    found = Diagnostics()
    files = tuple(PackFile(name, content.encode()) for name, content in sorted(with_periods("").items()))
    needed = [shown.id for shown in texts_to_translate(gather(files, found)) if shown.id.endswith(".as_of")]
    assert needed == ["facts.crane.as_of", "dossiers.almanac.as_of"]
    (missing,) = [finding for finding in findings(with_periods("")) if finding.code == "EW601"]
    assert "23 of 23 texts" in missing.message


def test_a_period_that_was_changed_since_is_not_inherited(tmp_path: Path) -> None:
    translated = "  dossiers.almanac.as_of: { was: late 1920, text: fin 1920 }\n"
    assert periods_in(tmp_path, translated)["bell"] == "early 1921"
