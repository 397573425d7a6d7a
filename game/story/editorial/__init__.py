"""The editorial lint: what a class of every political view can be shown, and what teaches.

One family of rules a file. They read definitions and the compiled story, and report into the same catalogue as all
findings. Why there is each rule stands in docs/editorial.md.
"""

from game.story.editorial.linting import lint, lint_translation

__all__ = ["lint", "lint_translation"]
