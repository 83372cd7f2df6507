"""The language data for reading scans: where they lie and which languages are there. Loads no recognition itself."""
import os
from pathlib import Path

from caseline.reading.failures import ReadFailure

# ISO 639-1 → Tesseract's names; the first four are fetched at set-up, the others work once their data are installed
TESSERACT_NAMES = {
    'fr': 'fra', 'nl': 'nld', 'en': 'eng', 'de': 'deu', 'ar': 'ara', 'bg': 'bul', 'el': 'ell', 'es': 'spa', 'fa': 'fas',
    'hy': 'hye', 'it': 'ita', 'ka': 'kat', 'pl': 'pol', 'ps': 'pus', 'pt': 'por', 'ro': 'ron', 'ru': 'rus', 'so': 'som',
    'sq': 'sqi', 'sr': 'srp', 'ti': 'tir', 'am': 'amh', 'tr': 'tur', 'uk': 'ukr', 'ur': 'urd', 'zh': 'chi_sim',
}
_FOLDERS = (Path(__file__).resolve().parents[2] / 'vendor' / 'tessdata',
            Path('/usr/share/tesseract-ocr/5/tessdata'), Path('/usr/share/tesseract-ocr/4.00/tessdata'))


def tessdata() -> Path:
    """The folder with language data: CASELINE_TESSDATA, else what set-up fetched, else the distribution's."""
    chosen = os.environ.get('CASELINE_TESSDATA')
    for folder in ((Path(chosen),) if chosen else _FOLDERS):
        if any(folder.glob('*.traineddata')):
            return folder
    raise ReadFailure('unsupported', 'The language data for reading scans are not installed. '
                      'Run “make” once with the network, or set CASELINE_TESSDATA to a folder that holds them.')


def installed() -> tuple[str, ...]:
    """Languages (ISO 639-1) that scans can be read in on this machine."""
    here = {path.stem for path in tessdata().glob('*.traineddata')}
    return tuple(code for code, name in TESSERACT_NAMES.items() if name in here)
