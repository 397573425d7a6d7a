"""The plugin for pytest, tried out by pytest's own `pytester`: folders as a teacher or a tester would have them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from game.playthrough.plugin import _worth_a_look
from game.support.safe_text import HARMFUL

BISCUIT = """\
pack: The last biscuit
scenes:
  kitchen:
    text: One biscuit is left on the plate.
    choices:
      - choose: Eat it
        end: crumbs
      - choose: Leave it
        end: hunger
endings:
  crumbs: It was stale anyway.
  hunger: You stay hungry.
"""
EATEN = """\
playthrough: Somebody eats it
steps:
  - do: Eat it
  - expect: { ending: crumbs }
"""
LEFT = """\
playthrough: Somebody leaves it
steps:
  - do: Leave it
  - expect: { ending: hunger }
"""


@pytest.fixture
def flat(pytester: pytest.Pytester) -> pytest.Pytester:
    """One pack and two playthroughs in a folder, and nothing else."""
    for name, content in (("biscuit", BISCUIT), ("a", EATEN), ("b", LEFT)):
        (pytester.path / f"{name}.yaml").write_text(content, "utf-8")
    return pytester


@pytest.fixture
def foldered(pytester: pytest.Pytester) -> pytest.Pytester:
    """A pack as a folder, with its playthroughs in a folder of its own."""
    folder = pytester.path / "biscuit" / "playthroughs"
    folder.mkdir(parents=True)
    (folder.parent / "pack.yaml").write_text(BISCUIT, "utf-8")
    (folder / "a.yaml").write_text(EATEN, "utf-8")
    (folder / "b.yaml").write_text(LEFT, "utf-8")
    return pytester


#: Plugins of this environment that are of no use here, without and with that which remembers what failed.
WITH_CACHE = ("-p", "no:asyncio", "-p", "no:cov", "-p", "no:hypothesispytest")
UNUSED_PLUGINS = (*WITH_CACHE, "-p", "no:cacheprovider")


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest within this process, which takes a tenth of the time of a new one."""
    return pytester.runpytest_inprocess(*UNUSED_PLUGINS, *arguments)


def run_as_command(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    """Run pytest as a command: where it matters what a new process imports, writes or starts."""
    return pytester.runpytest_subprocess(*UNUSED_PLUGINS, *arguments)


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("folder", ["flat", "foldered"])
def test_a_folder_with_a_pack_and_two_playthroughs_gives_two_tests(folder: str, request: pytest.FixtureRequest) -> None:
    pytester = request.getfixturevalue(folder)
    run(pytester).assert_outcomes(passed=2)
    found = run(pytester, "--collect-only", "-q").outlines
    where = "" if folder == "flat" else "biscuit/playthroughs/"
    assert found[:2] == [f"{where}a.yaml::Somebody eats it", f"{where}b.yaml::Somebody leaves it"]


def test_a_failure_tells_the_line_what_was_there_and_what_may_be_meant(foldered: pytest.Pytester) -> None:
    rewrite(foldered.path / "biscuit/playthroughs/b.yaml", "ending: hunger", "ending: hungr")
    result = run(foldered)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*_ Somebody leaves it _*",
            "biscuit/playthroughs/b.yaml:4:23: There is no ending `hungr`.",
            "    → Did you mean `hunger`?",
            "  | > Leave it",
            "  | You stay hungry.",
            "FAILED biscuit/playthroughs/b.yaml::Somebody leaves it - *There is no ending*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*.py:*")


def test_a_step_that_is_not_possible_tells_what_is(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "do: Eat it", "do: Drink it")
    result = run(flat)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["a.yaml:3:9: “Drink it” is not possible here.", "*Eat it*"])


def test_a_broken_pack_tells_all_that_is_wrong_once(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "biscuit.yaml", "end: crumbs", "end: crums")
    rewrite(flat.path / "biscuit.yaml", "end: hunger", "emd: hunger")
    result = run(flat)
    result.assert_outcomes(failed=2)
    told = result.stdout.str()
    assert told.count("biscuit.yaml:7:14: EW301: There is no ending `crums`.") == 2
    assert told.count("biscuit.yaml:9:9: EW201: ") == 1
    result.stdout.fnmatch_lines(["*All of them are told with a.yaml::Somebody eats it."])
    assert "Traceback" not in told


def test_each_failure_of_a_broken_pack_alone_is_enough_to_mend_it(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "biscuit.yaml", "end: crumbs", "end: crums")
    for name in ("a.yaml", "b.yaml"):
        result = run(flat, name)
        result.stdout.fnmatch_lines(["biscuit.yaml:7:14: *There is no ending `crums`.", "    → Did you mean `crumbs`?"])


def test_a_broken_playthrough_tells_all_that_is_wrong(flat: pytest.Pytester) -> None:
    (flat.path / "a.yaml").write_text("playthrough: Broken\nsteps:\n  - doo: x\n  - expect: { sees_nt: x }\n", "utf-8")
    result = run(flat)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["a.yaml:3:5: *doo*", "a.yaml:4:15: *sees_nt*"])
    result.stdout.no_fnmatch_line("*Traceback*")


@pytest.mark.parametrize(
    "content",
    [
        "playthrough: [",
        "playthrough:\n",
        "playthrough: x\nsteps: nothing\n",
        'playthrough: "a\nb',
        "\ufeffplaythrough: A\n\tsteps: 1\n",
    ],
)
def test_nothing_in_a_playthrough_file_ends_in_a_traceback(flat: pytest.Pytester, content: str) -> None:
    (flat.path / "a.yaml").write_text(content, "utf-8")
    result = run(flat)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.fnmatch_lines(["a.yaml:*"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("docker-compose.yaml", b"services: { web: { image: x } }\n"),
        ("games/playthroughs/zelda.yaml", b"game: zelda\nsteps: [start]\n"),
        ("site.play.yaml", b"- hosts: all\n  tasks: []\n"),
        ("about.yaml", b"title: a playthrough\nplaythrough: true\n"),
        ("list.yaml", b"- playthrough: 1\n"),
        ("notes/playthroughs/odd.yaml", b"\xff\xfe\x00playthrough"),
        ("empty.yaml", b""),
        ("tagged.yml", b"!vault |\n  playthrough: x\n"),
    ],
)
def test_files_of_somebody_else_are_left_alone(pytester: pytest.Pytester, name: str, content: bytes) -> None:
    path = pytester.path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    result = run(pytester)
    result.assert_outcomes()
    assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_recorded_play_of_before_is_a_test_too(foldered: pytest.Pytester) -> None:
    (foldered.path / "biscuit/playthroughs/old.play.yaml").write_text(
        'pack: biscuit\nfingerprint: "00"\nseed: 1\nsteps:\n- {"do": "kitchen/eat_it", "saw": "Eat it"}\n', "utf-8"
    )
    run(foldered).assert_outcomes(passed=3)


def test_tests_in_python_run_beside_playthroughs(flat: pytest.Pytester) -> None:
    flat.makepyfile("def test_one(): pass")
    run(flat).assert_outcomes(passed=3)


def test_playthroughs_are_chosen_by_name_mark_and_id(foldered: pytest.Pytester) -> None:
    run(foldered, "-k", "leaves").assert_outcomes(passed=1, deselected=1)
    run(foldered, "-m", "playthrough").assert_outcomes(passed=2)
    run(foldered, "-m", "not playthrough").assert_outcomes(deselected=2)
    run(foldered, "biscuit/playthroughs/a.yaml::Somebody eats it").assert_outcomes(passed=1)
    run(foldered, "biscuit/playthroughs/a.yaml").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Quoted: a title"', "Quoted: a title"),
        ('" Quoted: a title "  # and a remark', "Quoted: a title"),
        ('"Quoted \\"twice\\""', 'Quoted "twice"'),
        ('"Quoted\n  on two lines"', "Quoted on two lines"),
        ("A title   # and a remark", "A title"),
        ("A title\n  on two lines", "A title on two lines"),
        ("One::two [three]", "One:two [three]"),
        ("Été à l'hôtel", "Été à l'hôtel"),
    ],
)
def test_the_title_is_the_name_of_the_test(flat: pytest.Pytester, written: str, name: str) -> None:
    rewrite(flat.path / "a.yaml", "Somebody eats it", written)
    result = run(flat, "--collect-only", "-q")
    assert result.outlines[0] == f"a.yaml::{name}"
    run(flat, f"a.yaml::{name}").assert_outcomes(passed=1)


@pytest.mark.parametrize("written", ["Somebody eats: it", "playthrough: nothing"])
def test_remarks_may_stand_above_the_title(flat: pytest.Pytester, written: str) -> None:
    rewrite(flat.path / "a.yaml", "playthrough: Somebody eats it", f'# playthrough: x\n#\nplaythrough: "{written}"')
    assert run(flat, "--collect-only", "-q").outlines[0] == f"a.yaml::{written}"


def test_the_failed_ones_can_be_run_again_and_the_first_one_can_end_it(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "ending: crumbs", "ending: hunger")
    first = flat.runpytest_inprocess(*WITH_CACHE, "-x")
    first.assert_outcomes(failed=1)
    rewrite(flat.path / "a.yaml", "ending: hunger", "ending: crumbs")
    again = flat.runpytest_inprocess(*WITH_CACHE, "--lf")
    again.assert_outcomes(passed=1)


def test_the_report_for_other_programs_has_place_and_reason(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "ending: crumbs", "ending: hunger")
    run(flat, "--junitxml=report.xml")
    suite = ElementTree.parse(flat.path / "report.xml").getroot()[0]  # noqa: S314 - it is our own
    assert [case.get("name") for case in suite] == ["Somebody eats it", "Somebody leaves it"]
    failure = suite[0][0]
    assert "hunger" in (failure.get("message") or "")
    assert (failure.text or "").startswith("a.yaml:4:23: ")


def test_one_line_for_each_failure_names_the_line(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "ending: crumbs", "ending: hunger")
    run(flat, "--tb=line").stdout.fnmatch_lines(["a.yaml:4: *"])


def test_a_story_is_loaded_once_however_many_playthroughs_it_has(flat: pytest.Pytester) -> None:
    flat.makeconftest(
        """
        import game.record.story_cache as cache
        load, loaded = cache.load_story, []
        def counted(*given):
            loaded.append(given)
            return load(*given)
        cache.load_story = counted
        def pytest_sessionfinish():
            print("loaded", len(loaded))
        """
    )
    run_as_command(flat, "-s").stdout.fnmatch_lines(["*loaded 1"])


def test_blessing_writes_what_happened_and_shows_it(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "ending: crumbs", "ending: hunger")
    rewrite(flat.path / "b.yaml", "{ ending: hunger }", "")
    for how, more in ((run, []), (run_as_command, ["-n", "2"])):
        before = (flat.path / "a.yaml").read_text("utf-8")
        result = how(flat, "--eightwings-bless", *more)
        result.assert_outcomes(passed=2)
        if not more:
            result.stdout.fnmatch_lines(["*- blessed playthroughs -*", "-*ending: hunger*", "+*ending: crumbs*"])
            assert "ending: crumbs" in (flat.path / "a.yaml").read_text("utf-8")
            assert "ending: hunger" in (flat.path / "b.yaml").read_text("utf-8")
        else:
            assert (flat.path / "a.yaml").read_text("utf-8") == before
            result.stdout.no_fnmatch_line("*blessed playthroughs*")
    run(flat).assert_outcomes(passed=2)


def test_workers_show_what_they_blessed(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "ending: crumbs", "ending: hunger")
    result = run_as_command(flat, "-n", "2", "--eightwings-bless")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*- blessed playthroughs -*", "-*ending: hunger*", "+*ending: crumbs*"])


def test_a_step_that_is_not_possible_cannot_be_blessed(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "a.yaml", "do: Eat it", "do: Drink it")
    result = run(flat, "--eightwings-bless")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["a.yaml:3:9: “Drink it” is not possible here.*"])


def test_coverage_is_told_and_too_little_fails(flat: pytest.Pytester) -> None:
    (flat.path / "b.yaml").unlink()
    result = run(flat, "--eightwings-coverage", "--eightwings-fail-under=80")
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            "*- coverage of the playthroughs -*",
            "Coverage of The last biscuit: 60 %",
            "*8  choice kitchen/leave_it: offered, never taken",
            "FAILED: The playthroughs reach 60 % of The last biscuit, and 80 % are asked for.",
        ]
    )
    assert run(flat, "--eightwings-fail-under=60").ret == pytest.ExitCode.OK


def test_a_percentage_that_is_none_is_refused(flat: pytest.Pytester) -> None:
    result = run(flat, "--eightwings-fail-under=most")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*most is not a number from 0 to 100*"])


def test_a_report_that_cannot_be_written_is_said_in_a_sentence(flat: pytest.Pytester) -> None:
    result = run(flat, "--eightwings-coverage-html=nowhere/page.html")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["FAILED: nowhere/page.html cannot be written: *"])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_workers_share_the_tests_and_put_the_coverage_together(foldered: pytest.Pytester) -> None:
    for number in range(6):
        text = EATEN.replace("eats it", f"eats it {number}")
        (foldered.path / f"biscuit/playthroughs/c{number}.yaml").write_text(text, "utf-8")
    alone = run(foldered, "--eightwings-coverage-json=alone.json", "--eightwings-coverage-html=alone.html")
    alone.assert_outcomes(passed=8)
    several = run_as_command(
        foldered, "-n", "2", "--eightwings-coverage-json=two.json", "--eightwings-coverage-html=two.html"
    )
    several.assert_outcomes(passed=8)
    for ending in ("json", "html"):
        by_one, by_two = ((foldered.path / f"{name}.{ending}").read_text("utf-8") for name in ("alone", "two"))
        assert by_one == by_two
    assert json.loads((foldered.path / "two.json").read_text("utf-8"))["packs"][0]["percent"] == 100.0


def test_workers_tell_failures_as_one_process_does(flat: pytest.Pytester) -> None:
    rewrite(flat.path / "b.yaml", "ending: hunger", "ending: hungr")
    result = run_as_command(flat, "-n", "2", "--eightwings-fail-under=100")
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        ["b.yaml:4:23: There is no ending `hungr`.", "    → Did you mean `hunger`?", "FAILED b.yaml::*"]
    )


def test_the_plugin_brings_nothing_along_until_a_playthrough_is_found(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", foreign="services: {}")
    pytester.makepyfile(
        """
        import sys
        def test_modules():
            print("brought", sorted(one for one in sys.modules if one.split(".")[0] in ("game", "yaml")))
        """
    )
    result = run_as_command(pytester, "-s")
    result.assert_outcomes(passed=1)
    brought = re.search(r"brought (\[.*\])", result.stdout.str())
    assert brought is not None
    assert brought[1] == "['game', 'game.playthrough', 'game.playthrough.plugin']"


def test_importing_the_plugin_imports_only_pytest() -> None:
    code = (
        "import pytest, sys; there = set(sys.modules); import game.playthrough.plugin; print(*set(sys.modules) - there)"
    )
    brought = subprocess.check_output([sys.executable, "-c", code], text=True).split()
    assert set(brought) == {"game", "game.playthrough", "game.playthrough.plugin"}


def test_a_file_whose_name_gives_orders_to_the_terminal_gives_none(flat: pytest.Pytester) -> None:
    bad = "\x1b]0;owned\x07\x9b2J\u202e"
    (flat.path / f"x{bad}").mkdir()
    for name in (f"b{bad}.yaml", f"x{bad}/c.yaml"):
        (flat.path / name).write_text("playthrough: Odd\npack: biscuit\nsteps:\n  - do: Nothing such\n", "utf-8")
    for arguments in (("-v",), ("-rA", "-q")):
        told = run(flat, *arguments).stdout.str()
        assert "Odd" in told
        assert not re.search(HARMFUL, told)


def test_a_link_out_of_the_folder_is_not_followed(flat: pytest.Pytester, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("playthrough: Outside\nsteps:\n  - expect: { sees: Nothing such }\n", "utf-8")
    (flat.path / "link.play.yaml").symlink_to(outside)
    result = run(flat, "--eightwings-bless")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["link.play.yaml:1:1: It is a link that leads out of*"])
    assert "Nothing such" in outside.read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes of this kind")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert not _worth_a_look(tmp_path / "pipe.yaml")
