"""The window, its pages and the lock: everything around a conversation."""
