"""Builds every object once; `jobs` names what guard children may run."""
