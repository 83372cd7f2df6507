"""`python -m caseline.key_recovery`: the master key back from its two sheets, when the key file is lost.

It stands apart from `flask`, because without the key the application does not start.
"""

import getpass
import os
import sys
from pathlib import Path

from caseline.config import default_key_file
from caseline.keys import KeyMissing, from_shares, replace_private


def main() -> int:
    """Ask for both sheets and write the key file. Returns 0, or 1 when the sheets are not right or a key is there."""
    instance = Path(os.environ.get("CASELINE_INSTANCE") or Path(__file__).parent.parent / "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    key_file = Path(os.environ.get("CASELINE_KEY_FILE") or default_key_file(instance)).absolute()
    if key_file.exists():
        print(f"There is a key file already: {key_file}. Move it away first if it is not the right one.", file=sys.stderr)
        return 1
    try:
        key = from_shares(_ask("First sheet: "), _ask("Second sheet: "))
    except KeyMissing as error:
        print(error, file=sys.stderr)
        return 1
    key_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_private(key_file, key.hex().encode())
    print(f"The key is back: {key_file}")
    return 0


def _ask(question: str) -> str:
    return getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline()


if __name__ == "__main__":
    sys.exit(main())
