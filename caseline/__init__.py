"""Caseline: a family's papers in, a reviewed and sourced timeline out."""

from caseline.later import Later

application = Later("caseline.application")


def create_app(settings=None, **config):
    """The application, ready to serve; see caseline/application.py. A process that only needs an engine loads no web."""
    return application.create_app(settings, **config)
