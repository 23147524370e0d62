"""Widgets: they are given values and emit facts; they know no service and no file."""
