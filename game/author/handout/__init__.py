"""A pack's questions on paper: a worksheet to print, and its key."""
