"""The record of answers: every answer that is given in a play, in one SQLite file in the user's data folder."""
