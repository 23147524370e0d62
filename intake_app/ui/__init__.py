"""Windows: screens hold widgets, widgets emit facts, no rule lives here."""
