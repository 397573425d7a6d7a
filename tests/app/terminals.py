"""A command in a terminal of its own: what it writes, which modes it leaves the terminal in, and how it ends."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from types import TracebackType

_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
_KITTY = re.compile(rb"\x1b\[([<>])[0-9]*u")
_USUAL = {b"7": b"h", b"25": b"h"}
"""Modes that are set in a fresh terminal: long lines wrap, the cursor is seen. All others are not."""


class Terminal:
    """A process with a terminal as its standard streams, in a session of its own. `errors` is where stderr goes."""

    def __init__(
        self, words: list[str], size: tuple[int, int] = (80, 24), errors: str = "", **environment: str
    ) -> None:
        self.output = b""
        self.status: int | None = None
        #: The other end stays open here: so the attributes can be read when the process is gone.
        self.descriptor, self._end = pty.openpty()
        self.resize(*size)
        self.before = termios.tcgetattr(self._end)
        self.process = os.fork()
        if self.process == 0:
            self._become(words, errors, environment)

    def _become(self, words: list[str], errors: str, environment: dict[str, str]) -> None:
        try:
            os.setsid()
            fcntl.ioctl(self._end, termios.TIOCSCTTY, 0)
            for number in range(3):
                os.dup2(self._end, number)
            if errors:
                os.dup2(os.open(errors, os.O_CREAT | os.O_WRONLY), 2)
            os.closerange(3, 256)
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)  # a test run in the background inherits that some are ignored
            surroundings = {**os.environ, "TERM": "xterm-256color", **environment}
            for name in ("COLUMNS", "LINES"):
                surroundings.pop(name, None)
            os.execve(sys.executable, [sys.executable, *words], {**surroundings, **environment})  # noqa: S606
        finally:
            os._exit(111)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
        os.close(self.descriptor)
        if self._end >= 0:
            os.close(self._end)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size, of which the system tells the process."""
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def type(self, keys: str | bytes) -> None:
        """Type, reading meanwhile what is written: else both sides might wait for each other."""
        rest = keys.encode() if isinstance(keys, str) else keys
        while rest:
            reading, writing, _ = select.select([self.descriptor], [self.descriptor], [], 20)
            assert reading or writing, "nothing can be typed"
            if reading:
                self._read(0)
            if writing:
                rest = rest[os.write(self.descriptor, rest[:512]) :]

    def _read(self, seconds: float) -> bool:
        if not select.select([self.descriptor], [], [], seconds)[0]:
            return False
        try:
            content = os.read(self.descriptor, 65536)
        except OSError:  # nobody is left at the other end
            return False
        self.output += content
        return bool(content)

    def until(self, wanted: str | bytes | Callable[[], bool], seconds: float = 30) -> None:
        """Wait until this was written, from the last `forget` on, or until it is so."""
        deadline = time.monotonic() + seconds
        words = wanted.encode() if isinstance(wanted, str) else wanted
        is_so = words if callable(words) else lambda: words in self.output
        while not is_so():
            assert time.monotonic() < deadline, f"{wanted!r} did not come:\n{self.output[-1500:]!r}"
            self._read(0.05)
        while callable(wanted) and self._read(0):
            pass  # what was written before it was so counts, too

    def type_until(self, keys: str, wanted: str, seconds: float = 30) -> None:
        """Type again and again until this was written, as a player does whose keys went down with what came before."""
        deadline = time.monotonic() + seconds
        while wanted.encode() not in self.output:
            assert time.monotonic() < deadline, f"{wanted!r} did not come:\n{self.output[-1500:]!r}"
            self.type(keys)
            self._read(1)

    def forget(self) -> None:
        """What was written up to now counts no more."""
        self.output = b""

    def send(self, number: int) -> None:
        """Send the process a signal."""
        os.kill(self.process, number)

    def hang_up(self) -> None:
        """Close the window: both ends of the terminal, so that only the process still has it."""
        os.close(self._end)
        self._end = -1
        os.close(self.descriptor)
        self.descriptor = os.open(os.devnull, os.O_RDWR)

    def is_stopped(self) -> bool:
        """Whether the process was suspended since this was asked last."""
        found, status = os.waitpid(self.process, os.WNOHANG | os.WUNTRACED)
        return found != 0 and os.WIFSTOPPED(status)

    def ended(self, seconds: float = 30) -> int:
        """Wait for the end of the process. The result is its exit code, or minus the signal it died of."""
        deadline = time.monotonic() + seconds
        while self.status is None:
            found, status = os.waitpid(self.process, os.WNOHANG)
            if found:
                self.status = status
            else:
                assert time.monotonic() < deadline, f"it does not end:\n{self.output[-1500:]!r}"
                self._read(0.02)
        while self._read(0):
            pass
        return os.waitstatus_to_exitcode(self.status)

    @property
    def attributes(self) -> list[object]:
        """How the terminal treats what is typed, such as whether it echoes."""
        return termios.tcgetattr(self._end)

    @property
    def unusual_modes(self) -> dict[str, str]:
        """The modes that what was written leaves the terminal in, and a fresh one is not in."""
        modes: dict[bytes, bytes] = {}
        for numbers, state in _MODE.findall(self.output):
            modes.update(dict.fromkeys(numbers.split(b";"), state))
        kitty = sum(1 if way == b">" else -1 for way in _KITTY.findall(self.output))
        unusual = {mode.decode(): to.decode() for mode, to in modes.items() if to != _USUAL.get(mode, b"l")}
        return {**unusual, **({"kitty": str(kitty)} if kitty > 0 else {})}
