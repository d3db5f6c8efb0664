"""Pictures as people send them, and the JPEG files that are made of them."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

import numpy as np
from PIL import ExifTags, Image, ImageCms

from app.actions.photos import LONGEST_CREDIT
from gis.errors import GisError
from gis.xmltext import printable

WIDTHS = (480, 1200, 2400)
"""The widths of the files made of a picture, in pixels: each at the most."""
MOST_PIXELS = 60_000_000
LEAST_WIDTH = 600
QUALITY = 85
_TAKEN = ("JPEG", "PNG", "WEBP")
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What puts a picture upright, by its EXIF orientation."""
_QUARTER_TURNS = {_TURNS[orientation] for orientation in (5, 6, 7, 8)}


@dataclass(frozen=True)
class Picture:
    """A picture without its metadata: a JPEG file for each of WIDTHS.

    `width` and `height` are those of the largest, in pixels; `credit` is what the camera or the
    author had written into it, empty where nothing was.
    """

    files: Mapping[int, bytes]
    width: int
    height: int
    credit: str = ""

    @cached_property
    def key(self) -> str:
        """The SHA-256 of the largest file, in hexadecimal."""
        return hashlib.sha256(self.files[max(self.files)]).hexdigest()


def read_picture(content: bytes) -> Picture:
    """Makes its files of a JPEG, PNG or WebP picture, upright and in sRGB.

    What it is, its bytes say. Its size is read before it is decoded; of an animation there is
    the first frame; what is transparent is white. Raises GisError `photo.not_a_picture`,
    `photo.heic`, `photo.too_many_pixels`, `photo.too_small` or `photo.damaged`.
    """
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC:
        raise GisError("photo.heic")
    try:
        image = Image.open(BytesIO(content), formats=_TAKEN)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except Exception as error:  # What Pillow raises of broken bytes is no closed list.
        raise GisError("photo.not_a_picture") from error
    with image:
        try:
            return _re_encoded(image)
        except GisError:
            raise
        except Exception as error:
            raise GisError("photo.damaged") from error


def _re_encoded(image: Image.Image) -> Picture:
    if image.width * image.height > MOST_PIXELS:
        raise _too_many_pixels()
    exif = _exif(image)
    turn = _TURNS.get(exif.get(ExifTags.Base.Orientation, 1))
    width, height = image.size if turn not in _QUARTER_TURNS else image.size[::-1]
    largest = max(WIDTHS)
    scale = min(largest / width, 2 * largest / height, 1)
    if width * scale < LEAST_WIDTH:
        raise GisError("photo.too_small", least=LEAST_WIDTH)
    # A JPEG decodes straight to twice the size that is wanted, in a fraction of the memory.
    image.draft("RGB", (round(2 * scale * image.width), round(2 * scale * image.height)))
    upright = _in_srgb(image)
    if turn is not None:
        upright = upright.transpose(turn)
    upright.info = {}
    files, sizes = {}, []
    for limit in sorted(WIDTHS, reverse=True):
        upright.thumbnail((limit, 2 * limit), Image.Resampling.LANCZOS)
        files[limit] = _jpeg(upright)
        sizes.append(upright.size)
    return Picture(files, *sizes[0], credit=_credit(exif))


def _exif(image: Image.Image) -> Image.Exif:
    """What the camera wrote; nothing where that cannot be read."""
    try:
        return image.getexif()
    except Exception:
        return Image.Exif()


def _in_srgb(image: Image.Image) -> Image.Image:
    """The same colours in 8-bit RGB, on white."""
    profile = image.info.get("icc_profile")
    image.load()
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    if image.has_transparency_data:
        over = image.convert("RGBA")
        image = Image.new("RGB", image.size, "white")
        image.paste(over, mask=over.getchannel("A"))
    elif image.mode not in ("RGB", "L", "CMYK"):
        image = image.convert("RGB")
    return (profile and _converted(image, profile)) or image.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """By its own colour profile; None where that is broken or not for such a picture."""
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _jpeg(image: Image.Image) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", quality=QUALITY, progressive=True, optimize=True)
    return written.getvalue()


def _credit(exif: Image.Exif) -> str:
    """Who made it, or who owns it, as its metadata say."""
    for tag in (ExifTags.Base.Artist, ExifTags.Base.Copyright):
        said = exif.get(tag)
        if isinstance(said, str) and (words := " ".join(printable(said).split())):
            return words[:LONGEST_CREDIT]
    return ""


def _too_many_pixels() -> GisError:
    return GisError("photo.too_many_pixels", most=MOST_PIXELS // 1_000_000)
