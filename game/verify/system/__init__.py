"""The transition system of a story: locations, transitions with guards and effects, observers."""
