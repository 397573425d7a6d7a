"""Playing in a class from a terminal: what is asked of the server, and the play that it keeps."""
