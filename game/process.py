"""What the command makes of the process it runs in: its streams, and the signals that end it.

Whatever a verb does, a stream that fails or a signal that ends the process reaches `game.cli` as an exception below
BaseException: no `except Exception` on the way takes it for an error of the game, and everything that cleans up does.
"""

from __future__ import annotations

import io
import os
import select
import signal
import sys
from types import FrameType
from typing import BinaryIO, TextIO, cast


class OutputLost(BaseException):
    """Nothing more can be written to the standard output. `error` is what the system said."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


class Stopped(BaseException):
    """A signal asked the process to end: `number` is which one."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.number = number


class _Output(io.FileIO):
    """A standard stream. After a write has failed it takes everything, and nothing of it goes anywhere."""

    lost = False

    def write(self, content: bytes, /) -> int:  # type: ignore[override]
        while not self.lost:
            try:
                written = super().write(content)
            except OSError as error:
                self.lost = True
                self.failed(error)
                break
            if written is not None:
                return written
            select.select((), (self.fileno(),), ())  # somebody has made the terminal non-blocking
        return len(content)

    def failed(self, error: OSError) -> None:
        """The standard output is what a command is run for."""
        raise OutputLost(error)


class _Complaints(_Output):
    def failed(self, error: OSError) -> None:
        """What cannot be complained of changes nothing: the exit code says it."""


def own_streams() -> None:
    """Make the standard streams ones that can be used whatever they are. For the start of a process.

    A character that one side does not know becomes `?` or `�`. Writing to an output that is closed, full or no longer
    read raises OutputLost, once; the error output is silent then. An input that is closed is at its end.
    """
    _fill_gaps()
    sys.stdin = _reading(sys.stdin)
    sys.stdout = _writing(sys.stdout, _Output, 1, "replace")
    sys.stderr = _writing(sys.stderr, _Complaints, 2, "backslashreplace")


def _fill_gaps() -> None:
    """Let none of the first three descriptors be free: the next file that is opened, a play even, would get it.

    The output is opened for reading, so that writing to it fails as it does where it is closed.
    """
    for number, way in enumerate((os.O_RDONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, way)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)


def _reading(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(0, encoding="utf-8", errors="replace", closefd=False)
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
    return stream


def _writing(stream: TextIO | None, kind: type[_Output], number: int, errors: str) -> TextIO:
    if stream is None:
        return io.TextIOWrapper(_buffered(kind(number, "wb", closefd=False)), "utf-8", errors)
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if type(raw) is not io.FileIO:  # a console of Windows
        stream.reconfigure(errors=errors)
        return stream
    ours = kind(raw.fileno(), "wb", closefd=False)
    unbuffered = raw is stream.buffer  # PYTHONUNBUFFERED
    return io.TextIOWrapper(
        cast("BinaryIO", ours) if unbuffered else _buffered(ours), stream.encoding, errors,
        line_buffering=stream.line_buffering, write_through=stream.write_through,
    )  # fmt: skip


def _buffered(raw: _Output) -> BinaryIO:
    return cast("BinaryIO", io.BufferedWriter(cast("io.RawIOBase", raw)))


ENDING_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGQUIT") if hasattr(signal, name)
)  # fmt: skip
"""The signals that end a process and leave it time to clean up, as far as the system knows them; Ctrl+C is apart."""


def stop_on_signals() -> None:
    """From now on a signal that ends the process raises Stopped; one that whoever started it wants ignored is."""
    for number in ENDING_SIGNALS:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)  # a second one does not wait for whatever cleans up
    raise Stopped(number)


def die_at_once_if_interrupted() -> None:
    """From now on Ctrl+C ends the process at once, without a word, also while Python clears up."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def die_of(number: int) -> None:
    """End the process as the signal does, so that whoever waits for it learns of it."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)
