"""All states, scene by scene: drawn, and the same in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.author.map.picture import DrawnPlace, DrawnScene, Picture
from game.author.map.sheet_drawing import drawing_of
from game.author.proofs.boxes import AreaCards, how_often, signs_of
from game.author.proofs.making import ProofReport
from game.author.proofs.proof_sentences import numbered, situations
from game.report.proofs_page import PossibleEnding, StateLink, StateOverview, StateRow, StateTable
from game.story.targets.target_keys import target_key
from game.verify.verdicts.state_counts import NOWHERE, AreaKind, StateCount, StateCounts
from game.verify.verdicts.verdicts import Verdict


def states_of(report: ProofReport, picture: Picture, counts: StateCounts) -> StateOverview:
    """What is told of the states of a story."""
    verdicts = {shown.proof.property.key: shown.proof.verdict for shown in report.shown}
    return _States(picture, counts, verdicts).overview(tuple(_sentences(report, counts)))


def _sentences(report: ProofReport, counts: StateCounts) -> Iterator[str]:
    """What the figures mean, and what they do not."""
    proofs = report.proofs
    if counts.counted:
        yield (
            f"A player can be in {situations(proofs.situations or 0)}. Two of them differ in something "
            "that can still matter: what nothing later asks for is not told apart. The counts are exact."
        )
    else:
        yield (
            "The situations were not counted: there are too many, or it could be proved without. The figures say "
            f"how often plays at random were there, in {numbered(proofs.looked_at)} steps. Where they never were one "
            "may come all the same."
        )
    if counts.complete:
        yield (
            "A full letter: that ending is still possible from there, in some situation at least. An outlined one: "
            "it is not, whatever anybody does."
        )
    elif counts.counted:
        yield (
            "Which endings are possible from where was too much to work out. A full letter: a play at random went "
            "on from there to that ending. An outlined one may be possible all the same."
        )
    else:
        yield (
            "A full letter: a play at random went on from there to that ending. An outlined one may be possible all "
            "the same."
        )
    nowhere = counts.known.get(NOWHERE)
    if nowhere is not None:
        yield f"Between scenes, where nothing can be done any more: {how_often(nowhere, 'proved')}."


class _States:
    def __init__(self, picture: Picture, counts: StateCounts, verdicts: Mapping[str, Verdict]) -> None:
        self.picture, self.counts, self.verdicts = picture, counts, verdicts
        self.signs = signs_of(picture.endings)
        self.cards = AreaCards(picture, counts, self.signs, verdicts)

    def overview(self, sentences: tuple[str, ...]) -> StateOverview:
        """The drawing and the tables, with these sentences before them."""
        tables = [
            self._table("endings", "ending", self.picture.endings, "reached from"),
            self._table("scenes", "scene", self.picture.scenes, "leads to"),
        ]
        if self.picture.places:
            tables.append(self._table("places", "place", self.picture.places, "leads to"))
        return StateOverview(
            sentences=sentences,
            drawing=drawing_of(self.picture._replace(disclaimer=()), "all", self.cards, linked=True),
            figures_are="in how many situations" if self.counts.counted else "how often seen",
            has_lost=any(area.lost for area in self.counts.known.values()),
            endings=len(self.signs),
            tables=tuple(tables),
        )

    def _table(self, heading: str, kind: AreaKind, ids: Iterable[str], links_are: str) -> StateTable:
        rows = tuple(self._row(kind, id_) for id_ in ids)
        return StateTable(heading, kind, kind != "ending", links_are, rows)

    def _row(self, kind: AreaKind, id_: str) -> StateRow:
        area, title = self.counts.of(kind, id_), self._title(kind, id_)
        return StateRow(
            key=f"{kind}-{id_}",
            name=f"{self.signs[id_]} {title}" if kind == "ending" else title,
            id=id_ if title != id_ else "",
            how_often=how_often(area, self.verdicts.get(target_key(kind, id_), "unknown")),
            bar=self.cards.part(area),
            lost=numbered(area.lost) if area.lost else "",
            endings=self._endings(area) if self.counts.tells(kind, id_) else None,
            links=tuple(dict.fromkeys(self._links(kind, id_))),
        )

    def _title(self, kind: AreaKind, id_: str) -> str:
        match kind:
            case "scene":
                return self.picture.scenes[id_].title
            case "place":
                return self.picture.places[id_].name
            case _:
                return f"■ {self.picture.endings[id_].title}"

    def _endings(self, area: StateCount) -> tuple[PossibleEnding, ...]:
        return tuple(
            PossibleEnding(sign, self.picture.endings[id_].title)
            for id_, sign in self.signs.items()
            if id_ in area.endings
        )

    def _links(self, kind: AreaKind, id_: str) -> Iterator[StateLink]:
        if kind == "ending":
            yield from (self._link("scene", source.scene) for source in self.picture.endings[id_].reached_from)
        elif kind == "scene":
            yield from self._from_scene(self.picture.scenes[id_])
        else:
            yield from self._from_place(self.picture.places[id_])

    def _from_scene(self, scene: DrawnScene) -> Iterator[StateLink]:
        for way in scene.ways:
            yield self._link("ending" if way.kind == "end" else "scene", way.to)

    def _from_place(self, place: DrawnPlace) -> Iterator[StateLink]:
        yield from (self._link("place", way.to) for way in place.exits)
        yield from (self._link("scene", scene.id) for scene in self.picture.scenes.values() if place.id in scene.at)

    def _link(self, kind: AreaKind, id_: str) -> StateLink:
        return StateLink(f"{kind}-{id_}", self._title(kind, id_))
