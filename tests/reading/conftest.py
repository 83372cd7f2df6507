"""A shut-in reader for all reading tests, and a way to read bytes as if they had been uploaded."""
import pytest

from caseline.reading.confined import Reader


@pytest.fixture(scope='session')
def reader():
    with Reader() as reader:
        yield reader


@pytest.fixture
def put(tmp_path):
    """Write bytes to a file with a server-made name, as the upload does; the owner's name is told separately."""
    def write(data: bytes):
        path = tmp_path / f'{len(list(tmp_path.iterdir()))}.bin'
        path.write_bytes(data)
        return path
    return write
