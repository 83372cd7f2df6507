"""Python's search for values that hold each other, put off while a large case is reasoned about."""
import gc
from collections.abc import Iterator
from contextlib import contextmanager

_LARGE = 2000


@contextmanager
def put_off(events: int) -> Iterator[None]:
    """Hold cyclic collection back while a very large case is reasoned about: every value made here lives to the end, and
    walking all of them again and again took a third of the time at 20,000 events. Afterwards they count as old
    objects, unless a server has already put its own aside: those must stay where they are."""
    pause = events > _LARGE and gc.isenabled()
    if pause:
        gc.disable()
    try:
        yield
    finally:
        if pause and not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        if pause:
            gc.enable()
