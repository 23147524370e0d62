"""Use cases: one small class or function per thing a person does; transactions begin here."""
