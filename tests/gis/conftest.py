"""Real files from the field, where the folder that holds them stands beside the project."""

from pathlib import Path

import pytest

REAL_DATA = Path(__file__).parents[3] / "shared" / "realdata"
GPX_FOLDERS = ("gpx-formats", "gpx-france")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One case per real GPX for a test that asks for `real_gpx`.

    `readable_gpx` leaves out those that the test's module refuses on purpose.
    """
    name = next((one for one in ("real_gpx", "readable_gpx") if one in metafunc.fixturenames), "")
    if not name:
        return
    files = sorted(file for folder in GPX_FOLDERS for file in (REAL_DATA / folder).glob("*.gpx"))
    if name == "readable_gpx":
        files = [file for file in files if file.name not in metafunc.module.REFUSED]
    if files:
        metafunc.parametrize(name, files, ids=[file.name for file in files])
    else:
        absent = pytest.mark.skip(reason=f"no real GPX files in {REAL_DATA.name}/{GPX_FOLDERS[0]}")
        metafunc.parametrize(name, [pytest.param(None, marks=absent)])


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files; the test is skipped where it is absent."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"no folder of real files ({REAL_DATA.parent.name}/{REAL_DATA.name})")
    return REAL_DATA
