"""An organisation's own Word template with `{{ … }}` placeholders, filled in by a child process that can be killed.

A template can hold a program (`{{ cycler.__init__… }}`, a loop that never ends), so it is rendered in Jinja's sandbox,
apart from this process, with limits on time, processor and memory, and with no environment to read.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .foreign import BadWordFile, external_links, is_plain_document, main_part, parse, unpack
from .package import zip_of
from .xmltext import clean

SECONDS = 20
MEGABYTES = 512
LARGEST_RESULT = 64 * 1024 * 1024
_CHILD = Path(__file__).with_name("template_child.py")
_REFUSED = 3
_BLANK_CORE = (b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties xmlns:cp="http://schemas.'
               b'openxmlformats.org/package/2006/metadata/core-properties"/>')


class TemplateProblem(ValueError):
    """The template cannot be used; the message is a sentence for the person who uploaded it."""


def fill(template: bytes, values: Mapping[str, Any], *, seconds: float = SECONDS) -> bytes:
    """The .docx `template` with its placeholders filled from `values` (strings, numbers, lists and mappings of them).

    Text is escaped: no value can become markup. Raises TemplateProblem when the file, a placeholder or the time taken
    is at fault. The result carries no author and no time.
    """
    _check(template)
    return _anonymous(_child({"do": "fill", "values": _printable(values)}, template, seconds))


def placeholders(template: bytes, *, seconds: float = SECONDS) -> tuple[str, ...]:
    """The names the `template` asks for, sorted. Raises TemplateProblem."""
    _check(template)
    return tuple(json.loads(_child({"do": "list"}, template, seconds)))


def _check(template: bytes) -> None:
    try:
        parts = unpack(template)
        main_part(parts)
        plain, links = is_plain_document(parts), external_links(parts)
        for name, data in parts.items():
            if name.endswith((".xml", ".rels")):
                parse(data)
    except BadWordFile as error:
        raise TemplateProblem(str(error)) from error
    if not plain:
        raise TemplateProblem("The template must be an ordinary Word document (.docx).")
    if links:
        raise TemplateProblem("The template fetches something from another place when it is opened; remove the link.")


def _child(order: Mapping[str, Any], template: bytes, seconds: float) -> bytes:
    head = json.dumps({**order, "seconds": seconds, "megabytes": MEGABYTES}).encode()
    try:
        run = subprocess.run([sys.executable, "-I", "-B", _CHILD], input=head + b"\n" + template, capture_output=True,
                             timeout=seconds, env={}, cwd="/", check=False)
    except subprocess.TimeoutExpired as error:
        raise TemplateProblem(f"Filling in the template took more than {seconds:g} seconds and was stopped.") from error
    if run.returncode == 0 and len(run.stdout) <= LARGEST_RESULT:
        return run.stdout
    if run.returncode == _REFUSED:
        raise TemplateProblem(run.stderr.decode(errors="replace").strip())
    raise TemplateProblem("Filling in the template used more time or memory than allowed and was stopped.")


def _printable(value: Any) -> Any:
    """The values with every string fit for XML."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list | tuple) else value


def _anonymous(data: bytes) -> bytes:
    return zip_of([(name, _BLANK_CORE if name == "docProps/core.xml" else part) for name, part in unpack(data).items()])
