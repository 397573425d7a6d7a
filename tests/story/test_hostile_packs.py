"""A pack is a stranger's file: whatever is in it, loading yields a story or findings, in bounded time, and harmless."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.author.findings import print_findings
from game.cli import main
from game.story.catalogue.diagnostics import Diagnostic
from game.story.packs import Diagnostics, examine
from game.story.source import pack_files as story_files
from game.story.source.file_findings import read_files
from game.story.source.pack_files import read_bounded
from game.support import limits
from game.support.similarity import comparisons_limited, nearest
from tests.story.fuzz_targets import unfit
from tests.story.inline import codes, examined, findings, only_finding, scene_pack

GOOD = scene_pack("text: Hello.\nend: e")
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ODD = st.text(st.characters(codec=None), max_size=40)
"""Any signs: halves of characters, orders to a terminal, signs that turn the direction of writing."""


def printed(found: tuple[Diagnostic, ...] | list[Diagnostic]) -> str:
    out = io.StringIO()
    print_findings(found, out)
    return out.getvalue()


# ── Any signs ────────────────────────────────────────────────────────────────────────────────────────────


@FEW
@given(st.binary(max_size=300), st.binary(max_size=100))
@example(b"\xef\xbb\xbf\xef\xbb\xbfpack: T", b"")
@example(b'pack: "\\ud800"\n', b"language: fr\n")
def test_any_bytes_are_a_story_or_findings_that_can_be_shown(first: bytes, second: bytes) -> None:
    story, found = examined({"a.yaml": first, "b.yaml": second})
    assert story is not None or found
    assert not unfit(printed(found))


@FEW
@given(ODD)
@example("[bold red]x[/]")
@example("a\u0301\u0301\u0301\u200b\u202e\u2028\x85\x9b31m\ud800")
@pytest.mark.parametrize(
    "pack",
    [
        "pack: {}\n" + GOOD.partition("\n")[2],
        scene_pack("text: {}\nend: e"),
        scene_pack("text: Hello.\ntitle: {}\nend: e"),
        scene_pack("choices:\n- choose: {}\n  end: e"),
        scene_pack("text: Hello.\nend: {}"),
        scene_pack("text: Hello.\nend: e\n{}: 1"),
        scene_pack("text: Hello.\nwhen: {}\nend: e"),
        GOOD + "achievements:\n  known: {{ name: {}, when: seen.a }}\n",
        GOOD + "people:\n  {}: {{ name: Ann }}\n",
    ],
)
def test_any_words_behind_any_key_are_shown_without_signs_that_give_orders(pack: str, words: str) -> None:
    escaped = json.dumps(words)
    content = pack.replace("{}", escaped).replace("{{", "{").replace("}}", "}")
    story, found = examined({"pack.yaml": content})
    assert not unfit(printed(found))
    if story is not None:
        texts = [story.title, *(achievement.name for achievement in story.achievements.values())]
        assert not unfit("".join(texts).expandtabs())


@pytest.mark.parametrize("sign", ["\\e", "\\N", "\\L", "\\P", "\\u202e", "\\u2067", "\\x9b", "\\u2066"])
def test_signs_that_give_orders_are_refused_in_quotation_marks_too(sign: str) -> None:
    assert only_finding(scene_pack(f'text: "a{sign}b"\nend: e')).code == "EW105"


# ── Files and folders ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(GOOD)
    os.mkfifo(tmp_path / "pipe.yaml")
    (found,) = examine(tmp_path)[1]
    assert (found.code, found.spot.file) == ("EW103", "pipe.yaml")


def test_a_link_that_leads_to_itself_is_a_finding_and_the_other_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text(GOOD)
    (tmp_path / "a.yaml").symlink_to("a.yaml")
    (tmp_path / "here").symlink_to(tmp_path)
    assert [(finding.code, finding.spot.file) for finding in examine(tmp_path)[1]] == [("EW103", "a.yaml")]


def test_a_file_that_became_a_link_after_it_was_listed_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, secret = tmp_path / "pack", tmp_path / "secret"
    pack.mkdir()
    secret.write_text("about: Secret.\n")
    (pack / "pack.yaml").write_text(GOOD)
    (pack / "later.yaml").write_text("about: Mine.\n")
    listed = story_files._names

    def swapped(folder: Path, found: Diagnostics) -> dict[str, str]:
        names = listed(folder, found)
        (pack / "later.yaml").unlink()
        (pack / "later.yaml").symlink_to(secret)
        return names

    monkeypatch.setattr(story_files, "_names", swapped)
    found = Diagnostics()
    assert [file.name for file in read_files(pack, found)] == ["pack.yaml"]
    assert [finding.code for finding in found.sorted()] == ["EW103"]


def test_no_more_of_a_file_is_read_than_it_may_have(tmp_path: Path) -> None:
    (tmp_path / "ten").write_bytes(b"0123456789")
    assert read_bounded(str(tmp_path / "ten"), 10) == b"0123456789"
    assert read_bounded(str(tmp_path / "ten"), 9) == 10
    assert read_bounded("/dev/null", 9) is None


@pytest.mark.parametrize("name", ["a\x1b[31mred", "two\nlines", "\x9b2J", "\u202eback", "[bold]x", "--json"])
def test_names_of_files_are_shown_harmlessly_in_one_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pack.yaml").write_text(GOOD)
    (tmp_path / f"{name}.yaml").write_text("sceens: {}\n")
    for flags in ([], ["--json"]):
        assert main(["check", str(tmp_path), *flags]) == 1
        out = capsys.readouterr().out
        assert not unfit(out)
        assert "two\nlines" not in out


def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = os.fsencode(tmp_path) + b"/pack\xff"
    try:
        Path(os.fsdecode(pack)).mkdir()
    except OSError:
        pytest.skip("names are always text here")
    Path(os.fsdecode(pack), "pack.yaml").write_text(GOOD)
    Path(os.fsdecode(pack + b"/more\xfe.yaml")).write_text("sceens: {}\n")
    for flags in ([], ["--json"]):
        assert main(["check", os.fsdecode(pack), *flags]) == 1
        capsys.readouterr().out.encode()


def test_a_folder_is_named_harmlessly_when_it_is_no_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a\x1b[2Jb\nc"
    folder.mkdir()
    assert main(["check", str(folder)]) == 2
    assert not unfit(capsys.readouterr().out)


# ── As much as there is room for ─────────────────────────────────────────────────────────────────────────


def test_of_very_many_findings_of_a_kind_the_first_are_kept_and_all_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FINDINGS_OF_A_KIND", 30)
    monkeypatch.setattr(limits, "FINDINGS_SHOWN", 20)
    (tmp_path / "pack.yaml").write_text(GOOD + "".join(f"xyz{number}: 1\n" for number in range(100)))
    main(["check", str(tmp_path)])
    out = capsys.readouterr().out
    assert out.count("error EW201") == 20
    assert "And 80 more of the kind EW201 unknown key." in out
    assert "100 errors." in out
    main(["check", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    assert (len(told), sum(1 + finding["more"] for finding in told)) == (30, 100)


def test_what_is_unknown_is_only_compared_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SIMILARITY_COMPARISONS", 200)
    with comparisons_limited():
        assert [nearest("trist", ["trust", "doubt"]) for _ in range(5)] == ["trust"] * 4 + [""]
    assert nearest("trist", ["trust", "doubt"]) == "trust"


def test_a_very_long_id_is_shortened_in_what_is_said_about_it() -> None:
    found = only_finding(scene_pack(f"text: Hello.\ngoto: {'x' * 30_000}"))
    assert len(str(found)) < 2 * limits.DETAIL_CHARACTERS
    assert len(printed([found])) < 4 * limits.DETAIL_CHARACTERS


def test_a_circle_of_very_many_scenes_is_told_once_and_briefly() -> None:
    count = 3_000
    circle = "".join(f"  s{number}: {{ text: x, goto: s{(number + 1) % count} }}\n" for number in range(count))
    (found,) = [
        finding
        for finding in findings(f"pack: T\nscenes:\n{circle}endings: {{ e: E. }}\n")
        if finding.severity == "error"
    ]
    assert found.code == "EW305" or "→" in found.message
    assert len(found.message) < 2 * limits.DETAIL_CHARACTERS


@pytest.mark.parametrize(
    "text", ["{" * 1_999, "{a|" * 600 + "}" * 600, "*a " * 600, "[f] " * 400, "{" + "a|" * 900 + "}"]
)
def test_texts_full_of_signs_are_a_story_or_findings(text: str) -> None:
    story, found = examined(scene_pack(f'text: "{text}"\nend: e'))
    assert story is not None or found


def test_many_colons_in_braces_are_no_condition() -> None:
    assert "EW504" not in codes(scene_pack(f'text: "{{{"a:" * 400}}}"\nend: e'))


async def test_markup_in_ids_names_and_texts_is_shown_as_it_is_in_the_preview(tmp_path: Path, home: Path) -> None:
    from game.app.preview.preview_app import PreviewApp
    from game.author.workbench import Workbench
    from tests.app.conftest import screen_text

    pack = GOOD.replace("pack: Test", "pack: '[bold red]T[/]'").replace("Hello.", "'\\[@click=app.quit]x\\[/]'")
    (tmp_path / "pack.yaml").write_text(pack + "'[@click=app.quit]x[/]': 1\n")
    app = PreviewApp(Workbench(tmp_path, 7), watching=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("f6")
        await pilot.pause()
        assert "[@click=app.quit]x[/]" in screen_text(app)


@pytest.mark.parametrize("key", ["trust", "minutes", "goto", "when", "again", "choose"])
@pytest.mark.parametrize("spaces", [" ", "\t", "\u00a0"])
def test_very_many_spaces_in_a_value_are_no_trouble(key: str, spaces: str) -> None:
    story, found = examined(scene_pack(f'text: Hello.\n{key}: "1{spaces * 20_000}x"\nend: e'))
    assert story is not None or found


def test_very_many_spaces_in_a_line_that_cannot_be_read_are_no_trouble() -> None:
    assert codes(scene_pack(f"text: Hello.\nend: e\n- x: {' ' * 100_000}[ y: z"))
