"""The figures of an item analysis, by the definitions of Moodle's quiz statistics.

They are those of “Quiz statistics calculations” (https://docs.moodle.org/dev/Quiz_statistics_calculations), with its
variances and covariances over S - 1 and its names: facility index, discrimination index, discriminative efficiency,
coefficient of internal consistency (which is Cronbach's alpha), error ratio and standard error.

A quiz there asks everybody everything; a story does not. Whoever was not asked a question counts for nothing in its
figures, and the rest of the test of a pupil is the share of marks reached in all other questions that this pupil was
asked. Where everybody was asked everything, that gives the same figures, for it changes the rest by one factor for all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import fsum, sqrt
from typing import NamedTuple


class ItemFigures(NamedTuple):
    """The figures of a question, over the pupils who were asked it.

    `facility` is the mean mark and `deviation` the standard deviation, in hundredths of the highest mark. The others
    are in hundredths, too: `discrimination` is the correlation of the marks with the rest of the test, `efficiency`
    the covariance with it, of the greatest that there could be with these marks. None: there is no such figure, for
    nothing varies, or only one pupil was asked.
    """

    pupils: int
    facility: float
    deviation: float | None
    discrimination: float | None
    efficiency: float | None


class WholeFigures(NamedTuple):
    """The figures of all questions together.

    `pupils` are those who were asked anything; `mean` and `deviation` are those of the sum of their marks in the
    `questions` that every one of them was asked. `consistency` is the coefficient of internal consistency in
    hundredths, 100 at most; `error_ratio` is in hundredths, `standard_error` in marks. None: there is no such figure.
    """

    pupils: int
    questions: int
    mean: float | None
    deviation: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None


Marks = Sequence[Mapping[str, float]]
"""The marks of each pupil, by the ids of the questions that this pupil was asked."""


def item_figures(marks: Marks, highest: Mapping[str, float]) -> dict[str, ItemFigures]:
    """The figures of each question in `highest` that anybody was asked, in the order of `highest`.

    `highest` are the highest marks by question, in the unit of `marks`; a question with none above 0 has no figures.
    Marks are from 0 to the highest, and below 0 where a wrong answer costs something.
    """
    rests = [rests_of_test(pupil, highest) for pupil in marks]
    return {
        id_: _figures(marks, rests, most, id_)
        for id_, most in highest.items()
        if most > 0 and any(id_ in pupil for pupil in marks)
    }


def _figures(marks: Marks, rests: Sequence[Mapping[str, float]], most: float, id_: str) -> ItemFigures:
    own = [pupil[id_] for pupil in marks if id_ in pupil]
    deviation = None if len(own) < 2 else 100 * sqrt(variance(own)) / most
    pairs = [(pupil[id_], rest[id_]) for pupil, rest in zip(marks, rests, strict=True) if id_ in rest]
    discrimination = efficiency = None
    if len(pairs) > 1:
        these, others = [mark for mark, _ in pairs], [rest for _, rest in pairs]
        together = covariance(these, others)
        greatest = covariance(sorted(these), sorted(others))
        spread = variance(these) * variance(others)
        discrimination = 100 * together / sqrt(spread) if spread > 0 else None
        efficiency = 100 * together / greatest if spread > 0 and greatest > 0 else None
    return ItemFigures(len(own), 100 * mean_of(own) / most, deviation, discrimination, efficiency)


def rests_of_test(pupil: Mapping[str, float], highest: Mapping[str, float]) -> dict[str, float]:
    """For each question that a pupil was asked, the share of marks reached in all the others, from 0 to 1.

    A question without any others is left out. The sums are exact, so that what is equal is found to be equal.
    """
    marks = {id_: (Fraction(mark), Fraction(highest[id_])) for id_, mark in pupil.items() if highest.get(id_, 0) > 0}
    if len(marks) < 2:
        return {}
    reached, most = (sum(mark[side] for mark in marks.values()) for side in (0, 1))
    return {id_: float((reached - mark) / (most - own)) for id_, (mark, own) in marks.items()}


def whole_figures(marks: Marks, highest: Mapping[str, float]) -> WholeFigures:
    """The figures of the test as a whole; marks as in `item_figures`.

    The consistency is Cronbach's alpha, and can be below 0 (L. J. Cronbach, "Coefficient alpha and the internal
    structure of tests", Psychometrika 16, 1951, 297-334).
    """
    pupils = [pupil for pupil in marks if pupil]
    common = [id_ for id_ in highest if pupils and all(id_ in pupil for pupil in pupils)]
    if not common:
        return WholeFigures(len(pupils), 0, None, None, None, None, None)
    sums = [fsum(pupil[id_] for id_ in common) for pupil in pupils]
    if len(pupils) < 2:
        return WholeFigures(len(pupils), len(common), mean_of(sums), None, None, None, None)
    spread, deviation = variance(sums), sqrt(variance(sums))
    if len(common) < 2 or spread <= 0:
        return WholeFigures(len(pupils), len(common), mean_of(sums), deviation, None, None, None)
    apart = fsum(variance([pupil[id_] for pupil in pupils]) for id_ in common)
    consistency = 100 * len(common) / (len(common) - 1) * (1 - apart / spread)
    ratio = 100 * sqrt(1 - min(consistency, 100.0) / 100)
    return WholeFigures(len(pupils), len(common), mean_of(sums), deviation, consistency, ratio, ratio / 100 * deviation)


def mean_of(values: Sequence[float]) -> float:
    """The mean of one or more values, exact but for one rounding. Raises ZeroDivisionError for none."""
    return fsum(values) / len(values)


def variance(values: Sequence[float]) -> float:
    """The variance of two or more values, over their number less one. Values that are the same have none at all."""
    return covariance(values, values)


def covariance(these: Sequence[float], others: Sequence[float]) -> float:
    """The covariance of two or more pairs of values, over their number less one."""
    if min(these) == max(these) or min(others) == max(others):
        return 0.0  # exactly: a mean of equal values may differ from them by a rounding
    middle, other_middle = mean_of(these), mean_of(others)
    products = ((value - middle) * (other - other_middle) for value, other in zip(these, others, strict=True))
    return fsum(products) / (len(these) - 1)
