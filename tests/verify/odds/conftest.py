"""Stories are made of texts as for the tests of simulations, with which their odds are compared."""

from tests.playthrough.simulation.conftest import story_of

__all__ = ["story_of"]
