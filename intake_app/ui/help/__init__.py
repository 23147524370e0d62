"""The help that F1 opens, and the practice conversation."""
