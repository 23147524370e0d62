"""Fictional people who show the whole job from end to end."""
