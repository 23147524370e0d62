"""What helps whoever interprets: better words, the glossary, cards, reading aloud."""
