"""The person's own side: the screen turned to them, and short sentences to point at."""
