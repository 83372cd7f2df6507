"""Pictures in a dossier keep their pixels and lose everything else."""

import io

import pytest
from PIL import Image as Pillow

from caseline.word.blocks import Image, WordDocument
from caseline.word.pictures import BadPicture, redrawn
from caseline.word.writer import write

from .test_letterhead import picture
from .wordprocessingml import body_of, faults, parts_of


def test_a_picture_is_stored_once_with_its_alternative_text_and_without_metadata():
    image = Image(picture(), 'The family\'s street, "north" side', 8)
    data = write(WordDocument((image, image), "en", "x"))
    parts = parts_of(data)
    assert faults(data) == []
    assert [name for name in parts if "media" in name] == ["word/media/picture_1.jpeg"]
    assert b"PhoneMaker" not in parts["word/media/picture_1.jpeg"]
    described = [one.get("descr") for one in body_of(data).iter() if one.tag.endswith("docPr")]
    assert described == ['The family\'s street, "north" side'] * 2


def test_a_sideways_telephone_picture_is_turned_upright():
    image = Pillow.new("RGB", (40, 20), "white")
    exif = image.getexif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    assert (redrawn(buffer.getvalue()).width, redrawn(buffer.getvalue()).height) == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16"])
def test_every_kind_of_png_can_be_printed(mode):
    buffer = io.BytesIO()
    Pillow.new(mode, (9, 9)).save(buffer, "PNG")
    assert redrawn(buffer.getvalue()).width == 9


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"\x89PNG\r\n\x1a\n" + b"\0" * 30])
def test_what_is_no_png_or_jpeg_is_refused(data):
    with pytest.raises(BadPicture):
        redrawn(data)
