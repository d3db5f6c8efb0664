"""Pictures: told by their bytes, turned upright, in sRGB, without anything else in them."""

import zlib
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageCms

from app.pictures import WIDTHS, read_picture
from gis.errors import GisError
from tests.pictures import Pixels, a_picture, corners, pixels, segments

UPRIGHT = ("r", "g", "b")
NARROW = pixels(600, 60)
SAMPLES = {name: a_picture(name, drawn=NARROW) for name in ("JPEG", "PNG", "WEBP")}


def refusal(content: bytes) -> str:
    with pytest.raises(GisError) as refused:
        read_picture(content)
    return refused.value.key


@pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP"])
def test_a_picture_becomes_three_progressive_jpeg_files(written_as: str) -> None:
    made = read_picture(a_picture(written_as, drawn=pixels(3000, 1500)))
    assert (made.width, made.height) == (2400, 1200)
    for width in WIDTHS:
        with Image.open(BytesIO(made.files[width])) as image:
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (width, width // 2))
        assert 0xC2 in [marker for marker, _ in segments(made.files[width])]
        assert corners(made.files[width]) == UPRIGHT


def test_a_small_picture_is_not_blown_up() -> None:
    made = read_picture(a_picture(drawn=pixels(640, 400)))
    assert (made.width, made.height) == (640, 400)
    with Image.open(BytesIO(made.files[480])) as image:
        assert image.size == (480, 300)


def test_nothing_is_left_of_position_camera_or_comment() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Model] = "Appareil"
    position = exif.get_ifd(ExifTags.IFD.GPSInfo)
    position[ExifTags.GPS.GPSLatitudeRef] = "N"
    position[ExifTags.GPS.GPSLatitude] = (43.0, 57.0, 24.6)
    sent = a_picture(exif=exif, comment=b"chez moi", xmp=b"<x:xmpmeta/>", dpi=(300, 300))
    sent_markers = {marker for marker, _ in segments(sent)}
    assert {0xE1, 0xFE} <= sent_markers
    for content in read_picture(sent).files.values():
        kept = list(segments(content))
        assert not {marker for marker, _ in kept} & {*range(0xE1, 0xF0), 0xFE}
        assert [said[:5] for marker, said in kept if marker == 0xE0] == [b"JFIF\0"]


def stored_as(orientation: int, shown: Pixels) -> Pixels:
    """What a camera writes of what is to be shown, by EXIF 2.3, 4.6.4 A."""
    first_row, first_column = {
        1: ("top", "left"), 2: ("top", "right"), 3: ("bottom", "right"), 4: ("bottom", "left"),
        5: ("left", "top"), 6: ("right", "top"), 7: ("right", "bottom"), 8: ("left", "bottom"),
    }[orientation]  # fmt: skip
    sides = {first_row, first_column}
    turned = shown[:: -1 if "bottom" in sides else 1, :: -1 if "right" in sides else 1]
    return np.ascontiguousarray(turned if orientation < 5 else turned.transpose(1, 0, 2))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_put_upright(orientation: int, written_as: str) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    sent = a_picture(written_as, drawn=stored_as(orientation, pixels(640, 700)), exif=exif)
    made = read_picture(sent)
    assert (made.width, made.height) == (640, 700)
    assert corners(made.files[2400]) == UPRIGHT


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "CMYK"])
def test_every_kind_of_pixels_is_taken(mode: str) -> None:
    image = Image.fromarray(pixels()).convert(mode)
    file = BytesIO()
    image.save(file, "JPEG" if mode == "CMYK" else "PNG")
    with Image.open(BytesIO(read_picture(file.getvalue()).files[2400])) as made:
        assert (made.mode, made.size) == ("RGB", (640, 400))
        red = made.getpixel((100, 100))
    if mode in ("P", "RGBA", "CMYK"):
        assert red[0] - max(red[1:]) > 150
    else:
        assert max(red) - min(red) < 10


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    shades = np.tile(np.linspace(0, 65_535, 640).astype(np.uint16), (400, 1))
    file = BytesIO()
    Image.fromarray(shades).save(file, "PNG")
    with Image.open(BytesIO(read_picture(file.getvalue()).files[2400])) as made:
        row = np.asarray(made)[200, :, 0].astype(int)
    assert np.abs(row - np.linspace(0, 255, 640)).max() < 6


def test_what_is_transparent_is_white() -> None:
    drawn = np.zeros((400, 640, 4), np.uint8)
    with Image.open(BytesIO(read_picture(a_picture("PNG", drawn=drawn)).files[480])) as made:
        assert min(made.getpixel((10, 10))) > 250


def test_colours_are_those_of_the_pictures_own_profile() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"....", 1).replace(b"gXYZ", b"rXYZ", 1)
    swapped = swapped.replace(b"....", b"gXYZ", 1)
    made = read_picture(a_picture(icc_profile=swapped))
    assert corners(made.files[2400]) == ("g", "r", "b")
    broken = read_picture(a_picture(icc_profile=profile[:40]))
    assert corners(broken.files[2400]) == UPRIGHT


def test_of_an_animation_there_is_the_first_picture() -> None:
    frames = [Image.fromarray(pixels()), Image.new("RGB", (640, 400), "white")]
    for written_as in ("WEBP", "PNG"):
        file = BytesIO()
        frames[0].save(file, written_as, save_all=True, append_images=frames[1:], duration=100)
        assert corners(read_picture(file.getvalue()).files[480]) == UPRIGHT


def test_a_credit_is_proposed_from_what_the_author_wrote() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "  Jeanne\tMartin\x00 "
    assert read_picture(a_picture(exif=exif)).credit == "Jeanne Martin"
    assert read_picture(a_picture()).credit == ""


def test_the_same_picture_has_the_same_key() -> None:
    once, again = read_picture(a_picture()), read_picture(a_picture())
    assert once.key == again.key
    assert read_picture(a_picture(drawn=pixels(700, 400))).key != once.key


def a_png_header(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is so large."""
    said = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\r"
        + said
        + zlib.crc32(said).to_bytes(4, "big")
        + b"\0\0\0\x04IDAT\0\0\0\0\0\0\0\0"
    )


@pytest.mark.parametrize("size", [(60_001, 1_000), (100_000, 100_000)])
def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(
    size: tuple[int, int],
) -> None:
    assert refusal(a_png_header(*size)) == "photo.too_many_pixels"


@pytest.mark.parametrize("size", [(599, 2_000), (700, 20_000)])
def test_a_picture_that_is_too_narrow_is_refused(size: tuple[int, int]) -> None:
    assert refusal(a_picture(drawn=np.zeros((size[1], size[0], 3), np.uint8))) == "photo.too_small"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"/>',
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + bytes(100),
        b"%PDF-1.7",
        a_picture("TIFF"),
        a_picture("GIF"),
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name(content: bytes) -> None:
    assert refusal(content) == "photo.not_a_picture"


def test_what_is_hidden_behind_a_picture_does_not_come_along() -> None:
    hidden = b"<script>alert(1)</script>"
    made = read_picture(a_picture(comment=hidden) + hidden)
    assert all(hidden not in content for content in made.files.values())


def test_a_picture_of_a_recent_iphone_is_refused_with_advice() -> None:
    assert refusal(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(50)) == "photo.heic"


@pytest.mark.parametrize("written_as", ["JPEG", "PNG", "WEBP"])
def test_half_a_picture_is_refused(written_as: str) -> None:
    whole = a_picture(written_as, drawn=np.random.default_rng(1).integers(
        0, 256, (400, 640, 3), np.uint8))  # fmt: skip
    assert refusal(whole[: len(whole) // 2]) in ("photo.damaged", "photo.not_a_picture")


@settings(max_examples=150, deadline=None)
@given(data=st.data(), written_as=st.sampled_from(["JPEG", "PNG", "WEBP"]))
def test_whatever_happens_to_its_bytes_a_picture_is_taken_or_refused(
    data: st.DataObject, written_as: str
) -> None:
    content = bytearray(SAMPLES[written_as])
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    end = data.draw(st.one_of(st.just(len(content)), places))
    try:
        made = read_picture(bytes(content[:end]))
    except GisError as refused:
        assert refused.key.startswith("photo.")
    else:
        assert made.width >= 600
