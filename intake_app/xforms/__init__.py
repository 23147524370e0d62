"""Forms: from XLSForm source to a compiled definition to a running session."""
