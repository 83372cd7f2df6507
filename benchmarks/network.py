"""Seven pilots of 3,000 invented cases: write the datasets, read and check them, compare, write the report.

`python -m benchmarks.network [--cases 3000] [--pilots 7]` prints CPU seconds of each step and the most memory used, beside
the targets: 60 s and 1 GiB in all.
"""

import argparse
import json
import platform
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from flask_babel import force_locale

from caseline import create_app
from caseline.config import load_settings
from caseline.reports.cohort import ADULT_BANDS, CHILD_BANDS, Cohort, Record
from caseline.reports.impact import IMPACT, PROMPTS, SCALE
from caseline.reports.network import compare, dataset, read_dataset
from caseline.reports.writing import FORMATS, Report

SCORES = [f"a{number:02}_{word}" for number, word in enumerate(["risk_leaving", "self_reliance", "trust_authorities", "trust_lawyers"], start=1)]


def invented(pilot: str, cases: int, chance: random.Random) -> Cohort:
    """A cohort of this pilot with every field filled somewhere."""
    return Cohort(tuple(_case(pilot, number, chance) for number in range(cases)), day=date(2026, 6, 30))


def _case(pilot: str, number: int, chance: random.Random) -> Record:
    referred = date(2018, 1, 1) + timedelta(days=chance.randrange(3000))
    answers = {key: chance.choice([*SCALE, "dont_know", "no_answer"]) for key in IMPACT}
    answers |= {key: chance.choice(["yes", "no", "dont_know", "not_relevant"]) for keys in PROMPTS.values() for key in keys}
    return Record(
        key=f"{chance.getrandbits(80):020x}", site=pilot, referred=referred.isoformat(), admitted=referred.isoformat() if number % 3 else "",
        closed="2026-01-15" if number % 4 == 0 else "", analysed=number % 2 == 0, adults=tuple(chance.choices(ADULT_BANDS, k=2)),
        children=tuple(chance.choices(CHILD_BANDS, k=3)), sexes=tuple(chance.choices(["F", "M", ""], k=5)), stay_months=chance.randrange(240),
        legal_months=chance.randrange(120), support_months=chance.randrange(50), contacts={"visit": chance.randrange(20), "call": chance.randrange(90)},
        detained=chance.choice([True, False, None]), asylum=True, vulnerable=None, status=chance.choice(["in_touch", "disengaged", "resolved_regularisation"]),
        resolution=chance.choice(["", "none", "refugee_status", "forced_removal"]), answers=answers,
        baseline=tuple((key, chance.randrange(11), chance.randrange(11)) for key in SCORES), waits=(("asylum", chance.randrange(60), True), ("9bis", chance.randrange(60), False)),
        steps=(("9bis", "decision", "io", chance.randrange(2000), True), ("asylum", "judgment", "call", chance.randrange(2000), number % 5 > 0)),
        findings={"gap": chance.randrange(1, 4), "unnotified": 1}, resolved_months=chance.choice([None, chance.randrange(60)]),
    )  # fmt: skip


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--cases", type=int, default=3000)
    asked.add_argument("--pilots", type=int, default=7)
    options, chance = asked.parse_args(), random.Random(1)
    steps: list[tuple[str, float]] = []

    def timed(step: str, function):
        began = time.process_time()
        done = function()
        steps.append((step, time.process_time() - began))
        return done

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings(Path(folder) / "instance"))
        files = [Path(folder) / f"pilot-{number}.json" for number in range(options.pilots)]
        for number, file in enumerate(files):
            cohort = invented(f"pilot-{number}", options.cases, chance)
            timed("export", lambda cohort=cohort, file=file: file.write_text(json.dumps(dataset(cohort, file.stem), separators=(",", ":"))))
        size = sum(file.stat().st_size for file in files) / 2**20
        pilots = [timed("import", lambda file=file: read_dataset(json.loads(file.read_text()))) for file in files]
        told = timed("compare", lambda: compare(pilots))
        with app.test_request_context(), force_locale("en"):
            for form in FORMATS:
                timed(f"write {form}", lambda form=form: FORMATS[form][0](Report("Network", "benchmark", told, "en", True)))
    whole, memory = sum(seconds for _step, seconds in steps), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    for step in dict.fromkeys(step for step, _seconds in steps):
        print(f"{step:12} {sum(seconds for one, seconds in steps if one == step):7.2f} s")
    print(f"{'in all':12} {whole:7.2f} s of CPU (target 60); most memory {memory:.0f} MiB (target 1024); {size:.0f} MiB of datasets; {platform.machine()}, Python {platform.python_version()}")
    return 0 if whole < 60 and memory < 1024 else 1


if __name__ == "__main__":
    sys.exit(main())
