"""The part of the page that shows all states, scene by scene: drawn, and the same in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from game.author.map.picture import DrawnPlace, DrawnScene, Picture
from game.author.map.svg import svg_element
from game.author.proofs.boxes import AreaCards, how_often, signs_of
from game.author.proofs.making import ProofReport
from game.author.proofs.wording import numbered, situations
from game.playthrough.coverage.keys import target_key
from game.playthrough.web_page import safe
from game.verify.verdicts.state_counts import NOWHERE, AreaKind, StateCount, StateCounts
from game.verify.verdicts.verdicts import Verdict


def states_section(report: ProofReport, picture: Picture, areas: StateCounts) -> Iterator[str]:
    """The lines of the section."""
    verdicts = {one.proof.property.key: one.proof.verdict for one in report.shown}
    yield from _about(report, areas)
    nowhere = areas.known.get(NOWHERE)
    if nowhere is not None:
        words = how_often(nowhere, "proved")
        yield f"<p>Between scenes, where nothing can be done any more: {words}.</p>"
    yield from _States(picture, areas, verdicts).lines()


def _about(report: ProofReport, areas: StateCounts) -> Iterator[str]:
    """What the figures mean, and what they do not."""
    proofs = report.proofs
    if areas.counted:
        yield (
            f"<p>A player can be in {situations(proofs.situations or 0)}. Two of them differ in something "
            "that can still matter: what nothing later asks for is not told apart. The counts are exact.</p>"
        )
    else:
        yield (
            "<p>The situations were not counted: there are too many, or it could be proved without. The figures say "
            f"how often plays at random were there, in {numbered(proofs.looked_at)} steps. Where they never were one "
            "may come all the same.</p>"
        )
    if areas.complete:
        yield (
            "<p>A full letter: that ending is still possible from there, in some situation at least. An outlined one: "
            "it is not, whatever anybody does.</p>"
        )
    elif areas.counted:
        yield (
            "<p>Which endings are possible from where was too much to work out. A full letter: a play at random went "
            "on from there to that ending. An outlined one may be possible all the same.</p>"
        )
    else:
        yield (
            "<p>A full letter: a play at random went on from there to that ending. An outlined one may be possible all "
            "the same.</p>"
        )


class _States:
    def __init__(self, picture: Picture, areas: StateCounts, verdicts: Mapping[str, Verdict]) -> None:
        self.picture, self.areas, self.verdicts = picture, areas, verdicts
        self.signs = signs_of(picture.endings)
        self.cards = AreaCards(picture, areas, self.signs, verdicts)
        self.has_lost = any(one.lost for one in areas.known.values())

    def lines(self) -> Iterator[str]:
        """The drawing and the tables."""
        yield '<figure><div class="scroll drawing" role="region" tabindex="0" aria-label="The drawing">'
        yield svg_element(self.picture._replace(disclaimer=()), "all", self.cards, "", linked=True)
        yield "</div><figcaption>Each box leads to its row below, where the same stands in words. "
        yield "A bar is longer by the same piece for every ten times as many.</figcaption></figure>"
        yield from self._table("endings", "ending", self.picture.endings, "reached from")
        yield from self._table("scenes", "scene", self.picture.scenes, "leads to")
        if self.picture.places:
            yield from self._table("places", "place", self.picture.places, "leads to")

    def _table(self, heading: str, kind: AreaKind, ids: Iterable[str], last: str) -> Iterator[str]:
        many = "in how many situations" if self.areas.counted else "how often seen"
        yield f"<h3>The {heading}</h3>"
        yield f'<div class="scroll"><table class="areas"><caption>The {heading}: {many} one can be there</caption>'
        yield f'<thead><tr><th scope="col" class="words">{kind}</th>'
        yield f'<th scope="col">{many}</th><td aria-hidden="true"></td>'
        if self.has_lost:
            yield '<th scope="col">no ending any more</th>'
        if kind != "ending":
            yield '<th scope="col" class="words">endings that are possible</th>'
        yield f'<th scope="col" class="words">{last}</th></tr></thead><tbody>'
        for id_ in ids:
            yield "".join(self._row(kind, id_))
        yield "</tbody></table></div>"

    def _row(self, kind: AreaKind, id_: str) -> Iterator[str]:
        area = self.areas.of(kind, id_)
        yield f'<tr id="{kind}-{safe(id_)}"><th scope="row" class="words">{self._name(kind, id_)}</th>'
        words = how_often(area, self.verdicts.get(target_key(kind, id_), "unknown"))
        yield f"<td>{safe(words)}</td>{_bar(self.cards.part(area))}"
        if self.has_lost:
            yield f'<td class="lost">{numbered(area.lost) if area.lost else ""}</td>'
        if kind != "ending":
            yield f'<td class="words">{self._endings(kind, id_, area)}</td>'
        yield f'<td class="words">{self._leads(kind, id_)}</td></tr>'

    def _name(self, kind: AreaKind, id_: str) -> str:
        if kind == "ending":
            title = f"{self.signs[id_]} ■ {self.picture.endings[id_].title}"
        else:
            title = self.picture.scenes[id_].title if kind == "scene" else self.picture.places[id_].name
        return safe(title) + (f" <code>{safe(id_)}</code>" if title != id_ else "")

    def _endings(self, kind: AreaKind, id_: str, area: StateCount) -> str:
        if not self.areas.tells(kind, id_):
            return ""
        if not area.endings:
            return "none"
        titles = self.picture.endings
        signs = (
            f'<abbr title="{safe(titles[one].title)}">{sign}</abbr>'
            for one, sign in self.signs.items() if one in area.endings
        )  # fmt: skip
        return f"{'all: ' if len(area.endings) == len(self.signs) > 1 else ''}{' '.join(signs)}"

    def _leads(self, kind: AreaKind, id_: str) -> str:
        if kind == "ending":
            links = [self._link("scene", one.scene) for one in self.picture.endings[id_].reached_from]
        elif kind == "scene":
            links = [*self._from_scene(self.picture.scenes[id_])]
        else:
            links = [*self._from_place(self.picture.places[id_])]
        return ", ".join(dict.fromkeys(links))

    def _from_scene(self, scene: DrawnScene) -> Iterator[str]:
        for way in scene.ways:
            yield self._link("ending" if way.kind == "end" else "scene", way.to)

    def _from_place(self, place: DrawnPlace) -> Iterator[str]:
        yield from (self._link("place", way.to) for way in place.exits)
        yield from (self._link("scene", one.id) for one in self.picture.scenes.values() if place.id in one.at)

    def _link(self, kind: AreaKind, id_: str) -> str:
        match kind:
            case "scene":
                words = self.picture.scenes[id_].title
            case "place":
                words = self.picture.places[id_].name
            case _:
                words = f"■ {self.picture.endings[id_].title}"
        return f'<a href="#{kind}-{safe(id_)}">{safe(words)}</a>'


def _bar(part: float) -> str:
    """The figure stands beside it: the bar says nothing more."""
    drawn = f'<svg viewBox="0 0 100 12"><rect class="size" x="0" y="1" width="{part * 100:.1f}" height="10"/></svg>'
    return f'<td class="bar" aria-hidden="true">{drawn}</td>'
