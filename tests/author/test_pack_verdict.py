"""One verdict over the files of a pack and all plays there can be: the same words in `check` and in the preview."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from game.app.preview.preview_app import PreviewApp
from game.author.pack_verdict import PackVerdict
from game.author.workbench import Workbench
from game.cli import main
from game.story.catalogue.examples import scene_pack
from tests.app.conftest import screen_text

STUCK = """\
pack: The last biscuit
measures:
  courage: { start: 0, min: 0, max: 3 }
places:
  kitchen: { name: The kitchen, exits: { out: garden } }
  garden: { name: The garden }
scenes:
  plate:
    title: Look at the plate
    at: kitchen
    text: A biscuit.
    choices:
      - { choose: Eat it, when: courage >= 1, end: crumbs }
      - { choose: Back away, courage: -1 }
  hedgehog: { title: Say good evening, at: garden, text: It nods., courage: +1 }
endings: { crumbs: Stale. }
"""
FINE = scene_pack("text: Hello.\nchoices:\n  - { choose: Go, end: e }")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (PackVerdict(0, 0), "Nothing is wrong"),
        (PackVerdict(0, 0, proofs="done"), "Nothing is wrong"),
        (PackVerdict(1, 2, proofs="done"), "1 error and 2 warnings"),
        (PackVerdict(0, 0, proofs="running"), "Nothing is wrong so far; proofs still running"),
        (PackVerdict(0, 1, proofs="running"), "1 warning so far; proofs still running"),
        (PackVerdict(0, 0, 2, "done"), "Nothing is wrong as far as is known; not known: 2 properties"),
        (PackVerdict(1, 0, 1, "done"), "1 error; not known: 1 property"),
    ],
)
def test_the_words(verdict: PackVerdict, words: str) -> None:
    assert verdict.words == words


def checked(pack: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    main(["check", str(pack)])
    return capsys.readouterr().out.splitlines()


@pytest.fixture
def pack(tmp_path: Path, home: Path) -> Path:
    return tmp_path / "pack.yaml"


def test_check_counts_what_the_proofs_found(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(STUCK, "utf-8")
    told = checked(pack, capsys)
    assert "Nothing is wrong." not in told
    verdict = told.index(next(line for line in told if line.startswith("1 error")))
    assert verdict < told.index("Not so:")
    pack.write_text(FINE, "utf-8")
    assert "Nothing is wrong." in checked(pack, capsys)


async def settled(app: PreviewApp) -> None:
    while app.bench.proved is None:
        await asyncio.sleep(0.05)


async def test_the_preview_says_the_same(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack.write_text(STUCK, "utf-8")
    main(["check", "--json", str(pack)])
    words = json.loads(capsys.readouterr().out)["summary"]
    app = PreviewApp(Workbench(pack, 1), watching=False, proving=True)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        assert app.bench.proved is not None or "proofs still running" in screen_text(app)
        async with asyncio.timeout(60):
            await settled(app)
        await pilot.pause()
        assert f"✗ {words}" in screen_text(app)
        await pilot.press("f6")
        await pilot.pause()
        assert "no ending can be reached" in screen_text(app)


async def test_a_save_begins_the_proofs_anew(pack: Path) -> None:
    pack.write_text(STUCK, "utf-8")
    app = PreviewApp(Workbench(pack, 1), watching=False, proving=True)
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.pause()
        pack.write_text(FINE, "utf-8")
        await app.reload()
        async with asyncio.timeout(60):
            await settled(app)
        await pilot.pause()
        assert "✓ Nothing is wrong." in screen_text(app)
