"""Files of the real world that lie beside the checkout, where somebody has put them there."""

from pathlib import Path

import pytest

from tools.tables import REAL_FILES


def realdata(name: str) -> Path:
    """The path of a file; skips the test where it is absent."""
    path = REAL_FILES / name
    if not path.exists():
        pytest.skip(f"needs realdata/{name} beside the checkout")
    return path
