"""`python -m game` is the command `eightwings`."""

from game.cli import main

raise SystemExit(main())
