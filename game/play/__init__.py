"""What both clients share: a session, the typed commands, and the words in which things are told."""
