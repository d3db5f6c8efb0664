"""balise import-dem and terrain: the models that give heights."""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from flask_babel import gettext as _
from flask_babel import ngettext

from app import here
from app.cli.progress import progress
from app.figures import metres, number
from app.messages import sentence
from app.terrain_files import KeptTile, Model, import_tile, models, remove_model
from gis.errors import GisError
from gis.terrain.frame import Strip


@click.command("import-dem")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--name", default="", help="The model that they are part of, as officers read it.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line, for programs.")
def import_dem(files: tuple[Path, ...], *, name: str, as_json: bool) -> None:
    """Import terrain models: GeoTIFF, SRTM (.hgt, .hgt.zip), ESRI ASCII grids of IGN (.asc).

    Each file is a tile of a model; the tiles of IGN and of SRTM tell which, any other is a model
    of its own. A file that is imported again replaces what it gave before. The finest model that
    knows a place gives its height.

    \b
    balise import-dem N43E000.hgt.zip
    balise import-dem RGEALTI_2-0_5M_ASC_LAMB93-IGN69_D032/*/*/*.asc
    balise import-dem --name "Lidar 2025" dalles/*.tif
    """
    failed = False
    alone = len(files) == 1
    for file in files if alone else progress(files, len(files), _("Terrain")):
        shown = os.fsencode(file).decode("utf-8", "replace")
        try:
            kept = import_tile(here.settings(), file, name, _watched if alone else _unwatched)
        except GisError as error:
            failed = True
            document = {"file": shown, "refused": sentence(error), "refused_key": error.key}
            said = f"✗ {shown} : {sentence(error)}"
        else:
            document = {"file": shown, **_document(kept)}
            said = f"✓ {shown} → {_told(kept)}"
        click.echo(json.dumps(document, ensure_ascii=False) if as_json else said)
    sys.exit(1 if failed else 0)


@click.group()
def terrain() -> None:
    """See and remove the terrain models that are there; import-dem brings them."""


@terrain.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def list_models(*, as_json: bool) -> None:
    """List the terrain models: name, tiles, resolution, covered area."""
    found = models(here.settings())
    if as_json:
        click.echo(json.dumps([_summary(model) for model in found], ensure_ascii=False))
        return
    if not found:
        click.echo(_("Aucun modèle de terrain."))
    for model in found:
        tiles = ngettext(
            "%(shown)s dalle",
            "%(shown)s dalles",
            len(model.tiles),
            shown=number(len(model.tiles)),
        )
        click.echo(f"{model.name}  {tiles}  {_extent(model.cell_m, model.area_km2)}")


@terrain.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Remove the terrain model NAME and all its tiles; lines keep the heights that it gave."""
    count = remove_model(here.settings(), name)
    click.echo(
        ngettext(
            "Modèle « %(name)s » enlevé : %(shown)s dalle.",
            "Modèle « %(name)s » enlevé : %(shown)s dalles.",
            count,
            name=name,
            shown=number(count),
        )
    )


def _watched(strips: Iterable[Strip], total: int) -> Iterable[Strip]:
    return progress(strips, total, _("Terrain"))


def _unwatched(strips: Iterable[Strip], _total: int) -> Iterable[Strip]:
    return strips


def _told(kept: KeptTile) -> str:
    frame = kept.tile.frame
    void = _("inconnu : %(percent)s %%", percent=number(100 * kept.void, 1))
    return f"{kept.tile.model} ({_extent(frame.cell_m, frame.area_km2)}, {void})"


def _extent(cell_m: float, area_km2: float) -> str:
    """How fine, and how much of the ground."""
    cell = metres(cell_m) if cell_m >= 10 else f"{number(cell_m, 1)}\N{NO-BREAK SPACE}m"
    return _(
        "une altitude tous les %(cell)s, %(area)s km²",
        cell=cell,
        area=number(area_km2, 0 if area_km2 >= 10 else 2),
    )


def _document(kept: KeptTile) -> dict[str, Any]:
    frame = kept.tile.frame
    return {
        "model": kept.tile.model,
        "cell_m": round(frame.cell_m, 2),
        "area_km2": round(frame.area_km2, 3),
        "bounds": [round(degrees, 6) for degrees in frame.bounds],
        "void": round(kept.void, 6),
    }


def _summary(model: Model) -> dict[str, Any]:
    return {
        "model": model.name,
        "tiles": len(model.tiles),
        "cell_m": round(model.cell_m, 2),
        "area_km2": round(model.area_km2, 3),
        "bounds": [round(degrees, 6) for degrees in model.bounds],
    }


COMMANDS = (import_dem, terrain)
