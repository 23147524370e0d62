"""PDF: structure by reportlab, every line of text shaped by Qt with the shipped fonts."""
