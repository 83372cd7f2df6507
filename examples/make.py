"""Make the example families' files from their papers.json: `python examples/make.py [family …]`."""

import json
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import camera
import office
from layout import Paper, paper_from, pdf_of

HERE = Path(__file__).parent
FORMS: dict[str, Callable[[Paper], bytes]] = {
    "pdf": pdf_of, "scan": camera.scan, "photo": camera.photo, "screenshot": camera.screenshot, "fax": camera.fax,
    "docx": office.docx, "odt": office.odt, "rtf": office.rtf, "eml": office.eml, "txt": office.txt,
}


def main(names: list[str]) -> None:
    families = [HERE / name for name in names] or sorted(path.parent for path in HERE.glob("*/papers.json"))
    for family in families:
        for entry in json.loads((family / "papers.json").read_text("utf-8")):
            paper = paper_from(entry, seed=zlib.crc32(entry["file"].encode()))
            data = FORMS[paper.form](paper)
            (family / paper.file).write_bytes(data)
            print(f"{family.name}/{paper.file}  {len(data) / 1024:.0f} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
