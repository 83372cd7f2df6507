"""The child process of `template`: one order and one .docx on standard input, the answer on standard output.

Run by its path, so that nothing of Caseline is loaded beside it. Exit 0 with the answer; exit 3 with a sentence on standard
error; anything else means it ran into a limit.
"""

import io
import json
import resource
import sys

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

_PERSONAL = ("/thumbnail", "/custom-properties")


def main() -> int:
    """Reads the order, limits itself, obeys."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["seconds"], order["megabytes"])
    document = DocxTemplate(io.BytesIO(sys.stdin.buffer.read()))
    try:
        answer = _fill(document, order["values"]) if order["do"] == "fill" else _names(document)
    except SecurityError:
        return _refuse("The template asks for something a placeholder may not do, and was refused.")
    except UndefinedError as error:
        return _refuse(f"The template asks for a field that does not exist: {error.message}.")
    except TemplateSyntaxError as error:
        return _refuse(f"A placeholder is not written as it should be: {error.message}.")
    except (TemplateError, etree.XMLSyntaxError, TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
        return _refuse("The template could not be filled in: a placeholder stands where Word cannot hold its text.")
    sys.stdout.buffer.write(answer)
    return 0


def _limit(seconds: float, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _sandbox() -> ImmutableSandboxedEnvironment:
    sandbox = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    sandbox.globals.clear()
    return sandbox


def _fill(document: DocxTemplate, values: dict) -> bytes:
    document.render(values, _sandbox(), autoescape=True)
    package = document.docx.part.package
    for number, link in list(package.rels.items()):
        if link.reltype.endswith(_PERSONAL):
            del package.rels[number]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _names(document: DocxTemplate) -> bytes:
    return json.dumps(sorted(document.get_undeclared_template_variables(_sandbox()))).encode()


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence)
    return 3


if __name__ == "__main__":
    sys.exit(main())
