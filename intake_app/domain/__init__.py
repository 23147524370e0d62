"""Values, rules and ports of the program; standard library only."""
