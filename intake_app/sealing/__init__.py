"""age files, their STREAM payload, signed envelopes and archives: bytes in, bytes out."""
