"""One person: what can be done, what is written and who has it, stop sharing, erase."""
