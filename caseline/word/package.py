"""A Word file as a zip of parts, written so that the same parts always give the same bytes."""

import io
import zipfile
from dataclasses import dataclass, field

from .ooxml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS
from .xmltext import attribute

# The first moment a zip can name; a file that says nothing about when it was zipped says nothing about its maker.
_STAMP = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """A link from one part to another (`target` is relative to the part's folder) or, external, to the web."""

    id: str
    kind: str
    target: str
    external: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A file in the package: its name without leading slash, content type, bytes and outgoing links."""

    name: str
    content_type: str
    data: bytes
    relations: tuple[Relation, ...] = field(default=())


def zipped(parts: list[Part]) -> bytes:
    """The package of `parts` as the bytes of a .docx; the first part is the main one.

    Raises ValueError when two parts carry one name.
    """
    names = [part.name for part in parts]
    if len(set(names)) != len(names):
        raise ValueError("two parts of the Word file carry the same name")
    files = [("[Content_Types].xml", _content_types(parts)), ("_rels/.rels", _relations(_package_relations(parts)))]
    for part in parts:
        files.append((part.name, part.data))
        if part.relations:
            folder, _, base = part.name.rpartition("/")
            files.append((f"{folder}/_rels/{base}.rels", _relations(part.relations)))
    return zip_of(files)


def zip_of(files: list[tuple[str, bytes]]) -> bytes:
    """(name, bytes) pairs as a zip with one fixed date and no trace of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            entry.external_attr = 0
            archive.writestr(entry, data)
    return buffer.getvalue()


def _package_relations(parts: list[Part]) -> tuple[Relation, ...]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = {
        "docProps/core.xml": "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/app.xml": f"{office}/extended-properties",
        parts[0].name: f"{office}/officeDocument",
    }
    found = [(kinds[part.name], part.name) for part in parts if part.name in kinds]
    return tuple(Relation(f"rId{n}", kind, name) for n, (kind, name) in enumerate(found, 1))


def _relations(relations: tuple[Relation, ...]) -> bytes:
    rows = "".join(
        f'<Relationship Id="{one.id}" Type="{attribute(one.kind)}" Target="{attribute(one.target)}"'
        + (' TargetMode="External"/>' if one.external else "/>")
        for one in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'.encode()


def _content_types(parts: list[Part]) -> bytes:
    rows = "".join(
        f'<Override PartName="/{attribute(part.name)}" ContentType="{attribute(part.content_type)}"/>' for part in parts
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{DECLARATION}<Types xmlns="{CONTENT_TYPES}">{default}{rows}</Types>'.encode()
