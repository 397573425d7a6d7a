"""Playing in a class: steps are in the store before they are shown, and any process can go on with a play."""

from __future__ import annotations

import random
import threading

import pytest

from game.play.session import Session
from game.web.page_view import PageFrame
from game.web.server.class_room import MOST_STEPS_OF_PLAY, ClassRoom
from game.web.server.class_rows import ClassPupil, StoreProblem
from game.web.server.live_play import LivePlay
from game.web.server.request_refusals import Gone, Refusal
from tests.web.form_reader import ReadPage
from tests.web.playing import right_fields
from tests.web.server.classes import Browser, Class, joined, served

FRAME = PageFrame(address="/play")


def page(room: ClassRoom, pupil: ClassPupil, **query: str) -> ReadPage:
    return ReadPage(room.page(pupil, query, FRAME))


def press(room: ClassRoom, pupil: ClassPupil, option: str = "") -> None:
    shown = page(room, pupil)
    option = option or shown.offered()[0]
    room.take(pupil, shown.form("do", option).sent("do", option))


def steps_of(lesson: Class, pupil: ClassPupil) -> list[str]:
    row = lesson.store.play_of(pupil.id)
    assert row is not None
    steps = [each.step for each in lesson.store.steps(row.id)]
    assert len(steps) == row.steps_done
    return [step.do or step.answer or f"undo {step.undo}" for step in steps]


def play_by_chance(room: ClassRoom, pupil: ClassPupil, steps: int, seed: int = 1) -> None:
    """Play as a pupil does who answers half of the questions right."""
    chance = random.Random(seed)
    for _ in range(steps):
        shown = page(room, pupil)
        is_asked = any(name == "give" for form in shown.forms for name, _ in form.buttons)
        row = room.store.play_of(pupil.id)
        assert row is not None
        if is_asked and chance.random() < 0.5:
            session = room.play_as_kept(pupil, row).session
            room.take(pupil, shown.form("give").sent("give", **right_fields(session)))
        elif shown.offered():
            press(room, pupil, chance.choice(shown.offered()))


def test_a_step_is_in_the_store_before_the_page_that_shows_it(ann: Browser, lesson: Class) -> None:
    (pupil,) = lesson.store.pupils(lesson.row.id)
    option = ann.get("/play").page.offered()[0]
    shown = ann.get("/play").page
    sent = ann.post("/play", shown.form("do", option).sent("do", option), follow=False)
    assert sent.status == 303
    assert steps_of(lesson, pupil) == [option]


def test_what_cannot_be_written_was_not_done(ann: Browser, lesson: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    before = ann.get("/play").page
    with monkeypatch.context() as patched:
        patched.setattr(lesson.store, "advance", _broken)
        answered = ann.do()
    assert answered.status == 503
    assert "could not be kept" in answered.words
    assert lesson.told == ["The disk is full."]
    assert ann.get("/play").page.offered() == before.offered()
    assert ann.do().status == 200


def _broken(*_: object) -> bool:
    raise StoreProblem("The disk is full.")


def test_a_form_that_is_sent_twice_is_carried_out_once(ann: Browser, lesson: Class) -> None:
    (pupil,) = lesson.store.pupils(lesson.row.id)
    shown = ann.get("/play").page
    sent = shown.form("do").sent("do")
    for _ in range(3):
        ann.post("/play", sent)
    assert len(steps_of(lesson, pupil)) == 1


def test_another_process_goes_on_where_the_first_was(lesson: Class) -> None:
    first = lesson.room()
    ann = joined(first, "Ann")
    play_by_chance(first, ann, 12)
    second = lesson.room()
    assert page(second, ann).words == page(first, ann).words
    press(second, ann)
    press(first, ann)
    press(second, ann)
    assert len(steps_of(lesson, ann)) == 15
    assert page(second, ann).words == page(first, ann).words


def test_two_processes_that_do_the_same_step_at_once_do_it_once(lesson: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = lesson.room(), lesson.room()
    ann = joined(first, "Ann")
    shown = page(first, ann)
    page(second, ann)
    sent = shown.form("do").sent("do")
    advance = lesson.store.advance

    def overtaken(*given: object) -> bool:
        monkeypatch.setattr(lesson.store, "advance", advance)
        second.take(ann, sent)
        return advance(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(lesson.store, "advance", overtaken)
    first.take(ann, sent)
    assert len(steps_of(lesson, ann)) == 1
    assert page(first, ann).words == page(second, ann).words


def test_many_threads_take_turns_on_one_play(lesson: Class) -> None:
    rooms = [lesson.room(), lesson.room()]
    ann = joined(rooms[0], "Ann")
    trouble: list[Exception] = []

    def play(room: ClassRoom, seed: int) -> None:
        try:
            play_by_chance(room, ann, 10, seed)
        except Exception as error:
            trouble.append(error)

    threads = [threading.Thread(target=play, args=(rooms[number % 2], number)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [error for error in trouble if not isinstance(error, Refusal | AssertionError)] == []
    assert page(rooms[0], ann).words == page(rooms[1], ann).words == page(lesson.room(), ann).words


def test_what_a_page_remembers_goes_along_to_another_process(lesson: Class) -> None:
    first = lesson.room()
    ann = joined(first, "Ann")
    shown = page(first, ann, page="settings")
    first.take(ann, shown.form("set").sent("set", size="largest"))
    assert 'data-size="largest"' in lesson.room().page(ann, {}, FRAME)


def test_another_play_is_begun_by_whoever_wishes(lesson: Class) -> None:
    room = lesson.room()
    ann = joined(room, "Ann")
    press(room, ann)
    before = lesson.store.play_of(ann.id)
    shown = page(room, ann)
    room.take(ann, {**shown.form_with("typed").sent(), "anew": "yes"})
    after = lesson.store.play_of(ann.id)
    assert before is not None
    assert after is not None
    assert (after.number, after.steps_done) == (2, 0)
    press(room, ann)
    assert page(lesson.room(), ann).words == page(room, ann).words
    assert len(lesson.store.plays(lesson.row.id)) == 2


def test_a_play_that_is_full_takes_nothing_more(lesson: Class) -> None:
    room = lesson.room()
    ann = joined(room, "Ann")
    page(room, ann)
    row = lesson.store.play_of(ann.id)
    assert row is not None
    with lesson.store._database.transaction() as connection:
        connection.execute("UPDATE plays SET steps_done = ?", (MOST_STEPS_OF_PLAY,))
    with pytest.raises(Refusal, match="full"):
        room.take(ann, {"do": "x"})


def test_a_pupil_cannot_see_or_change_the_play_of_another(address: str, lesson: Class) -> None:
    ann, bo = Browser(address), Browser(address)
    ann.join(lesson.row.code, "Ann")
    bo.join(lesson.row.code, "Bo")
    ann.do()
    sent = ann.get("/play").page.form("do").sent("do")
    assert bo.post("/play", sent).status == 403, "the mark in a form is that of one browser"
    pupils = {pupil.name: pupil for pupil in lesson.store.pupils(lesson.row.id)}
    bo.get("/play")
    assert (len(steps_of(lesson, pupils["Ann"])), len(steps_of(lesson, pupils["Bo"]))) == (1, 0)


def test_a_token_of_another_class_opens_nothing(ann: Browser, lesson: Class) -> None:
    from game.web.server.class_keeping import open_class

    row, _ = open_class(lesson.store, str(lesson.pack), "en", "Another", 0, lesson.clock())
    lesson.row, own = row, lesson.row
    other = lesson.room()
    (token,) = (value for name, value in ann.cookies.items() if name.startswith("pupil"))
    assert own.id != row.id
    assert other.pupil_with(token) is None


def test_whoever_is_removed_is_out_at_once(ann: Browser, lesson: Class) -> None:
    ann.do()
    (pupil,) = lesson.store.pupils(lesson.row.id)
    lesson.room().remove(pupil.id)
    assert ann.get("/play").page.forms[0].action == "/join"
    assert ann.get("/news").status == 410
    assert lesson.store.plays(lesson.row.id) == []
    assert lesson.store.steps("") == []


def test_whoever_was_just_removed_begins_no_play(lesson: Class) -> None:
    room = lesson.room()
    ann = joined(room, "Ann")
    room.remove(ann.id)
    with pytest.raises(Gone):
        room.page(ann, {}, FRAME)


@pytest.mark.parametrize("status", ["paused", "ended"])
def test_nothing_can_be_done_while_a_class_is_paused_or_ended(status: str, ann: Browser, lesson: Class) -> None:
    (pupil,) = lesson.store.pupils(lesson.row.id)
    shown = ann.get("/play").page
    lesson.store.set_status(lesson.row.id, status)  # type: ignore[arg-type]
    told = ann.post("/play", shown.form("do").sent("do"))
    assert f"has {status} the class" in told.words
    assert told.page.offered() == []
    assert not any("typed" in form.controls for form in told.page.forms)
    assert steps_of(lesson, pupil) == []
    assert ann.get("/news").json["paused"]
    lesson.store.set_status(lesson.row.id, "open")
    assert ann.do().page.offered()
    assert len(steps_of(lesson, pupil)) == 1


def test_the_key_is_in_nothing_that_is_served_before_the_answer(quiz: Class) -> None:
    """Of two questions that differ in nothing but their key, the same is served."""
    room = quiz.room()
    ann = joined(room, "Ann")
    seen = 0
    for seed in range(40):
        row = quiz.store.play_of(ann.id)
        if row is not None and room.play_as_kept(ann, row).session.question is not None:
            live = room.play_as_kept(ann, row)
            question = live.session.question
            assert question is not None
            if question.kind == "choice":
                seen += 1
                _served_without_key(room, ann, live)
        play_by_chance(room, ann, 1, seed)
    assert seen


def _served_without_key(room: ClassRoom, ann: ClassPupil, live: LivePlay) -> None:
    session = live.session
    question = session.question
    assert question is not None
    shown = room.page(ann, {}, FRAME)
    other = question._replace(
        answers=tuple(answer._replace(right=not answer.right) for answer in question.answers),
    )
    live.session.story.questions[question.id] = other
    try:
        assert session.question is other
        again = room.page(ann, {}, FRAME)
    finally:
        live.session.story.questions[question.id] = question
    assert again == shown


def test_a_play_of_an_edited_pack_goes_on_after_the_last_step_that_holds(lesson: Class) -> None:
    room = lesson.room()
    ann = joined(room, "Ann")
    press(room, ann)
    press(room, ann)
    row = lesson.store.play_of(ann.id)
    assert row is not None
    with lesson.store._database.transaction() as connection:
        connection.execute("UPDATE steps SET step = ? WHERE number = 1", ('{"do":"scene:gone","saw":"Gone"}',))
    other = lesson.room()
    assert page(other, ann).offered()
    assert steps_of(lesson, ann)[2:] == ["undo 1"]
    press(other, ann)
    assert page(lesson.room(), ann).words == page(other, ann).words


def test_served_play_and_session_end_in_the_same_state(lesson: Class) -> None:
    room = lesson.room()
    ann = joined(room, "Ann")
    play_by_chance(room, ann, 40, 7)
    row = lesson.store.play_of(ann.id)
    assert row is not None
    session, lost = Session.resume(
        lesson.story, row.seed, [each.step for each in lesson.store.steps(row.id)], stream=row.stream
    )
    assert lost is None
    assert session.state == room.play_as_kept(ann, row).session.state


def test_an_address_of_a_room_that_was_deleted_says_so(ann: Browser, lesson: Class) -> None:
    lesson.room().delete()
    answered = ann.get("/")
    assert answered.status == 410
    assert "does not exist any more" in answered.words


def test_a_server_that_starts_again_goes_on(lesson: Class) -> None:
    with served(lesson.room()) as address:
        ann = Browser(address)
        ann.join(lesson.row.code, "Ann")
        before = ann.do().words
    with served(lesson.room()) as address:
        ann.address = address
        assert ann.get("/play").words == before
