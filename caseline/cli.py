"""The `flask` commands: what each feature can do from a terminal, by name. The only list of them."""

from importlib import import_module

from flask import Flask
from flask.cli import AppGroup

from caseline.later import Later

installation = Later("caseline.installation")

# By name; each is loaded when it is called.
COMMANDS = {
    "serve": "caseline.serving",
    "work": "caseline.serving",
    "users": "caseline.users.commands",
    "extract": "caseline.documents.commands",
    "ingest": "caseline.documents.commands",
    "dates": "caseline.timeline.commands",
    "chronology": "caseline.timeline.commands",
    "dossier": "caseline.dossiers.commands",
    "report": "caseline.reports.commands",
    "network": "caseline.reports.commands",
    "demo": "caseline.demo",
    "backup": "caseline.backup.commands",
    "restore": "caseline.backup.commands",
    "verify": "caseline.backup.commands",
    "key": "caseline.backup.commands",
    "migrate-to-postgres": "caseline.backup.moving",
}
WITHOUT_RECORDS = {"dates", "extract"}


class Commands(AppGroup):
    """The commands of every feature, each loaded when it is called: none of them makes the server start later."""

    def __init__(self, app: Flask):
        super().__init__(name=app.name)
        self._app = app

    def list_commands(self, context):
        return sorted({*super().list_commands(context), "db", *COMMANDS})

    def get_command(self, context, name):
        if name not in WITHOUT_RECORDS:
            self._app.furnish()
        if name == "db":
            installation.know_migrations(self._app)
        if name in COMMANDS and name not in self.commands:
            self.add_command(getattr(import_module(COMMANDS[name]), name.replace("-", "_")))
        return super().get_command(context, name)
