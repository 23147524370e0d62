"""What touches bytes from outside: limits first, and the parsers in a limited child process."""
