"""What `flask` and the server start from."""

from caseline import create_app

app = create_app()
