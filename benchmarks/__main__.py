"""Everything at once: `python -m benchmarks` measures and writes benchmarks/RESULTS.md.

Each part runs in a process of its own and prints a table; what is compared was measured in turns in the same run.
"""

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = {  # module and options → what it measures
    "pages --families 100": "Pages, start-up, search and work, in an installation of generated families",
    "pages --families 1000": "The same in an installation ten times as large",
    "search --pages 100000": "Searching among very many pages",
    "together": "Looking and writing while papers are read",
    "reading": "Reading papers",
    "workers": "Two readers beside one",
    "extraction": "Understanding papers",
    "paper_sets": "Finding the events of whole families",
    "passages --aside": "Finding the events of tagged passages",
    "kinds --aside": "Kinds, dates and numbers of papers by their beginnings",
    "likeness": "What the second opinion adds on papers that nobody reads",
    "dates --aside": "Dates, beside other libraries where they are installed",
    "chronology": "Reasoning about events",
    "dossier": "Word dossiers",
    "browser": "A long timeline in a browser",
}


def main() -> int:
    """Exit 1 when a part failed or missed what it promises."""
    told, failed = [_heading()], []
    for part, what in PARTS.items():
        print(f"{what}…", file=sys.stderr, flush=True)
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{part.split()[0]}", *part.split()[1:]], cwd=ROOT, capture_output=True, text=True)
        output = done.stdout.strip()
        told.append(f"## {what}\n\n`python -m benchmarks.{part}`\n\n" + (output if "|---" in output else f"```\n{output}\n```"))
        if done.returncode:
            failed.append(part)
            told.append(f"This part ended with {done.returncode}: a goal was missed, or it could not run.\n{done.stderr.strip()[-500:]}")
    (ROOT / "benchmarks" / "RESULTS.md").write_text("\n\n".join(told) + "\n")
    print(f"benchmarks/RESULTS.md; not well: {', '.join(failed) or 'none'}", file=sys.stderr)
    return 1 if failed else 0


def _heading() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"# What was measured\n\n{date.today():%d %B %Y}, {platform.machine()}, {os.cpu_count()} processors, {memory:.0f} GB, Python {platform.python_version()}, "
        f"load {os.getloadavg()[0]:.1f} at the beginning. Written by `make bench`. CPU time, medians; ratios were taken in turns in one run, so "
        "that they hold on a busy machine, where the times themselves do not. The goals are those the project set itself before it was built."
    )


if __name__ == "__main__":
    sys.exit(main())
