"""Files that leave the house: what the browser is told about them."""

from flask import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def download(data: bytes, media_type: str, name: str) -> Response:
    """Bytes to keep, never opened by the browser in our name."""
    response = Response(data, mimetype=media_type, headers={"Content-Security-Policy": "default-src 'none'; sandbox"})
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
