"""The demonstration, run once as a person would run it."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory) -> tuple[Path, Path]:
    """(instance, out) after `flask demo --out … --no-serve`, run once, also when several processes share the tests."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demonstrated"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _demonstrate(folder)
            (folder / "done").touch()
    return folder / "instance", folder / "out"


def _demonstrate(folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "flask", "demo", "--out", str(folder / "out"), "--no-serve"], cwd=ROOT, capture_output=True, text=True, timeout=300,
        env={**os.environ, "CASELINE_INSTANCE": str(folder / "instance"), "CASELINE_KEY_FILE": str(folder / "key")},
    )
    assert run.returncode == 0, run.stderr
    assert "not read" not in run.stderr
