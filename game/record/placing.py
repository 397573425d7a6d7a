"""The old names of `atomic_files`, until nothing uses them any more."""

from game.record.atomic_files import ENDING, move_file, numbered, rewrite_file, write_all
from game.record.atomic_files import write_and_keep_old as place
from game.record.atomic_files import write_numbered_file as place_new

__all__ = ["ENDING", "move_aside", "numbered", "place", "place_new", "replace", "write_all"]

move_aside = move_file
replace = rewrite_file
