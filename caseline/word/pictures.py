"""Pictures without their past: pixels are kept, camera, place and author are not."""

import io
import warnings
from dataclasses import dataclass

from caseline.later import Later

from .blocks import Image
from .xmltext import attribute

PIL, Pillow, ImageOps = Later("PIL"), Later("PIL.Image"), Later("PIL.ImageOps")
LARGEST_PICTURE = 50_000_000
_EMU_PER_CM = 360_000
_FORMATS = ("PNG", "JPEG")


class BadPicture(ValueError):
    """The bytes are not a PNG or JPEG picture that can be printed."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be stored: its bytes, file ending, content type and size in pixels."""

    data: bytes
    ending: str
    content_type: str
    width: int
    height: int


def redrawn(data: bytes) -> Picture:
    """`data` (PNG or JPEG, at most 50 million pixels) drawn anew, upright, without metadata. Raises BadPicture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            with Pillow.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > LARGEST_PICTURE:
                    raise BadPicture("This picture is too large to print.")
                kind = opened.format
                pixels = ImageOps.exif_transpose(opened)
                pixels.load()
    except (PIL.UnidentifiedImageError, OSError, SyntaxError, ValueError, Pillow.DecompressionBombError,
            Pillow.DecompressionBombWarning) as error:
        raise error if isinstance(error, BadPicture) else BadPicture("This is not a PNG or JPEG picture.") from error
    return _stored(pixels, kind)


def _stored(pixels: "Pillow.Image", kind: str) -> Picture:
    wanted = pixels.mode if pixels.mode in ("L", "RGB", "RGBA") and not (kind == "JPEG" and pixels.mode == "RGBA") else "RGB"
    if kind == "PNG" and pixels.mode in ("P", "LA", "PA"):
        wanted = "RGBA"
    bare = Pillow.new(wanted, pixels.size)
    bare.paste(pixels.convert(wanted))
    buffer = io.BytesIO()
    if kind == "JPEG":
        bare.save(buffer, "JPEG", quality=90)
    else:
        bare.save(buffer, "PNG")
    ending = "jpeg" if kind == "JPEG" else "png"
    return Picture(buffer.getvalue(), ending, f"image/{ending}", *pixels.size)


def without_metadata(data: bytes) -> bytes:
    """A letterhead's PNG or JPEG drawn anew; other kinds (drawings) as they are."""
    try:
        return redrawn(data).data
    except BadPicture:
        return data


def drawing(image: Image, picture: Picture, relation_id: str, number: int) -> str:
    """The run that shows `picture` at the width asked for, with its alternative text."""
    width = round(image.width_cm * _EMU_PER_CM)
    height = round(width * picture.height / picture.width)
    alt = attribute(image.alt)
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="picture {number}" descr="{alt}"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation_id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
