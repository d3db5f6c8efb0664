"""Pictures as cameras and programs write them, and a reader of JPEG files that is not ours."""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Pixels = NDArray[np.uint8]


def pixels(width: int = 640, height: int = 400) -> Pixels:
    """Red at the top left, green at the top right, blue below; shape (height, width, 3)."""
    drawn = np.zeros((height, width, 3), np.uint8)
    drawn[: height // 2, : width // 2, 0] = 255
    drawn[: height // 2, width // 2 :, 1] = 255
    drawn[height // 2 :, :, 2] = 255
    return drawn


def a_picture(written_as: str = "JPEG", *, drawn: Pixels | None = None, **options: object) -> bytes:
    """A picture file of a format of Pillow's."""
    file = BytesIO()
    Image.fromarray(pixels() if drawn is None else drawn).save(file, written_as, **options)
    return file.getvalue()


def segments(jpeg: bytes) -> Iterator[tuple[int, bytes]]:
    """The marker and content of each segment before the scan, as ISO 10918-1 B.1 says."""
    assert jpeg[:2] == b"\xff\xd8"
    at = 2
    while (marker := jpeg[at + 1]) != 0xDA:
        assert jpeg[at] == 0xFF
        length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
        yield marker, jpeg[at + 4 : at + 2 + length]
        at += 2 + length


def corners(jpeg: bytes) -> tuple[str, str, str]:
    """The colours at the top left, the top right and the bottom, by their first letter."""
    with Image.open(BytesIO(jpeg)) as image:
        shown = np.asarray(image)
    height, width, _ = shown.shape
    places = ((height // 4, width // 4), (height // 4, -width // 4), (-height // 4, width // 2))
    return tuple("rgb"[int(shown[place].argmax())] for place in places)  # type: ignore[return-value]
