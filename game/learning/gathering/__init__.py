"""The answers of a pack brought together: from the record or from saved plays, by pupil and question."""
