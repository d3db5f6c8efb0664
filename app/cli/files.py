"""The bytes of a file that somebody named, or a sentence that says why not."""

from pathlib import Path

from gis.errors import ReadError


def content_of(path: Path) -> bytes:
    """All of a file. Raises ReadError where there is none that can be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError("file.not_found") from error
    except IsADirectoryError as error:
        raise ReadError("file.is_folder") from error
    except OSError as error:
        raise ReadError("file.unreadable") from error
