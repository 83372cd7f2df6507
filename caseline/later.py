"""Libraries that are slow to load and that most pages never need: loaded when something of theirs is first used."""

from importlib import import_module


class Later:
    """Stands for a module: `docx = Later("docx")` costs nothing, `docx.Document()` loads it, once for all threads."""

    def __init__(self, name: str):
        self._name = name

    def __getattr__(self, attribute: str):
        found = getattr(import_module(self._name), attribute)
        setattr(self, attribute, found)
        return found
