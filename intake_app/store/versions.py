"""Which database the store runs on, for those who look after the machine."""

from __future__ import annotations

from contextlib import closing

from sqlcipher3 import dbapi2


def library_versions() -> tuple[str, str]:
    """Return the versions of SQLCipher and of the SQLite inside it."""
    with closing(dbapi2.connect(":memory:")) as connection:
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    return str(cipher), dbapi2.sqlite_version
