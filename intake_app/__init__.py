"""Intake: two-language conversations kept encrypted on a laptop, and sealed referrals."""

__version__ = "0.1.0"
