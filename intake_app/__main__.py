"""Where the program starts: as a guard child, or as itself.

The branch comes before any other import, so that a child that is about to open
a stranger's file has nothing of the program in memory but what it needs.
"""

from __future__ import annotations

import gc
import sys


def main() -> int:
    """Run the program and return its exit status."""
    if sys.argv[1:2] == ["--child"]:
        from intake_app.bootstrap.jobs import JOBS  # noqa: PLC0415 - see above
        from intake_app.guard.child import serve  # noqa: PLC0415 - see above

        serve(JOBS)
        return 0
    gc.set_threshold(10_000, 20, 20)  # a start makes many objects that stay, and no garbage
    from intake_app.bootstrap.program import main as run  # noqa: PLC0415 - see above

    return run()


if __name__ == "__main__":
    sys.exit(main())
