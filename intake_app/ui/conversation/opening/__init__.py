"""The three short screens before the first question."""
