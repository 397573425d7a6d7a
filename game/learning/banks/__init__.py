"""Question banks of other programs, in and out: one format a module, all through `bank_questions`."""
