"""Which later texts, offers and endings depend on what: the readers of each variable, and what a choice changes."""
