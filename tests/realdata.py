"""Files of the real world that lie beside the checkout, where somebody has put them there."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "realdata"


def realdata(name: str) -> Path:
    """The path of a file; skips the test where it is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"needs realdata/{name} beside the checkout")
    return path
