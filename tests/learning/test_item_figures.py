"""The figures of an item analysis, against published ones and against the definitions written down once more."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

import pytest

from game.learning.analysis.item_figures import item_figures, rests_of_test, whole_figures

# The marks and figures with which Moodle tests its own quiz statistics; they were worked out in a spreadsheet,
# independently of its code (mod/quiz/report/statistics/tests: fixtures/results00.csv, fixtures/qstats00.csv, and
# `check_quiz_stats_for_quiz_00` in stats_from_steps_walkthrough_test.php). Moodle compares them to five or six digits.
MARKS = """\
1 1 1 1 1 0 1
1 1 1 1 .5 1 0
1 1 1 1 .5 0 1
0 0 1 1 1 0 0
1 0 1 0 0 1 .5
1 1 1 1 .5 0 .5
0 1 1 1 .5 1 .5
1 1 1 0 .5 1 .5
1 0 1 1 1 1 1
0 1 1 0 .5 1 .5
.8 0 1 1 .5 1 .5
1 1 1 0 .5 1 1
1 0 1 1 .5 1 .5
1 0 1 1 1 0 .5
0 0 1 1 0 1 1
1 0 1 0 .5 1 1
.8 0 1 1 .5 0 1
1 0 1 1 0 1 .5
1 0 1 1 .5 0 .5
0 1 1 0 .5 1 0
1 1 .3333333 1 .5 0 .5
1 1 1 0 .5 0 .5
1 1 1 1 0 1 .5
0 0 1 0 .5 1 1
0 0 1 1 1 1 1
"""
#: By slot: facility, standard deviation, discrimination index, discriminative efficiency.
ITEMS = {
    "1": (0.704, 0.4513682901, -7.0650767526, -9.4550536967),
    "2": (0.48, 0.5099019514, -28.8982125772, -36.7834118938),
    "3": (0.973333332, 0.13333334, -9.1230674268, -21.6545012165),
    "4": (0.68, 0.4760952286, -22.6306444113, -31.4411395613),
    "5": (0.52, 0.3055050463, -17.6997047674, -21.1794802584),
    "6": (0.64, 0.4898979486, -45.3785178421, -56.9365974439),
    "7": (0.62, 0.331662479, -5.6543166602, -6.5043742058),
}
MEAN, DEVIATION, CONSISTENCY, ERROR_RATIO, STANDARD_ERROR = (
    4.617333332, 0.8117265554, -87.2230935542, 136.8294900795, 1.1106813066,
)  # fmt: skip
PUBLISHED = [{str(slot): float(mark) for slot, mark in enumerate(line.split(), 1)} for line in MARKS.splitlines()]

# The second set: 22 attempts at a quiz of 20 slots, of which 3 had no mark and one had eight (fixtures/
# mdl_question_states.csv; the figures are those of statistics_test.php, from contrib/tools/quiz_tools/stats.xls). Slots
# 1 to 4 were 0 for everybody. Here stand the slots 8 to 20.
OTHER_MARKS = """\
5.5 .3 .9 1 .3 1 0 0 1 1 0 0 1
1 .9 .9 .3 .3 1 0 0 1 0 1 0 1
2.5 1 .9 .3 1 0 0 1 1 1 1 1 1
4 .3 .9 1 .3 0 0 0 0 1 0 0 1
3 .9 .3 .9 1 0 1 0 0 1 1 1 0
4.5 .9 1 1 .9 0 1 1 1 0 0 0 0
3 .3 .3 .3 .3 1 0 1 1 1 1 1 1
6 .9 .9 1 .3 0 1 1 1 1 0 0 1
.5 .9 1 .9 .3 0 1 1 0 1 1 0 1
5.5 .9 1 .9 .3 1 1 0 0 1 0 0 0
2.5 .9 1 1 .9 0 1 0 0 1 0 0 1
4 .9 .3 .9 1 0 1 1 1 1 1 0 1
4 .9 .3 .3 1 1 1 1 0 0 1 1 0
3 1 1 .3 1 0 1 0 1 1 1 1 0
1 1 .9 .3 .3 1 0 1 0 0 0 0 0
1 .3 .3 .3 .9 0 0 0 1 0 0 0 1
1.5 1 .3 .9 1 1 1 0 1 1 0 0 0
4 .9 1 .9 1 0 1 1 1 0 1 0 0
2 .9 .9 .3 .9 0 1 0 0 0 0 0 0
1 1 .3 .3 .3 0 1 1 0 1 0 0 0
6 .9 1 1 .9 0 0 0 1 0 0 1 1
7 .9 .3 .3 .3 1 0 1 1 1 1 0 0
"""
OTHER_SLOTS = [str(slot) for slot in range(8, 21)]
OTHER_FACILITY = [
    41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909, 50, 59.09090909,
    63.63636364, 45.45454545, 27.27272727, 50,
]  # fmt: skip
#: A thousand times the standard deviation in marks.
OTHER_DEVIATION = [
    1912.733589, 251.2738111, 322.6312277, 333.4199022, 337.5811591, 492.3659639, 503.2362797, 511.7663157,
    503.2362797, 492.3659639, 509.6471914, 455.8423058, 511.7663157,
]  # fmt: skip
OTHER_DISCRIMINATION = [
    25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859, -12.99017581, -8.900638238, 8.670004606,
    29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802,
]  # fmt: skip
OTHER_EFFICIENCY = [
    27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579, -17.5074184, -10.27568922, 10.86956522,
    34.58997279, 17.4790556, 20.14359793, 22.06477733, -10,
]  # fmt: skip


def ones(marks: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """A highest mark of 1 for each question."""
    return dict.fromkeys((id_ for pupil in marks for id_ in pupil), 1.0)


@pytest.mark.parametrize("slot", ITEMS)
def test_the_figures_of_a_question_are_those_that_moodle_publishes(slot: str) -> None:
    figures = item_figures(PUBLISHED, ones(PUBLISHED))[slot]
    facility, deviation, discrimination, efficiency = ITEMS[slot]
    assert figures.pupils == 25
    assert figures.facility == pytest.approx(100 * facility, rel=1e-6)
    assert figures.deviation == pytest.approx(100 * deviation, rel=1e-6)
    assert figures.discrimination == pytest.approx(discrimination, rel=1e-5)
    assert figures.efficiency == pytest.approx(efficiency, rel=1e-5)


def test_the_figures_of_a_test_are_those_that_moodle_publishes() -> None:
    figures = whole_figures(PUBLISHED, ones(PUBLISHED))
    assert (figures.pupils, figures.questions) == (25, 7)
    assert figures.mean == pytest.approx(MEAN, rel=1e-6)
    assert figures.deviation == pytest.approx(DEVIATION, rel=1e-6)
    assert figures.consistency == pytest.approx(CONSISTENCY, rel=1.5e-5)
    assert figures.error_ratio == pytest.approx(ERROR_RATIO, rel=1.5e-5)
    assert figures.standard_error == pytest.approx(STANDARD_ERROR, rel=1.5e-5)


def test_questions_of_different_marks_give_the_figures_that_moodle_publishes() -> None:
    marks = [dict(zip(OTHER_SLOTS, map(float, line.split()), strict=True)) for line in OTHER_MARKS.splitlines()]
    found = item_figures(marks, {slot: 8.0 if slot == "8" else 1.0 for slot in OTHER_SLOTS})
    figures = [found[slot] for slot in OTHER_SLOTS]
    assert [figure.facility for figure in figures] == pytest.approx(OTHER_FACILITY, abs=1e-6)
    marked = zip(figures, OTHER_SLOTS, strict=True)
    deviations = [(figure.deviation or 0) * (80 if slot == "8" else 10) for figure, slot in marked]
    assert deviations == pytest.approx(OTHER_DEVIATION, abs=1e-6)
    assert [figure.discrimination for figure in figures] == pytest.approx(OTHER_DISCRIMINATION, abs=1e-6)
    assert [figure.efficiency for figure in figures] == pytest.approx(OTHER_EFFICIENCY, abs=1e-6)


# The definitions, in exact fractions


def exact_covariance(these: list[Fraction], others: list[Fraction]) -> Fraction:
    """The sum over all pairs of pupils of the product of their differences: another way to the same number."""
    pairs = [(i, j) for i in range(len(these)) for j in range(i)]
    total = sum(((these[i] - these[j]) * (others[i] - others[j]) for i, j in pairs), Fraction(0))
    return total / (len(these) * (len(these) - 1))


def drawn(seed: int) -> list[dict[str, float]]:
    """The marks of a class, in quarters, of pupils who know more or less."""
    chance = random.Random(seed)
    pupils = []
    for _ in range(chance.randint(2, 30)):
        knows = chance.random()
        pupils.append(
            {str(item): round(4 * min(1, chance.random() * 2 * knows)) / 4 for item in range(chance.choice([2, 5]))}
        )
    size = min(map(len, pupils))
    return [dict(list(pupil.items())[:size]) for pupil in pupils]


@pytest.mark.parametrize("seed", range(40))
def test_the_figures_are_those_of_the_definitions(seed: int) -> None:
    marks = drawn(seed)
    items = list(marks[0])
    exact = {id_: [Fraction(pupil[id_]) for pupil in marks] for id_ in items}
    sums = [sum((exact[id_][number] for id_ in items), Fraction(0)) for number in range(len(marks))]
    for id_, figures in item_figures(marks, ones(marks)).items():
        own = exact[id_]
        rest = [total - mark for total, mark in zip(sums, own, strict=True)]
        spread = exact_covariance(own, own) * exact_covariance(rest, rest)
        greatest = exact_covariance(sorted(own), sorted(rest))
        assert figures.facility == pytest.approx(float(100 * sum(own) / len(own)), abs=1e-6)
        assert figures.deviation == pytest.approx(100 * sqrt(exact_covariance(own, own)), abs=1e-6)
        if spread:
            together = exact_covariance(own, rest)
            assert figures.discrimination == pytest.approx(100 * float(together) / sqrt(spread), abs=1e-6)
            assert figures.efficiency == pytest.approx(float(100 * together / greatest), abs=1e-6)
        else:
            assert (figures.discrimination, figures.efficiency) == (None, None)
    figures = whole_figures(marks, ones(marks))
    spread = exact_covariance(sums, sums)
    assert figures.deviation == pytest.approx(sqrt(spread), abs=1e-6)
    if spread:
        apart = sum((exact_covariance(own, own) for own in exact.values()), Fraction(0))
        alpha = Fraction(len(items), len(items) - 1) * (1 - apart / spread)
        assert figures.consistency == pytest.approx(float(100 * alpha), abs=1e-6)
        assert figures.standard_error == pytest.approx(sqrt((1 - alpha) * spread), abs=1e-6)
    else:
        assert figures.consistency is None


# Where there is little or nothing to tell


def test_one_pupil_has_a_mean_and_nothing_else() -> None:
    marks = [{"a": 1.0, "b": 0.0}]
    assert item_figures(marks, ones(marks))["a"] == (1, 100.0, None, None, None)
    assert whole_figures(marks, ones(marks)) == (1, 2, 1.0, None, None, None, None)


def test_where_all_are_right_nothing_tells_pupils_apart() -> None:
    marks = [{"a": 1.0, "b": 1.0}] * 3
    assert item_figures(marks, ones(marks))["a"] == (3, 100.0, 0.0, None, None)
    assert whole_figures(marks, ones(marks)) == (3, 2, 2.0, 0.0, None, None, None)


def test_nobody_gives_no_figures() -> None:
    assert item_figures([], {"a": 1.0}) == {}
    assert whole_figures([{}], {"a": 1.0}) == (0, 0, None, None, None, None, None)


def test_a_single_question_has_no_rest() -> None:
    marks = [{"a": 1.0}, {"a": 0.0}]
    figures = item_figures(marks, ones(marks))["a"]
    assert (figures.facility, figures.discrimination, figures.efficiency) == (50.0, None, None)
    assert whole_figures(marks, ones(marks)).consistency is None


def test_questions_that_say_the_same_are_wholly_consistent() -> None:
    marks = [{"a": float(mark), "b": float(mark)} for mark in (0, 1, 1, 0)]
    assert item_figures(marks, ones(marks))["a"].discrimination == pytest.approx(100)
    figures = whole_figures(marks, ones(marks))
    assert figures.consistency == pytest.approx(100)
    assert figures.standard_error == pytest.approx(0, abs=1e-6)


def test_whoever_was_not_asked_counts_for_nothing() -> None:
    marks = [{"a": 1.0, "b": 1.0}, {"a": 0.0, "b": 0.0}, {"b": 1.0, "c": 1.0}]
    figures = item_figures(marks, ones(marks))
    assert (figures["a"].pupils, figures["a"].facility) == (2, 50.0)
    assert figures["c"].pupils == 1
    whole = whole_figures(marks, ones(marks))
    assert (whole.questions, whole.mean) == (1, pytest.approx(2 / 3))


def test_the_rest_is_the_share_of_what_was_asked() -> None:
    assert rests_of_test({"a": 1.0, "b": 1.0, "c": 0.0}, {"a": 1.0, "b": 3.0, "c": 1.0}) == {
        "a": 0.25, "b": 0.5, "c": 0.5,
    }  # fmt: skip
    assert rests_of_test({"a": 1.0}, {"a": 1.0}) == {}


def test_rests_that_are_equal_do_not_differ_by_a_rounding() -> None:
    marks = [{"a": 0.1, "b": 0.2, "c": 0.3}, {"a": 0.3, "b": 0.2, "c": 0.3}, {"a": 0.7, "b": 0.2, "c": 0.3}]
    assert item_figures(marks, ones(marks))["a"].discrimination is None
