"""Mailboxes over dumb transports; a folder first."""
