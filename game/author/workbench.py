"""A pack on an author's workbench: its last good story, a play in it that outlives every edit, all findings.

It knows no screen. Whoever shows it calls `examine` after each save and `take_up` with what that found.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from game.author.nearness import Ways, ways_of
from game.author.pack_verdict import PackVerdict
from game.author.proofs.beside import Proved, Refuted
from game.author.proofs.verdict_board import VerdictBoard
from game.author.remembering.forgotten_choices import check_remembering
from game.engine import EndlessLoop, Refused
from game.engine.events import SceneBegan
from game.engine.state import Action
from game.play.session import Session
from game.playthrough.writing import as_test
from game.record.atomic_files import write_numbered_file
from game.record.journal import JournalError, Step
from game.story import catalogue
from game.story.catalogue.diagnostics import Diagnostic, Diagnostics
from game.story.model.story import ROAMING, Story
from game.story.model.yaml_nodes import Spot
from game.story.packs import build, fingerprint, pack_id
from game.story.source.file_findings import every_file
from game.support.file_names import windows_trouble
from game.support.slugs import slug
from game.verify.dependence.remembered_choices import ChoiceMemory, StoryMemory

_SEVEREST = ("error", "warning", "remark")


class Examined(NamedTuple):
    """What an examination found. `story` is None when there are errors; `findings` are errors first.

    `sources` are the files as they were read, by their names in the pack; `mark` tells whether anything changed.
    `memory` is what the story remembers of its choices.
    """

    story: Story | None
    findings: tuple[Diagnostic, ...]
    sources: dict[str, bytes]
    mark: str
    memory: StoryMemory | None = None

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def is_missing(self) -> bool:
        """Whether there is no such pack at all."""
        return any(finding.code == catalogue.NO_SUCH_PACK.code for finding in self.findings)


class ShownRefutation(NamedTuple):
    """Something that is not so. `is_old`: that was so before the last save, and is not known of the pack as it is."""

    refuted: Refuted
    is_old: bool


def examine_work(pack: Path, before: Examined | None = None) -> Examined | None:
    """Everything about the pack as its files are now; None when nothing changed since `before`."""
    found = Diagnostics()
    files = []
    try:
        files = list(every_file(pack, found))
    except OSError as error:
        # A folder that goes while it is being read.
        reason = error.strerror or str(error)
        found.report(catalogue.UNREADABLE_FILE, Spot(pack.name, 1, 1), reason=reason)
    mark = f"{fingerprint(tuple(files))} {[str(finding) for finding in found.sorted()]}"
    if before is not None and before.mark == mark:
        return None
    story, findings = build(pack_id(pack), tuple(files), found, str(pack))
    memory = None
    if story is not None:
        memory = check_remembering(story, pack, found)
        findings = found.sorted()
    in_order = tuple(sorted(findings, key=lambda finding: _SEVEREST.index(finding.severity)))
    return Examined(story, in_order, {file.name: file.content for file in files}, mark, memory)


class Workbench:
    """The pack at `path` (absolute). `session` is None until there was a story; it is never written to disk."""

    def __init__(self, path: Path, seed: int) -> None:
        self.path, self.seed = path, seed
        self.examined: Examined | None = None
        self.session: Session | None = None
        #: What the proofs of the pack came to, and while they are made anew, what they came to before the last save.
        #: None before the first, or when nobody makes any.
        self.proved: Proved | None = None
        self.proving = False
        self.board = VerdictBoard()
        #: What the last story that could be played remembers, by choice.
        self.remembered: dict[str, ChoiceMemory] = {}
        self.start: tuple[Step, ...] = ()
        self._standing: tuple[Step, ...] = ()
        self._waiting: tuple[Step, ...] = ()
        self._ways: Ways | None = None

    @property
    def verdict(self) -> PackVerdict | None:
        """How it stands with the pack: its files, and the plays there can be."""
        examined = self.examined
        if examined is None:
            return None
        errors = examined.errors
        warnings = sum(finding.severity == "warning" for finding in examined.findings)
        if self.proved is not None and not self.proving:
            proofs = self.proved
            return PackVerdict(
                errors + proofs.count("error"), warnings + proofs.count("warning"), proofs.unknown, "done"
            )
        return PackVerdict(
            errors, warnings, proofs="running" if self.proving else "none", made=self.board.settled
        )  # fmt: skip

    def begin_proofs(self, proving: bool) -> None:
        """The pack was saved: proofs are made anew, or none are. What is known is from before."""
        self.proving = proving
        self.board.age()
        if not proving:
            self.proved = None

    def end_proofs(self, proved: Proved | None) -> None:
        """The proofs are done; None: there are none."""
        self.proving, self.proved = False, proved
        self.board.finish()

    @property
    def refuted(self) -> tuple[ShownRefutation, ...]:
        """What is not so in every play; while proofs are made, what was not so before and has not been proved since."""
        shown = []
        for refutation in self.proved.refuted if self.proved is not None else ():
            entry = self.board.verdict(refutation.key)
            is_old = self.proving and (entry is None or entry.is_old)
            if not self.proving or entry is None or is_old or entry.verdict == "refuted":
                shown.append(ShownRefutation(refutation, is_old))
        return tuple(shown)

    @property
    def folder(self) -> Path:
        """The folder to which the names of the pack's files are relative."""
        files = self.examined.sources if self.examined is not None else {}
        return self.path.parent if list(files) == [self.path.name] and not self.path.is_dir() else self.path

    def take_up(self, examined: Examined) -> str:
        """Go on with what an examination found. The result is a sentence about the play, or empty.

        Steps that no longer hold wait: when a later save allows them again, they are done again.
        """
        self.examined = examined
        if examined.story is None:
            return ""
        choices = examined.memory.choices if examined.memory is not None else ()
        self.remembered = {choice.choice: choice for choice in choices}
        steps = self.session.steps() if self.session is not None else ()
        waiting = self._waiting if steps == self._standing else ()
        return self._play(examined.story, (*steps, *waiting))

    def restart(self) -> str:
        """Begin anew from the start that was set. The result is a sentence when that could not be reached, or empty."""
        return self._play(self.story, self.start)

    def set_start(self) -> int:
        """Begin here from now on. The result is how many steps that are."""
        assert self.session is not None  # noqa: S101 - nobody can ask before there is a play
        self.start = self.session.steps()
        return len(self.start)

    @property
    def story(self) -> Story:
        """The last story that could be played."""
        assert self.session is not None  # noqa: S101 - nobody can ask before there is a play
        return self.session.story

    def _play(self, story: Story, steps: tuple[Step, ...]) -> str:
        again = bool(self._waiting)
        try:
            session, broken = Session.resume(story, self.seed, steps, None)
        except EndlessLoop as problem:
            return f"{problem} The last story that could be played is kept."
        if self.session is None or self.session.story is not story:
            self._ways = None
        self.session = session
        self._standing = session.steps()
        self._waiting = steps[len(self._standing) :]
        if broken is None:
            return "Every step of the play is possible again." if again and steps else ""
        said = broken.called
        behind = len(self._waiting) - 1
        others = "" if not behind else " and the step after it" if behind == 1 else f" and the {behind} steps after it"
        return (
            f"“{said}” (step {len(self._standing) + 1}) is no longer possible where it was done. You stand just before "
            f"it. It{others} will be done again as soon as a save allows it, unless you go on from here."
        )

    def follow(self, actions: tuple[Action, ...]) -> str:
        """Play these actions from the beginning. The result is a sentence when one was not possible, or empty."""
        session = Session(self.story, self.seed)
        try:
            for action in actions:
                session.do(action)
        except (Refused, EndlessLoop) as problem:
            return str(problem)
        finally:
            self.session, self._standing, self._waiting = session, (), ()
        return ""

    def running_scenes(self) -> tuple[str, ...]:
        """The scenes that are running, the innermost first; none while one walks about."""
        assert self.session is not None  # noqa: S101 - nobody can ask before there is a play
        state = self.session.state
        if state.node == ROAMING:
            return ()
        if self._ways is None:
            self._ways = ways_of(self.story)
        owner = self._ways.scene_of
        return tuple(owner[node] for node in (state.node, *reversed(state.stack)) if node in owner)

    def opened_scenes(self) -> tuple[str, ...]:
        """The scenes that were opened in this play, in their order, as often as they were."""
        assert self.session is not None  # noqa: S101 - nobody can ask before there is a play
        events = (event for played in self.session.played for event in played.turn.events)
        return tuple(event.scene for event in events if isinstance(event, SceneBegan))

    def save(self, name: str) -> Path:
        """Keep this play as a test in the pack's folder `playthroughs`. A file that is there is never touched.

        Raises JournalError with a sentence for the author.
        """
        session = self.session
        assert session is not None  # noqa: S101 - nobody can ask before there is a play
        folder = self.folder / "playthroughs"
        stem = slug(name).replace("_", "-")
        stem = f"play-{stem}" if windows_trouble(stem) else stem
        if not self.folder.is_dir():
            raise JournalError(f"The folder {self.folder} is not there any more, so the play cannot be saved in it.")
        try:
            return write_numbered_file(folder / f"{stem}.yaml", as_test(session, name), root=self.folder)
        except OSError as error:
            raise JournalError(f"The play cannot be saved in {folder}: {error.strerror or error}.") from error
