"""What the product says of a pack, in each way in which it can come to say it."""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from game.author.proofs.making import ProofReport, make_report
from game.author.proofs.proofs_command import code_of
from game.engine import variable_updates
from game.record.locations import cache_folder
from game.story.model import layout
from game.story.model.story import Story
from game.verify.abstract.control_flow_graph import control_flow_graph, happening_of
from game.verify.abstract.deadlocks import perhaps_closed, proves_no_deadlock
from game.verify.abstract.divergence import proves_no_divergence
from game.verify.abstract.reachability_game import prove_ending_reachable
from game.verify.abstract.trace_partitioning import SoughtHappening, TracePartitioning, decide
from game.verify.exact import engine_choice
from game.verify.reductions.reduction import emitted_in, reduced
from game.verify.search import playing_for, random_plays
from game.verify.search.random_plays import NOT_SAMPLED
from game.verify.system.budget import Budget
from game.verify.system.observers import instrumented
from game.verify.system.space import PathStep
from game.verify.system.transition_system import left_out, transition_system
from game.verify.verdicts import proving
from game.verify.verdicts.promise_observers import promise_observers
from game.verify.verdicts.properties import DEADLOCK, DIVERGENCE, SOFT_LOCK, key_of_event, key_of_transition

ENGINES = ("explicit", "vectorised", "symbolic")
PATHS = ("check", *ENGINES, "abstract", "unsampled", "late", "unmarked",
         *(f"narrow {engine}" for engine in ("explicit", "vectorised", "symbolic", "unsampled")))  # fmt: skip
"""As it is; with one engine alone; with no engine, so that abstractions have to do, and without plays at random, too;
with engines only after abstractions; and with engines only for what is no mark. What is `narrow` comes to its bounds in
small stories, too: courses are cut, values and branches are looked at a few at once."""
_SECONDS = 30.0


def report(
    story: Story, folder: Path, path: str = "check", without: tuple[str, ...] = (), warm: bool = False
) -> ProofReport:
    """All verdicts on the pack in the folder, found in one way. What was proved before is forgotten, unless `warm`."""
    if not warm:
        forget()
    with taking(path):
        return make_report(story, folder, Budget(_SECONDS), without)


def forget() -> None:
    """Throw away what is kept of earlier proofs; it lies below EIGHTWINGS_HOME."""
    assert os.environ.get("EIGHTWINGS_HOME"), "nobody's own cache is thrown away"
    shutil.rmtree(cache_folder() / "proofs", ignore_errors=True)


@contextlib.contextmanager
def taking(path: str) -> Iterator[None]:
    """Let `check` take one path."""
    changed = {} if path == "check" else _changes(path)
    before = {(where, name): getattr(where, name) for where, name in changed}
    for (where, name), value in changed.items():
        setattr(where, name, value)
    try:
        yield
    finally:
        for (where, name), value in before.items():
            setattr(where, name, value)


_NARROW: dict[str, dict[str, Any]] = {
    "system.transition_system": {"MOST_ENTERED": 2, "MOST_SETTLED": 1},
    "abstract.control_flow_graph": {"_MOST_BRANCHES": 2, "_MOST_VALUES": 2},
    "abstract.reachability_game": {"MOST_KEPT_VALUES": 3, "_FEW": 1, "_TRIED": 1},
    "abstract.trace_partitioning": {"_FEW": 2, "_AT_FIRST": 1, "_MOST_APART": 2},
    "abstract.divergence": {"_AT_ONCE": 1, "_MOST_APART": 2},
    "abstract.abstract_domain": {"MOST_VALUES": 3},
    "abstract.value_analysis": {"MOST_CONTEXTS": 40, "_OFTEN": 1},
    "abstract.spuriousness": {"REASONS_AT_ONCE": 1},
    "system.satisfiability": {"TRIES": 4},
    "search.relaxed_reachability": {"_FEW": 1},
    "search.best_first_search": {"MOST_STATES": 200},
    "exact.levels": {"AT_ONCE": 3},
    "exact.explicit": {"FEW_WAITING": 4},
    "exact.code_generation": {"INLINED": 2, "PIECE_LINES": 30, "CONDITIONS": 2},
    "reductions.slot_allocation": {"MOST_BITS": 6},
    "exact.vectorised": {"SORTED": 1},
    "exact.visitors": {"MANY_STATES": 3},
}
"""By module: bounds that only large stories come to, and values with which small ones do."""


def _narrow() -> dict[tuple[Any, str], Any]:
    """The narrow bounds, wherever they are imported."""
    changed: dict[tuple[Any, str], Any] = {}
    for name, bounds in _NARROW.items():
        defined = importlib.import_module(f"game.verify.{name}")
        for bound, value in bounds.items():
            for module in [loaded for key, loaded in sys.modules.items() if key.startswith("game.verify.")]:
                if module is defined or (getattr(module, bound, None) is getattr(defined, bound) and bound[0] != "_"):
                    changed[module, bound] = value
    return changed


def _changes(path: str) -> dict[tuple[Any, str], Any]:
    """What is another one, and where, on a path through `check`."""
    if path.startswith("narrow "):
        return {**_narrow(), **_changes(path.removeprefix("narrow "))}
    soon, thoroughly = engine_choice._SOON, engine_choice._THOROUGHLY
    # Plays at random show nearly everything in stories as small as these: a few of them leave something to prove.
    few: dict[tuple[Any, str], Any] = {
        (playing_for, "_WAYS_FOR"): (200,), (proving, "_WAYS_FOR_REMARKS"): ((200, 1_000_000),),
        (random_plays, "_PATIENCE"): 100, (random_plays, "_MOST"): 500,
    }  # fmt: skip
    match path:
        case "abstract":
            return {**few, (engine_choice, "_SOON"): (), (engine_choice, "_THOROUGHLY"): ()}
        case "unsampled":
            return {
                (engine_choice, "_SOON"): (),
                (engine_choice, "_THOROUGHLY"): (),
                (proving.StoryProving, "_sample"): _no_sample,
            }
        case "late":
            return {**few, (engine_choice, "_SOON"): ()}
        case "unmarked":
            return {**few, (proving.StoryProving, "_rest"): lambda *_, **__: None}
    # Diagrams are asked for their whole answer here, whatever story they suit.
    only = tuple(entry for entry in thoroughly if entry[0] == path)
    assert only and soon, path
    return {(engine_choice, "_SOON"): only, (engine_choice, "_THOROUGHLY"): only}


@contextlib.contextmanager
def wide() -> Iterator[None]:
    """Let the memory of each story that is loaded now count as a wide one, in the game and in the proofs."""
    with patch.object(layout, "WIDE", 4), patch.object(variable_updates, "WIDE", 4):
        yield


def _no_sample(self: object) -> object:
    return NOT_SAMPLED


def codes(made: ProofReport) -> tuple[int, int]:
    """The exit codes: as it is, and with `--strict`; the findings on the files left out of account."""
    return code_of(made, strict=False), code_of(made, strict=True)


class Claims(NamedTuple):
    """What one part of the prover says by itself, by the keys of properties."""

    part: str
    never: frozenset[str]
    happens: frozenset[str] = frozenset()


def alone(story: Story, without: tuple[str, ...] = ()) -> Iterator[Claims]:
    """What slices, the game about ways to an ending, the looks for dead ends and circles say, each alone."""
    system = transition_system(story)
    if without:
        system = left_out(system, without)
    start = story.layout.start
    clock = story.clock.name if story.clock is not None else ""
    core = reduced(system)
    flat = control_flow_graph(core, start)
    slices = TracePartitioning(flat, lambda states: True)
    if story.endings and prove_ending_reachable(slices.flat, perhaps_closed(flat), clock).proved:
        yield Claims("escape", frozenset((SOFT_LOCK,)))
    if proves_no_deadlock(TracePartitioning(control_flow_graph(core, start), lambda states: True)):
        yield Claims("dead ends", frozenset((DEADLOCK,)))
    if proves_no_divergence(TracePartitioning(control_flow_graph(core, start), lambda states: True)):
        yield Claims("endless", frozenset((DIVERGENCE,)))
    whole = reduced(instrumented(system, None, promise_observers(story)), forget=False)
    wanted: dict[SoughtHappening, str] = {
        PathStep(number, index): key_of_transition(story, here, transition)
        for number, here in enumerate(whole.locations) if here is not None
        for index, transition in enumerate(here.transitions)
    }  # fmt: skip
    wanted.update((happening_of(event), key_of_event(event)) for event in emitted_in(whole))
    wanted = {found: key for found, key in wanted.items() if key}
    settled = decide(whole, start, wanted)
    happens = frozenset(wanted[play] for play in settled.plays)
    perhaps = {key for found, key in wanted.items() if found not in settled.never}
    yield Claims("slices", frozenset(wanted.values()) - perhaps, happens)


def command(*words: str) -> tuple[int, str, str]:
    """The exit code, the output and the complaints of a command."""
    from game.cli import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(list(words))
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, out.getvalue(), err.getvalue()
