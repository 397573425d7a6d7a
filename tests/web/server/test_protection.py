"""What a stranger on the network may try against a class, and what comes of it."""

from __future__ import annotations

import http.client
import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from game.record.journal import Step
from game.web.joining.class_client import ClassClient, ClassProblem
from game.web.server import patience, web_requests
from game.web.server.class_room import ClassRoom
from game.web.server.request_limits import OF_PUPIL, RequestLimits, RequestPace
from game.web.server.request_refusals import Refusal
from game.web.server.web_requests import Site
from tests.web.server.classes import Browser, Class, joined, served
from tests.web.server.test_playing_in_class import play_by_chance

WISHED = {
    "content-security-policy": "default-src 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
}


def test_every_answer_has_the_headers_that_protect(ann: Browser) -> None:
    for path in ("/", "/play", "/teacher", "/nothing", "/assets/play.css", "/assets/nothing", "/api/play", "/health"):
        headers = ann.ask("GET", path, follow=False).headers
        for name, value in WISHED.items():
            assert headers[name].startswith(value), (path, name)
        assert "server" not in headers
        assert "unsafe-inline" not in headers["content-security-policy"]


def test_nothing_of_a_pupil_is_kept_on_the_way(ann: Browser) -> None:
    for path in ("/play", "/news", "/api/play"):
        assert ann.ask("GET", path).headers["cache-control"] == "no-store", path


def test_cookies_are_for_this_site_alone_and_for_no_script(lesson: Class) -> None:
    for secure in (False, True):
        with served(lesson.room(), Site(is_secure=secure)) as address:
            browser = Browser(address)
            fields = browser.get("/").page.forms[0].controls
            sent = {"mark": fields["mark"].value, "code": lesson.row.code, "name": f"Ann {secure}"}
            cookie = browser.post("/join", sent).headers["set-cookie"].lower()
            assert "httponly" in cookie
            assert "samesite=lax" in cookie
            assert ("secure" in cookie) is secure
            assert ("strict-transport-security" in browser.get("/health").headers) is secure


def test_tokens_and_words_are_not_in_the_store_as_they_are(ann: Browser, lesson: Class) -> None:
    tokens = [value for name, value in ann.cookies.items() if name.startswith("pupil")]
    with lesson.store._database.reading() as connection:
        kept = [str(row) for table in ("classes", "pupils", "devices") for row in connection.execute(
            f"SELECT * FROM {table}").fetchall()]  # noqa: S608 # fmt: skip
    assert not any(secret in row for row in kept for secret in (*tokens, lesson.secret))


@pytest.mark.parametrize("path", ["/join", "/back", "/play", "/word"])
def test_a_form_without_the_mark_of_its_page_does_nothing(path: str, ann: Browser, lesson: Class) -> None:
    fields = {"code": lesson.row.code, "name": "Eve", "word": "x", "do": "go:north", "step": "0.0"}
    for mark in ({}, {"mark": ""}, {"mark": "0" * 64}, {"mark": "\u00e9"}):
        assert ann.post(path, {**fields, **mark}).status == 403
    assert [pupil.name for pupil in lesson.store.pupils(lesson.row.id)] == ["Ann"]


def test_another_site_lets_nobody_join(address: str, lesson: Class) -> None:
    browser = Browser(address, headers={"Sec-Fetch-Site": "cross-site"})
    assert browser.try_to_join(lesson.row.code, "Ann").status == 403
    assert browser.send_json("/api/join", {"code": lesson.row.code, "name": "Ann"}).status == 403
    assert lesson.store.pupils(lesson.row.id) == []


def test_a_form_in_another_type_is_refused(address: str) -> None:
    """A page elsewhere can send text without asking, and JSON only after asking."""
    browser = Browser(address)
    for kind in ("text/plain", "multipart/form-data", ""):
        assert browser.ask("POST", "/api/join", b"{}", {"Content-Type": kind}).status == 415
        assert browser.ask("POST", "/join", b"x=y", {"Content-Type": kind}).status == 415


@pytest.mark.parametrize(
    "path", ["/assets/../class_room.py", "/assets/..%2fclass_room.py", "/assets/%2e%2e/class_room.py",
             "/assets//etc/passwd", "/assets/....//class_room.py", "/assets/play.css%00", "/../../etc/passwd",
             "/results.../../x", "/assets/..\\class_room.py"],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_served(path: str, address: str) -> None:
    with socket.create_connection(tuple(address.split(":"))) as connection:  # type: ignore[arg-type]
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404"), answer[:100]
    assert b"import" not in answer
    assert b"root:" not in answer


def test_a_body_that_is_too_long_is_refused_before_it_was_read(address: str) -> None:
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.putrequest("POST", "/join")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", str(10**9))
    connection.endheaders()
    connection.send(b"x" * (web_requests.MOST_FORM_BYTES + 1))
    response = connection.getresponse()
    assert response.status == 413
    assert response.getheader("connection") == "close"
    connection.close()


def test_too_many_fields_are_no_form(address: str) -> None:
    browser = Browser(address)
    answered = browser.post("/join", {f"field-{number}": "" for number in range(201)})
    assert answered.status == 400


@pytest.mark.parametrize(
    "body", [b"", b"[", b"[]", b"null", b'{"code": 1}', b"[" * 3000, b'{"code": "\\ud800"}', b"\xff"]
)
def test_what_is_no_request_of_a_terminal_is_refused_with_a_sentence(body: bytes, address: str) -> None:
    answered = Browser(address).ask("POST", "/api/class", body, {"Content-Type": "application/json"})
    assert answered.status == 400
    assert answered.json["words"]


def test_a_slow_body_is_not_waited_for(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_requests, "BODY_SECONDS", 0.05)
    connection = http.client.HTTPConnection(address, timeout=30)
    connection.putrequest("POST", "/join")
    connection.putheader("Content-Type", "application/x-www-form-urlencoded")
    connection.putheader("Content-Length", "100")
    connection.endheaders()
    connection.send(b"mark=")
    response = connection.getresponse()
    assert response.status == 408
    assert response.getheader("connection") == "close"
    connection.close()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost:"])
def test_a_head_that_does_not_come_is_not_waited_for(
    begun: bytes, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.05)
    with socket.create_connection(tuple(address.split(":")), timeout=30) as connection:  # type: ignore[arg-type]
        connection.sendall(begun)
        assert _is_dropped(connection)


def test_a_connection_that_asks_once_and_then_trickles_is_dropped(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "HEAD_SECONDS", 0.05)
    with socket.create_connection(tuple(address.split(":")), timeout=30) as connection:  # type: ignore[arg-type]
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET")
        assert _is_dropped(connection)


def test_one_address_does_not_hold_all_connections(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "MOST_OF_ADDRESS", 3)
    host, port = address.split(":")
    with ExitStack() as stack:
        held = [stack.enter_context(socket.create_connection((host, int(port)), timeout=30)) for _ in range(3)]
        for connection in held:
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        assert _is_dropped(stack.enter_context(socket.create_connection((host, int(port)), timeout=30)))
        held[0].sendall(b"GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert _is_dropped(held[0])
        assert Browser(address).get("/health").status == 200, "whoever lets one go gets another"


def _is_dropped(connection: socket.socket) -> bool:
    try:
        while connection.recv(65536):
            pass
    except ConnectionResetError:
        pass
    return True


def test_nothing_is_smuggled_behind_a_request_with_two_lengths(address: str) -> None:
    head = b"POST /api/class HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 4\r\n"
    smuggled = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    with socket.create_connection(tuple(address.split(":")), timeout=30) as connection:  # type: ignore[arg-type]
        connection.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled)
        answered = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answered.startswith(b"HTTP/1.1 400")
    assert answered.count(b"HTTP/1.1") == 1


def test_whoever_asks_too_fast_is_asked_to_wait(address: str, ann: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    statuses = [ann.get("/news").status for _ in range(OF_PUPIL.at_once * 2)]
    assert 429 in statuses
    assert Browser(address).get("/health").status == 200, "others go on"


def test_a_terminal_that_sends_more_steps_than_anybody_does_is_asked_to_wait(address: str, lesson: Class) -> None:
    """Each is done again before it is refused, so a few requests could keep a server from everybody else."""
    client = ClassClient(address)
    client.join(lesson.row.code, "Eve")
    play, done = client.play().id, Step(do="waking/go_and_ask")
    impossible = (done, *[Step(do="scene:nowhere")] * 399)
    for _ in range(2):
        with pytest.raises(ClassProblem, match="not possible"):
            client.do_steps(play, 0, impossible)
    with pytest.raises(ClassProblem, match="too fast"):
        client.do_steps(play, 0, impossible)
    with pytest.raises(ClassProblem, match="no request"):
        client.do_steps(play, 0, (done,) * 1_001)
    assert client.play().steps == ()


def test_a_pace_comes_back_with_time() -> None:
    now = [0.0]
    limits, pace = RequestLimits(lambda: now[0]), RequestPace(3, 0.5)
    assert [limits.allows("ann", pace) for _ in range(4)] == [True, True, True, False]
    assert limits.allows("bo", pace)
    now[0] = 2.0
    assert [limits.allows("ann", pace) for _ in range(2)] == [True, False]


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_adds(lesson: Class) -> None:
    wrong = "AAAAAA" if lesson.row.code != "AAAAAA" else "BBBBBB"
    with served(lesson.room(), Site(behind_proxy=True)) as address:
        guesser = Browser(address, headers={"X-Forwarded-For": "1.2.3.4, 10.0.0.9"})
        for number in range(30):
            guesser.headers["X-Forwarded-For"] = f"made-up-{number}, 10.0.0.9"
            guesser.try_to_join(wrong, "Eve")
        assert guesser.try_to_join(lesson.row.code, "Eve").status == 429
        other = Browser(address, headers={"X-Forwarded-For": "10.0.0.10"})
        other.join(lesson.row.code, "Ann")


def test_a_proxy_that_adds_a_line_of_its_own_is_believed_and_not_the_line_before(lesson: Class) -> None:
    """As HAProxy does; the first line is whatever the client sent."""
    wrong = "AAAAAA" if lesson.row.code != "AAAAAA" else "BBBBBB"
    with served(lesson.room(), Site(behind_proxy=True)) as address:
        statuses = [_asked_about(address, wrong, f"10.1.1.{number}", "10.0.0.9") for number in range(31)]
    assert statuses == [409] * 30 + [429]


def _asked_about(address: str, code: str, *forwarded: str) -> int:
    """Ask for a class with several lines of one header; the status."""
    connection, body = http.client.HTTPConnection(address, timeout=30), json.dumps({"code": code}).encode()
    connection.putrequest("POST", "/api/class")
    for line in forwarded:
        connection.putheader("X-Forwarded-For", line)
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    status = connection.getresponse().status
    connection.close()
    return status


def test_guesses_at_the_same_moment_are_counted_like_others(lesson: Class) -> None:
    room = lesson.room()
    wrong = "AAAAAA" if lesson.row.code != "AAAAAA" else "BBBBBB"

    def guess(_: int) -> type[Exception]:
        try:
            room.check_code(wrong, "10.0.0.9")
        except Refusal as refusal:
            return type(refusal)
        raise AssertionError("it is no code")

    with ThreadPoolExecutor(60) as threads:
        refusals = list(threads.map(guess, range(120)))
    assert refusals.count(Refusal) == 30


def test_a_right_code_is_no_guess(lesson: Class) -> None:
    room = lesson.room()
    for _ in range(100):
        room.check_code(lesson.row.code, "10.0.0.9")


@pytest.mark.parametrize("name", ["", " ", "\u3164", "\u115f\u1160", "\u2800", "\u0301"])
def test_a_name_of_which_nothing_is_seen_is_none(name: str, lesson: Class) -> None:
    with pytest.raises(Refusal, match="type a name"):
        lesson.room().join(name, "test")


HOSTILE_NAMES = (
    "n" * 10_000,
    "\u202eeman\u2066" + "\u200f" * 50,
    "\x00\x1b]0;title\x07\r\n\t\x9b31m",
    "=HYPERLINK(1)",
    '"><script>alert(1)</script><b onmouseover=alert(2)>',
    "{{ 7 * 7 }}{% raw %}",
)


@pytest.mark.parametrize("name", HOSTILE_NAMES, ids=["long", "turning", "controls", "formula", "tags", "template"])
def test_whatever_somebody_is_called_every_page_and_file_stays_as_it_is(name: str, quiz: Class) -> None:
    harmful = re.compile("[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
    room = quiz.room()
    play_by_chance(room, joined(room, "Ann"), 10)
    with served(room) as address:
        browser, teacher = Browser(address), Browser(address)
        told = [browser.try_to_join(quiz.row.code, name), Browser(address).try_to_join(quiz.row.code, name)]
        told.append(Browser(address).come_back(quiz.row.code, name, "wrong"))
        told += [browser.get("/play"), browser.get("/play?page=settings"), browser.post("/word", _mark_of(browser))]
        told += [teacher.get(f"/teacher/{quiz.secret}"), teacher.manage(quiz.secret, "word", _pupil(quiz, 1))]
        told += [teacher.get("/results.csv"), teacher.get("/results.json")]
        kept = quiz.store.pupils(quiz.row.id)[1].name
        told_terminal = ClassClient(address).come_back(quiz.row.code, kept, room.new_word(_pupil(quiz, 1)))
        assert told_terminal.name == kept
    assert 0 < len(kept) <= 80
    for answered in told:
        assert not harmful.search(answered.text), "nothing gives orders to a terminal or turns the writing"
        assert "n" * 81 not in answered.text
        if "html" in answered.headers["content-type"]:
            tags = {tag for tag, _ in answered.page.elements}
            assert not tags & {"b", "iframe", "img"}
            assert all(
                given.get("src", "/").startswith("/assets/") for tag, given in answered.page.elements if tag == "script"
            )
            assert not [name for _, given in answered.page.elements for name in given if name.startswith("on")]
    assert "49" not in kept


def _pupil(quiz: Class, number: int) -> str:
    return quiz.store.pupils(quiz.row.id)[number].id


def _mark_of(browser: Browser) -> dict[str, str]:
    return {"mark": browser.get("/play").page.form_with("mark").controls["mark"].value}


def test_what_a_teacher_says_has_nothing_that_a_database_or_a_terminal_minds(lesson: Class) -> None:
    lesson.room().announce("Five\x00 more\x1b[31m\n minutes")
    row = lesson.store.class_by_id(lesson.row.id)
    assert row is not None
    assert row.message.isprintable()
    assert "minutes" in row.message


def test_a_pupil_reaches_no_play_but_their_own(ann: Browser, lesson: Class) -> None:
    room = lesson.room()
    (pupil,) = lesson.store.pupils(lesson.row.id)
    ann.do()
    client = ClassClient(ann.address)
    client.join(lesson.row.code, "Bo")
    client.play()
    plays = {row.pupil: row for row in lesson.store.plays(lesson.row.id)}
    before = lesson.store.steps(plays[pupil.id].id)
    for at in (0, len(before)):
        with pytest.raises(ClassProblem):
            client.do_steps(plays[pupil.id].id, at, (before[0].step,))
    client.begin_anew(plays[pupil.id].id)
    assert lesson.store.play_of(pupil.id) == plays[pupil.id]
    assert lesson.store.steps(plays[pupil.id].id) == before
    for form in ({"remove": pupil.id}, {"word": pupil.id}, {"status": "ended"}):
        assert ann.post("/teacher", {**_mark_of(ann), **form}).status == 404
    assert room.row.status == "open"


def test_without_a_proxy_nobody_says_from_where_they_ask(address: str, lesson: Class) -> None:
    wrong = "AAAAAA" if lesson.row.code != "AAAAAA" else "BBBBBB"
    guesser = Browser(address)
    for number in range(30):
        guesser.headers["X-Forwarded-For"] = f"10.0.0.{number}"
        guesser.try_to_join(wrong, "Eve")
    assert guesser.try_to_join(lesson.row.code, "Eve").status == 429


def test_a_fault_is_a_page_and_a_report_and_no_traceback(
    ann: Browser, lesson: Class, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ZeroDivisionError("secret words")

    monkeypatch.setattr(ClassRoom, "page", fail)
    answered = ann.get("/play")
    assert answered.status == 500
    assert "Something went wrong" in answered.words
    assert "secret words" not in answered.text
    assert lesson.told


def test_what_is_not_there_is_said_in_a_page(address: str) -> None:
    for method, path in (("GET", "/nothing"), ("GET", "/results.exe"), ("DELETE", "/play"), ("GET", "/join")):
        answered = Browser(address).ask(method, path)
        assert answered.status in (404, 405)
        assert "There is no such page" in answered.words


def test_hostile_names_are_words_in_the_play(lesson: Class) -> None:
    with served(lesson.room()) as address:
        browser = Browser(address)
        answered = browser.try_to_join(lesson.row.code, '<img src=x onerror="alert(1)">')
        assert [tag for tag, _ in answered.page.elements if tag == "img"] == []
        again = Browser(address).try_to_join(lesson.row.code, '<img src=x onerror="alert(1)">')
        assert [tag for tag, _ in again.page.elements if tag == "img"] == []
        assert joined(lesson.room(), "x").name == "x"
