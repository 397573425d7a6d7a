"""How often somebody may guess wrong in a class: counted in the store, so for every process that serves it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from game.localisation.messages import gettext
from game.web.server.class_store import ClassStore
from game.web.server.request_refusals import TooOften

_WRONG_A_MINUTE = 30  # from one address, behind which a whole school may be
_WRONG_OF_NAME = 10
_WRONG_IN_CLASS = 200

_Found = TypeVar("_Found")


class Guesses:
    """The guesses in one class. Any number of threads may guess.

    They are looked at one after the other, so that of many at the same moment no more are looked at than may be wrong.
    """

    def __init__(self, store: ClassStore, class_id: str, clock: Callable[[], float]) -> None:
        self._store, self._class, self._clock = store, class_id, clock
        self._lock = threading.Lock()

    def found(self, who: str, look: Callable[[], _Found | None], called: str = "") -> _Found | None:
        """What `look` finds for somebody at an address. None counts as a wrong guess, also of the name `called`.

        Raises TooOften, and then nobody has looked.
        """
        with self._lock:
            minute = int(self._clock() // 60)
            self._refuse(who, called, minute)
            found = look()
            if found is None:
                self._count(who, called, minute)
            return found

    def _refuse(self, who: str, called: str, minute: int) -> None:
        limits = [(self._address(who), _WRONG_A_MINUTE), (self._class, _WRONG_IN_CLASS)]
        limits += [(self._name(called), _WRONG_OF_NAME)] if called else []
        if any(self._store.attempted(counted, minute) >= most for counted, most in limits):
            raise TooOften(gettext("Too many wrong attempts. Wait a minute, and try again."))

    def _count(self, who: str, called: str, minute: int) -> None:
        counted = [self._address(who), self._class, *([self._name(called)] if called else [])]
        for each in counted:
            self._store.count_attempt(each, minute)

    def _address(self, who: str) -> str:
        return f"{self._class} guesses {who}"

    def _name(self, called: str) -> str:
        return f"{self._class} is {called}"
