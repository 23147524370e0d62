"""The referral screens: receiver, what may be known, exactly what leaves.

They are built apart from the rest of the conversation, and opened by it.
"""
