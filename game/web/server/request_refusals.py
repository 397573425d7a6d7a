"""What is said no to: why something that a browser or a terminal asks for is not done."""

from __future__ import annotations


class Refusal(Exception):
    """What is asked for is not possible; the words are for whoever asked."""


class TooOften(Refusal):
    """It was tried too often; it is possible again after a minute at the latest."""


class Gone(Refusal):
    """What is asked of is not there any more."""


class WentOn(Refusal):
    """The play went on elsewhere meanwhile."""
