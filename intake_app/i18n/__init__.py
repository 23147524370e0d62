"""The words, languages, formats and fonts of the program."""
