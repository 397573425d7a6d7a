"""A terminal without a screen, for the benchmarks: a process in a pty, its output, and when it came."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from types import TracebackType


class Terminal:
    """A process in a pty of 80 columns and 24 rows."""

    def __init__(self, command: list[str], environment: dict[str, str], columns: int = 80, rows: int = 24) -> None:
        self.started = time.perf_counter()
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.execvpe(command[0], command, environment)  # noqa: S606 - the benchmark's own command
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.output = b""

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.descriptor)

    def type(self, keys: str) -> None:
        """Send keys, as a keyboard would."""
        os.write(self.descriptor, keys.encode())

    def press(self, keys: str, silence: float) -> float:
        """Milliseconds from keys to the last byte that they cause: nothing has come for `silence` seconds behind it."""
        start = time.perf_counter()
        last = start
        self.type(keys)
        while self.read(silence):
            last = time.perf_counter()
        return (last - start) * 1000

    def read(self, seconds: float) -> bytes:
        """What comes within this time; empty when nothing does."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if not ready:
            return b""
        try:
            content = os.read(self.descriptor, 65536)
        except OSError:
            return b""
        self.output += content
        return content

    def until(self, words: str, seconds: float = 20.0) -> float:
        """Seconds since the process started at which these words were first on their way to the screen."""
        wanted, deadline = words.encode(), time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            if self.read(0.5) and wanted in self.output:
                return time.perf_counter() - self.started
        raise SystemExit(f"“{words}” did not appear within {seconds:.0f} s:\n{self.output[-2000:]!r}")

    def quiet(self, seconds: float = 0.25) -> None:
        """Wait until nothing has come for this time."""
        while self.read(seconds):
            pass
