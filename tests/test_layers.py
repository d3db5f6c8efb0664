"""The house: an import goes down, never up, never sideways between doors."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

DOORS = ("app.site", "app.api", "app.cli", "app.desk")
FLOORS = (
    ("gis",),
    ("app.columns", "app.models"),
    ("app.digits", "app.folding", "app.queries"),
    ("app.actions",),
)
"""From the ground up; above them stand the rooms that doors share, and then the doors."""
SHARED = len(FLOORS)
DOORSTEP = SHARED + 1
WIRING = ("app",)
"""create_app() alone knows every door."""
BELOW_THE_DOORS = tuple(name for floor in FLOORS for name in floor)
MAY_SELECT = ("app.queries", "app.actions", "app.localdb")
MAY_ASK_THE_SERVER = ("app.api.site_files", "app.cli.doctor", "app.schema")
"""They ask PostgreSQL how it is, not what it holds."""
NETWORK = {"socket", "ssl", "urllib", "http", "ftplib", "smtplib", "subprocess", "sqlite3"}
GIS_MAY_IMPORT = {
    "gis",
    "numpy",
    "shapely",
    "pyproj",
    "lxml",
    "gpxpy",
    "folium",
    "branca",
    "orjson",
    "pyogrio",
    "rasterio",
    "osmium",
}
IN_MEMORY = {"gis.readers.geopackage": "sqlite3", "gis.readers.geopackage_tables": "sqlite3"}
"""What may also open files, and there reads bytes that it is given."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("gis", "app"):
        for path in sorted(Path(folder).rglob("*.py")):
            name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
            yield name, ast.parse(path.read_text("utf-8"))


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def floor(module: str) -> int:
    found = [level for level, names in enumerate(FLOORS) if is_in(module, *names)]
    if found:
        return found[0]
    return DOORSTEP if is_in(module, *DOORS) or module in WIRING else SHARED


def breaches(module: str, imported: str) -> Iterator[str]:
    """What is wrong with one import, in words."""
    if floor(imported) > floor(module) and is_in(imported, "app", "gis"):
        yield f"{module} reaches up to {imported}"
    door = next((name for name in DOORS if is_in(module, name)), None)
    other = next((name for name in DOORS if is_in(imported, name)), None)
    if door and other and door != other:
        yield f"{module} reaches sideways to {imported}"
    if is_in(module, *BELOW_THE_DOORS) and imported.split(".", maxsplit=1)[0].startswith("flask"):
        yield f"{module} knows Flask"
    if is_in(module, "gis") and not is_known_to_gis(imported, module):
        yield f"{module} is not pure: {imported}"


def is_known_to_gis(imported: str, module: str) -> bool:
    root = imported.split(".", maxsplit=1)[0]
    allowed = GIS_MAY_IMPORT | {IN_MEMORY.get(module)}
    return root in allowed or root in sys.stdlib_module_names - NETWORK


def test_imports_go_down() -> None:
    found = [
        breach
        for name, tree in modules()
        for imported in imports(tree)
        for breach in breaches(name, imported)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("module", "imported"),
    [
        ("gis.line", "app.models.Route"),
        ("app.models.route", "app.queries.sheets.route_sheet"),
        ("app.queries.sheets", "app.actions.publication.publish_route"),
        ("app.queries.sheets", "app.config.Settings"),
        ("app.actions.routes", "flask.g"),
        ("app.site.home", "app.api.files.route"),
        ("gis.line", "sqlalchemy.select"),
        ("gis.line", "socket.create_connection"),
        ("gis.line", "sqlite3"),
        ("gis.line", "urllib.request.urlopen"),
        ("app.feeds", "app.api.files.file"),
        ("app.route_files", "app.site.drawing.Frame"),
    ],
)
def test_an_import_up_or_sideways_is_seen(module: str, imported: str) -> None:
    assert list(breaches(module, imported))


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    known = dict(modules())
    arrows = {
        name: {
            target
            for imported in imports(tree)
            if (target := imported if imported in known else imported.rpartition(".")[0]) in known
            and target != name
        }
        for name, tree in known.items()
    }
    while leaves := [name for name, targets in arrows.items() if not targets & arrows.keys()]:
        for name in leaves:
            del arrows[name]
    assert sorted(arrows) == []


def selects(tree: ast.Module) -> bool:
    """Whether a module reads tables: select(…), sa.select(…), session.query(…), text("SELECT…")."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = getattr(function, "id", getattr(function, "attr", ""))
        words = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if name in {"select", "query"}:
            return True
        if name == "text" and words and str(words[0]).lstrip().upper().startswith("SELECT"):
            return True
    return False


def test_only_queries_and_actions_select() -> None:
    found = [name for name, tree in modules() if selects(tree) and not is_in(name, *MAY_SELECT)]
    assert sorted(found) == sorted(MAY_ASK_THE_SERVER)


@pytest.mark.parametrize(
    "code",
    ["select(Route)", "sa.select(Route)", "session.query(Route)", "text('SELECT 1 FROM route')"],
)
def test_every_way_of_selecting_is_seen(code: str) -> None:
    assert selects(ast.parse(code))
