"""Connections on which nothing comes on: dropped, so that a few slow clients do not keep a class from playing."""

from __future__ import annotations

import asyncio
from collections import Counter

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 15.0
"""So long a request may take until its head has arrived,"""
READ_SECONDS = 30.0
"""and so long a client may read nothing while an answer waits for it."""
MOST_OF_ADDRESS = 1_024
"""So many connections an address may hold, behind which a whole school may be: half of those that a server takes."""

_held: Counter[str] = Counter()


class PatientProtocol(H11Protocol):
    """HTTP as uvicorn speaks it, but not for ever and not for one address alone: see above.

    Bodies are watched by who reads them.
    """

    _head: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _address = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the head of a request, unless this address holds too many connections."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        _held[self._address] += 1
        if _held[self._address] > MOST_OF_ADDRESS:
            self.transport.abort()
        else:
            self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take what came. Where it is not all of a head, the time for that goes on."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            _stop(self._head)
            self._head = None
        elif self.cycle is None or self.cycle.response_complete:
            self._await_head()

    def pause_writing(self) -> None:
        """The client does not read as fast as it is written to."""
        super().pause_writing()
        _stop(self._reading)
        self._reading = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The client has read."""
        super().resume_writing()
        _stop(self._reading)
        self._reading = None

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing more is waited for, and the address holds one less."""
        _held[self._address] -= 1
        if not _held[self._address]:
            del _held[self._address]
        for timer in (self._head, self._reading):
            _stop(timer)
        super().connection_lost(exc)

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(HEAD_SECONDS, self.transport.abort)


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
