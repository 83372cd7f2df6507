"""Presentations (.pptx and its relatives): a leaf for each slide, in the order they are shown, with its notes below."""
from collections.abc import Iterator

from lxml import etree

from caseline.reading.packages import Package, attribute, local, open_package
from caseline.reading.pages import Job, Part
from caseline.reading.plain import illustrated

# the second copy of a drawing, kept for old programs
_LEFT_OUT = frozenset(('Fallback', 'extLst'))


def read_pptx(job: Job) -> Iterator[Part]:
    """Titles, texts, tables and notes of every slide; pictures large enough to be scans come out as attachments."""
    with open_package(job.source) as package:
        slides = ['\n'.join([*_blocks(package.xml(name)), *_notes(package, name)]) for name in _in_order(package)]
        pictures = list(package.pictures('ppt/media/'))
    return illustrated('\f'.join(slides), pictures, job)


def _in_order(package: Package) -> list[str]:
    """The slides as the presentation lists them; those it does not list (or all, when it lists none) by number."""
    every = [name for name in package.matching('ppt/slides/slide') if '/_rels/' not in name]
    targets = _targets(package, 'ppt/presentation.xml')
    shown = package.xml('ppt/presentation.xml')
    listed = [targets.get(value) for one in (shown.iter('{*}sldId') if shown is not None else ())
              for key, value in one.attrib.items() if key.endswith('}id')]
    first = [name for name in dict.fromkeys(listed) if name in every]
    return [*first, *(name for name in every if name not in first)]


def _notes(package: Package, slide: str) -> list[str]:
    found = [name for name in _targets(package, slide).values() if '/notesSlides/' in name and name in package.names]
    return [block for name in found[:1] for block in ['', *_blocks(package.xml(name))]]


def _targets(package: Package, part: str) -> dict[str, str]:
    """The parts that a part points to, by the number it gives them; paths from the top of the package."""
    folder, _, name = part.rpartition('/')
    relations = package.xml(f'{folder}/_rels/{name}.rels')
    if relations is None:
        return {}
    return {attribute(one, 'Id') or '': _path(folder, attribute(one, 'Target') or '') for one in relations}


def _path(folder: str, target: str) -> str:
    if target.startswith('/'):
        return target[1:]
    steps = folder.split('/')
    for step in target.split('/'):
        if step == '..':
            del steps[-1:]
        else:
            steps.append(step)
    return '/'.join(steps)


def _blocks(root: etree._Element) -> list[str]:
    """Paragraphs and table rows in the order the slide keeps them."""
    blocks: list[str] = []
    for child in root:
        name = local(child)
        if name == 'p':
            blocks.append(''.join('\n' if local(part) == 'br' else part.text or '' for part in child.iter('{*}t', '{*}br')))
        elif name == 'tr':
            blocks.append(' '.join(text for cell in child if (text := ' '.join(_blocks(cell)).strip())))
        elif name not in _LEFT_OUT:
            blocks += _blocks(child)
    return blocks
