"""The directions in which ways lead."""

DIRECTIONS = {
    "north": "south", "northeast": "southwest", "east": "west", "southeast": "northwest",
    "south": "north", "southwest": "northeast", "west": "east", "northwest": "southeast",
    "up": "down", "down": "up", "in": "out", "out": "in",
}  # fmt: skip
"""Every direction with its opposite, in the order in which ways are listed."""
