"""The command line: `error:` and `hint:` lines in the user's language."""
