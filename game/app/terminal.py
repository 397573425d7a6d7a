"""The terminal that an app runs in: given back as it was, whatever ends the app, and read whatever is typed."""

from __future__ import annotations

import fcntl
import os
import selectors
import signal
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable
from contextlib import suppress
from threading import Lock
from types import FrameType
from typing import Any, TextIO, cast

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.keys import Keys
from textual.message import Message

from game.process import ENDING_SIGNALS, die_of
from game.support import limits
from game.support.exit_codes import INTERRUPTED

_AS_IT_WAS = (
    "\x1b[?2026l"  # nothing is held back
    "\x1b[?2004l\x1b[?2048l\x1b[?7h"  # no marks around pastes, no reports of size; long lines wrap
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # no reports of the mouse
    "\x1b[<u\x1b[0m\x1b[?1049l\x1b[?25h\x1b[?1004l"  # keys, colours, the first screen, the cursor, no reports of focus
)
"""What undoes everything that Textual's driver asks of a terminal, in its order (xterm's control sequences; kitty)."""

_AT_ONCE = 4096
_FLOOD = limits.ANSWER_CHARACTERS
"""Characters that come without a pause and are no paste that the terminal marks as one: more than anybody may type."""
_PAUSE = 0.03
"""Seconds; a key that is held down comes again after such a pause."""
_MARK = len(BRACKETED_PASTE_START)
_LARGEST = 5_000
"""Columns or rows that no window has: a terminal that reports more is not believed."""
_PATIENCE = 0.5
"""Seconds that whoever ends the app waits for a terminal that takes nothing."""
TERMINAL_GONE = 129
"""The exit code when the terminal is gone: what a shell says of SIGHUP."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, for apps that may be ended by anything at any time."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # Textual draws on the error output. Somebody may want that in a file.
        self._screen = _Screen(sys.__stderr__ if _is_terminal(sys.__stderr__) else sys.__stdout__)
        self._file = cast("Any", self._screen)
        self._before: dict[int, Any] = {}
        self._attributes: list[Any] | None = None
        self._is_taken = self._pasting = False
        self._tail = ""
        self._burst, self._last_read = 0, 0.0

    # Beginning and ending

    def start_application_mode(self) -> None:
        """Take the terminal over; from now on the signals that end the process give it back first."""
        with suppress(termios.error):
            self._attributes = termios.tcgetattr(self.fileno)
        self._is_taken = True
        for number in (*ENDING_SIGNALS, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._end)
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._loop.add_signal_handler(signal.SIGWINCH, self._tell_size)

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._is_taken and self._writer_thread is not None:
            self.write("\x1b[?1016l")  # Textual forgets this one
            super().stop_application_mode()
        self._let_go()

    def _let_go(self) -> None:
        self._is_taken = False
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _end(self, number: int, _: FrameType | None) -> None:
        """End the process here: threads may wait for something that never comes, and every step is on disk."""
        self.give_back()
        if number == signal.SIGINT:
            os._exit(INTERRUPTED)
        die_of(number)

    def give_back(self) -> None:
        """Make the terminal what it was, at once, without the app, which may hang. Does nothing when that was done."""
        if not self._is_taken:
            return
        self.exit_event.set()  # the thread that reads ends
        self._screen.last(_AS_IT_WAS)
        with suppress(termios.error):
            termios.tcflush(self.fileno, termios.TCIFLUSH)
            if self._attributes is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._attributes)
        self._let_go()

    def _terminal_is_gone(self) -> None:
        """Nobody is there any more: the app ends. Every step is on disk."""
        with suppress(RuntimeError):  # it has ended already
            self._loop.call_soon_threadsafe(self._app.exit, TERMINAL_GONE)

    # Size

    def _tell_size(self) -> None:
        """Tell the app the size there is now, called by the loop.

        Textual reads the size in the handler of the signal. The handler of a second change may run within that of the
        first, which then tells the older size last; and it would stay.
        """
        if self._in_band_window_resize:
            return  # the terminal tells it itself
        size = Size(*self._get_terminal_size())
        self._app.post_message(events.Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        """What the terminal says, not what the environment says of it; a terminal that knows no size is as usual."""
        with suppress(OSError):
            columns, rows = os.get_terminal_size(self.fileno)
            if columns > 0 and rows > 0:
                return min(columns, _LARGEST), min(rows, _LARGEST)
        return 80, 24

    # Input

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read what is typed and hand it on, until the app ends or the terminal is gone."""
        decode = getincrementaldecoder("utf-8")("ignore").decode  # a byte that is no UTF-8 is no key
        self._parser = _Parser(self._debug)
        with selectors.DefaultSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    content = self._read()
                    if not content:
                        self._terminal_is_gone()
                        return
                    text = decode(content)
                    if self._is_flood(text):
                        self._drain(selector)
                        self.process_message(
                            events.Paste(text.ljust(limits.TYPED_CHARACTERS))
                        )  # too long, whatever it is
                    else:
                        self._parse(text)
                if not self._pasting:  # the mark that ends a paste may come in two pieces, and the second late
                    self._hand_on(self._parser.tick())
        self._hand_on(self._parser.feed(""))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, _AT_ONCE)
        except OSError:
            return b""

    def _is_flood(self, text: str) -> bool:
        """Whether this is a paste from a terminal that marks none: nobody types like that."""
        now = time.monotonic()
        goes_on, self._last_read = now - self._last_read < _PAUSE, now
        is_plain = not self._pasting and "\x1b" not in text
        self._burst = self._burst * goes_on + len(text) if is_plain else 0
        return self._burst > _FLOOD

    def _drain(self, selector: selectors.BaseSelector) -> None:
        """Read on until nothing comes for a while, and forget it."""
        while selector.select(2 * _PAUSE) and self._read() and not self.exit_event.is_set():
            pass

    def _parse(self, text: str) -> None:
        seen = self._tail + text  # a mark may come in two pieces
        begun, ended = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        self._tail = seen[1 - _MARK :]
        if begun >= 0 or ended >= 0:
            self._pasting = begun > ended
        self._hand_on(self._parser.feed(text))

    def _hand_on(self, messages: Iterable[Message]) -> None:
        """Hand on what was typed, but nothing that the parser cannot take, such as a key with an impossible number."""
        try:
            for message in messages:
                self.process_message(message)
        except Exception:
            self._parser = _Parser(self._debug)
            self._pasting = False

    def process_message(self, message: Message) -> None:
        """Hand a message on, unless it speaks of a window that cannot be."""
        size = message.size if isinstance(message, events.Resize) else None
        if size is None or (0 < size.width <= _LARGEST and 0 < size.height <= _LARGEST):
            super().process_message(message)


class _Parser(XTermParser):
    """Textual's parser, for whatever may be typed or pasted: a report that makes no sense is none."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        try:
            yield from super()._sequence_to_key_events(sequence, alt)
        except (ValueError, OverflowError):  # the number of a character that cannot be
            yield events.Key(Keys.Ignore, sequence)

    def parse_mouse_code(self, code: str) -> Message | None:
        try:
            return super().parse_mouse_code(code)
        except (ValueError, OverflowError, ZeroDivisionError):  # in a window of no size
            return None


class _Screen:
    """What is written to the terminal, by one thread; a terminal that takes nothing more is no reason to complain."""

    def __init__(self, file: TextIO | None) -> None:
        assert file is not None  # noqa: S101 - an app is started on a terminal only
        self._file = file
        self._one_writes = Lock()
        self.open = True

    def fileno(self) -> int:
        return self._file.fileno()

    def write(self, text: str) -> None:
        with self._one_writes, suppress(OSError, ValueError):
            if self.open:
                self._file.write(text)

    def flush(self) -> None:
        with self._one_writes, suppress(OSError, ValueError):
            if self.open:
                self._file.flush()

    def last(self, text: str) -> None:
        """Write this at once, and nothing any more."""
        alone = self._one_writes.acquire(timeout=_PATIENCE)
        self.open = False
        try:
            with suppress(OSError):
                _write_unblocked(self.fileno(), text.encode())
        finally:
            if alone:
                self._one_writes.release()


def _write_unblocked(descriptor: int, content: bytes) -> None:
    """Write without waiting. Raises OSError."""
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_NONBLOCK)
    try:
        os.write(descriptor, content)
    finally:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
