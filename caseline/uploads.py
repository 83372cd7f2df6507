"""Uploads wait in memory, never in a temporary file: nothing of a family lies on the disk in clear, not even for a second."""

from io import BytesIO

from flask import Flask


def keep_in_memory(app: Flask) -> None:
    """Make requests of this app hold uploaded files in memory. Call it after every extension chose its request class."""

    class Request(app.request_class):
        def _get_file_stream(self, total_content_length, content_type, filename=None, content_length=None):
            return BytesIO()

    app.request_class = Request
