"""What `flask` and the server start from."""

import gc

gc.disable()  # what is loaded now stays: looking for rubbish among it would take a fifth of the start (measured)

from caseline import create_app  # noqa: E402

app = create_app()
gc.freeze()
gc.enable()
