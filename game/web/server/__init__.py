"""A class that plays in browsers: one process or several, one store, no state that another process cannot take over."""
