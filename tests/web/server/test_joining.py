"""Joining a class, and coming back to it: by a code and a name, and a word that is told once."""

from __future__ import annotations

import re

from tests.web.server.classes import Browser, Class, joined


def test_a_pupil_joins_by_the_code_and_is_told_a_word(address: str, lesson: Class) -> None:
    browser = Browser(address)
    word = browser.join(lesson.row.code, "Ann")
    assert re.fullmatch(r"([bdfgklmnprstvz][aeiou]){4}", word)
    assert browser.get("/play").page.offered()
    assert browser.get("/").page.offered(), "who is in the class goes on where they are"


def test_the_code_is_taken_as_it_is_typed(address: str, lesson: Class) -> None:
    code = lesson.row.code
    Browser(address).join(f" {code[:3].lower()}-{code[3:].lower()} ", "Ann")


def test_a_wrong_code_lets_nobody_in(address: str, lesson: Class) -> None:
    browser = Browser(address)
    answered = browser.try_to_join("ABCDEF" if lesson.row.code != "ABCDEF" else "ABCDEG", "Ann")
    assert answered.status == 409
    assert "There is no class with this code" in answered.words
    assert lesson.store.pupils(lesson.row.id) == []
    assert browser.get("/play").page.forms[0].action == "/join"


def test_a_name_is_taken_once_however_it_is_written(ann: Browser, lesson: Class) -> None:
    for name in ("ann", " ANN ", "\N{FULLWIDTH LATIN CAPITAL LETTER A}nn"):
        answered = Browser(ann.address).try_to_join(lesson.row.code, name)
        assert answered.status == 409
        assert "already" in answered.words
    assert [pupil.name for pupil in lesson.store.pupils(lesson.row.id)] == ["Ann"]


def test_nobody_joins_without_a_name(address: str, lesson: Class) -> None:
    for name in ("", "   ", "\u202e"):
        Browser(address).try_to_join(lesson.row.code, name)
    assert all(pupil.name.strip() for pupil in lesson.store.pupils(lesson.row.id))


def test_nobody_joins_a_class_that_has_ended(address: str, lesson: Class) -> None:
    lesson.store.set_status(lesson.row.id, "ended")
    answered = Browser(address).try_to_join(lesson.row.code, "Ann")
    assert answered.status == 409
    assert "has ended" in answered.words


def test_a_pupil_comes_back_from_another_device_by_their_word(address: str, lesson: Class) -> None:
    first, second = Browser(address), Browser(address)
    word = first.join(lesson.row.code, "Ann")
    shown = first.do().page
    assert second.come_back(lesson.row.code, "ann", word.upper()).page.offered() == shown.offered()
    second.do()
    assert first.get("/play").page.offered() == second.get("/play").page.offered()


def test_neither_a_wrong_word_nor_a_wrong_name_lets_one_back(ann: Browser, lesson: Class) -> None:
    other = Browser(ann.address)
    said = {other.come_back(lesson.row.code, name, "bababa").words for name in ("Ann", "Nobody")}
    assert len(said) == 1, "it is not told whether the name is known"
    assert other.get("/play").page.forms[0].action == "/join"


def test_a_new_word_makes_the_one_before_worthless(address: str, lesson: Class) -> None:
    room = lesson.room()
    before = room.join("Ann", "here")
    word = room.new_word(before.pupil.id)
    other = Browser(address)
    assert other.come_back(lesson.row.code, "Ann", before.word).status == 409
    assert other.come_back(lesson.row.code, "Ann", word).status == 200


def test_guessing_codes_is_stopped_and_goes_on_after_a_minute(address: str, lesson: Class) -> None:
    browser = Browser(address)
    wrong = "AAAAAA" if lesson.row.code != "AAAAAA" else "BBBBBB"
    statuses = [browser.try_to_join(wrong, "Ann").status for _ in range(31)]
    assert statuses == [409] * 30 + [429]
    refused = browser.try_to_join(lesson.row.code, "Ann")
    assert refused.status == 429
    assert int(refused.headers["retry-after"]) > 0
    lesson.clock.now += 60
    browser.join(lesson.row.code, "Ann")


def test_guessing_the_word_of_a_pupil_is_stopped_also_from_many_addresses(lesson: Class) -> None:
    room = lesson.room()
    word = room.join("Ann", "here").word
    for number in range(10):
        _refused(lambda number=number: room.come_back("Ann", "baba", f"address {number}"))
    assert "Too many" in _refused(lambda: room.come_back("Ann", word, "another"))
    lesson.clock.now += 60
    assert room.come_back("Ann", word, "another").pupil.name == "Ann"


def test_guessing_from_many_addresses_at_once_is_stopped_for_all(lesson: Class) -> None:
    room = lesson.room()
    for number in range(200):
        room.guesses.found(f"address {number}", lambda: None)
    assert "Too many" in _refused(lambda: room.check_code(lesson.row.code, "another"))


def test_a_class_cannot_be_flooded_with_names(lesson: Class) -> None:
    room = lesson.room()
    for number in range(300):
        lesson.store.count_attempt(f"{room.id} joins here", int(lesson.clock() // 60))
        if number == 0:
            joined(room, "Bo")
    assert "Too many are joining" in _refused(lambda: room.join("Ann", "here"))
    lesson.clock.now += 60
    assert room.join("Ann", "here").pupil.name == "Ann"


def test_a_full_class_takes_nobody_more(lesson: Class) -> None:
    room = lesson.room()
    pupil = joined(room, "Ann")
    assert not lesson.store.add_pupil(pupil._replace(id="x", name="Bo"), "bo", "device", 1)
    assert [known.name for known in lesson.store.pupils(room.id)] == ["Ann"]


def _refused(attempt: object) -> str:
    from game.web.server.request_refusals import Refusal

    try:
        attempt()  # type: ignore[operator]
    except Refusal as refusal:
        return str(refusal)
    raise AssertionError("it was not refused")
