"""The screens, one a file, each with its styles beside it. A screen is imported when it is first opened."""
