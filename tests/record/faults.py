"""Disks that fail and processes that are killed, at one file operation after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

OPERATIONS = (
    "open", "write", "fsync", "ftruncate", "lseek", "link", "replace", "rename", "unlink", "mkdir", "rmdir",
    "read", "fstat",
)  # fmt: skip


class Killed(BaseException):
    """The process was killed: nothing that comes after it is done."""


class Disk:
    """Counts file operations. `at` is the one that fails, counted from 0; `failed` tells whether it came to that."""

    def __init__(self, at: int, failure: int | type[Killed], *, half: bool = False, later: bool = False) -> None:
        self.at, self.failure, self.half, self.later = at, failure, half, later
        self.count, self.failed = -1, False
        #: What failed.
        self.name = ""
        #: What was done, in order, whether it failed or not.
        self.names: list[str] = []

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        if name == "fsync":
            real = (
                os.fstat
            )  # what a process wrote is there for the next one; only a power cut would show the difference

        def operation(*given: Any, **more: Any) -> Any:
            self.count += 1
            self.names.append(name)
            if self.failure is Killed and self.failed:
                raise Killed
            if self.count != self.at:
                return real(*given, **more)
            self.failed, self.name = True, name
            if name == "write" and self.half:
                real(given[0], bytes(given[1])[: len(given[1]) // 2])
            elif self.later:
                real(*given, **more)
            if self.failure is Killed:
                raise Killed
            raise OSError(self.failure, os.strerror(self.failure))  # type: ignore[arg-type]

        return operation


@contextmanager
def failing(disk: Disk) -> Iterator[None]:
    """Inside, the disk fails as it is told to."""
    with pytest.MonkeyPatch.context() as patched:
        for name in OPERATIONS:
            patched.setattr(os, name, disk.wrap(name, getattr(os, name)))
        yield
