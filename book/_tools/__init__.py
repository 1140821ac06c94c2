"""Tools for the book's own notebooks: find them, re-run them, tell which of them a change touches."""
