"""The curves of a report as a drawing of their own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from game.report.chart_file import chart_file
from game.report.document import Curve, Curves, Document, DocumentSection

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script> & \" ' \x1b[2J \u202e"


def document(*curves: Curve, title: str = "A story", said: str = "Said of it.") -> Document:
    across = tuple(point / 10 for point in range(11))
    drawn = Curves("How often", across, "knowledge", curves, "95 % intervals")
    return Document(title, ("So many plays.",), (DocumentSection("Balance", (drawn, said)),), "Invented.")


def curve(number: int = 0, *, reach: bool = True, name: str = "") -> Curve:
    values = tuple((point + number) / 30 for point in range(11))
    ends = tuple((value - 0.02, value + 0.02) for value in values)
    return Curve(chr(ord("A") + number), name or f"Ending {number}", values, ends if reach else ())


def drawn(made: Document) -> ElementTree.Element:
    return ElementTree.fromstring(chart_file(made))  # noqa: S314 - our own words


def words(root: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def test_a_chart_says_what_it_is_about_who_played_and_what_is_invented() -> None:
    said = words(drawn(document(curve())))
    assert "A story: How often" in said
    assert {"So many plays.", "Said of it.", "Invented.", "A Ending 0"} <= set(said)


def test_bands_are_drawn_where_the_curves_are_estimates_and_it_is_said_what_they_are() -> None:
    for reach in (True, False):
        root = drawn(document(curve(0, reach=reach), curve(1, reach=reach)))
        assert len(list(root.iter(f"{SVG}polyline"))) == 2
        assert len(list(root.iter(f"{SVG}polygon"))) == 2 * reach
        assert ("bands: 95 % intervals" in words(root)) == reach


def test_a_band_goes_along_the_upper_ends_and_back_along_the_lower_ones() -> None:
    (band,) = drawn(document(curve())).iter(f"{SVG}polygon")
    (line,) = drawn(document(curve())).iter(f"{SVG}polyline")
    outline = [tuple(map(float, point.split(","))) for point in band.get("points", "").split()]
    points = [tuple(map(float, point.split(","))) for point in line.get("points", "").split()]
    assert len(outline) == 2 * len(points)
    for (x, y), (upper_x, upper), (lower_x, lower) in zip(points, outline[:11], outline[:10:-1], strict=True):
        assert x == upper_x == lower_x
        assert upper < y < lower  # in a drawing what is higher has less of y


def test_no_two_of_a_dozen_curves_look_alike() -> None:
    lines = drawn(document(*(curve(number) for number in range(12)))).iter(f"{SVG}polyline")
    looks = [(line.get("class"), line.get("stroke-dasharray")) for line in lines]
    assert len(set(looks)) == len(looks) == 12


@pytest.mark.parametrize("title", ["A story", HOSTILE])
def test_words_of_a_stranger_are_words_and_nothing_else(title: str) -> None:
    root = drawn(document(curve(name=HOSTILE), title=title, said=HOSTILE))
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert kinds <= {"svg", "title", "desc", "style", "rect", "line", "polyline", "polygon", "text"}
    assert not any(name.startswith("on") or name.endswith("href") for each in root.iter() for name in each.attrib)
    assert "\x1b" not in "".join(root.itertext())


def test_without_curves_there_is_no_chart() -> None:
    assert chart_file(document()) == ""
    assert chart_file(Document("A story", (), (DocumentSection("Endings", ("None.",)),))) == ""
