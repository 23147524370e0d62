"""Other formats at the edge: XLSForm export, HTCDS."""
