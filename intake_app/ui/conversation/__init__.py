"""The conversation, from "is it safe here?" to what leaves; one screen at a time."""
