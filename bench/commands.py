"""How the commands of this folder end: with their code, and without a word when nobody reads on, as before `| head`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

sys.path.append(str(Path(__file__).parent.parent))  # where the game is not installed

from game.process import OutputLost, own_streams
from game.support.exit_codes import INTERRUPTED, READER_GONE, UNFINISHED


def run_command(main: Callable[[], int | None]) -> NoReturn:
    """Run the `main` of a command and exit with what it gives; None is 0.

    When the output is read no further, or Ctrl+C is pressed, the exit code is that of `eightwings` (`READER_GONE`,
    `INTERRUPTED`); where the output cannot be written for another reason, it is UNFINISHED.
    """
    own_streams()
    try:
        try:
            code = main()
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OutputLost as lost:
        code = READER_GONE if isinstance(lost.error, BrokenPipeError) else UNFINISHED
        if code == UNFINISHED:
            print(f"What there is to say cannot be written: {lost.error.strerror}.", file=sys.stderr)
    sys.exit(code)
