"""balise steps: what to tell along a route, proposed from its line."""

import json
from collections.abc import Sequence
from functools import partial

import click
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from app.actions.cues import propose_steps
from app.cli.progress import progress
from app.cues import in_every_language, instruction
from app.database import db
from app.figures import at_km
from app.queries.cues import route_instructions
from app.queries.routes import route_by_slug
from gis.cues import Instruction, starts_m
from gis.vocabulary import Language


@click.command()
@click.argument("route")
@click.option("--reverse", is_flag=True, help="For who travels it the other way.")
@click.option("--keep", is_flag=True, help="Store them, to be checked, if the route has none.")
@click.option("--replace", is_flag=True, help="With --keep: instead of those it has.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for programs.")
def steps(route: str, *, reverse: bool, keep: bool, replace: bool, as_json: bool) -> None:
    """Propose the steps of a route: its turns, the routes it meets, the places it passes."""
    if reverse and keep:
        raise click.UsageError(_("--keep ne garde que les instructions du sens de l’itinéraire."))
    if replace and not keep:
        raise click.UsageError(_("--replace ne va qu’avec --keep."))
    watched = partial(progress, total=None, title=_("Comparaison avec les autres itinéraires"))
    with db.session.begin():
        found = route_by_slug(db.session, route)
        slug = found.slug
        if keep:
            told = propose_steps(
                db.session, found, in_every_language, replace=replace, watched=watched
            )
        else:
            told = route_instructions(db.session, found, backwards=reverse, watched=watched)
    click.echo(_as_json(slug, told) if as_json else _listed(told))
    if keep and not as_json:
        stored = ngettext(
            "%(shown)s instruction enregistrée, à vérifier.",
            "%(shown)s instructions enregistrées, à vérifier.",
            len(told),
            shown=len(told),
        )
        click.echo(f"\n{stored}")


def _listed(told: Sequence[Instruction]) -> str:
    language = Language(get_locale().language)
    return "\n".join(
        f"{number:>3}  {at_km(starts_m(cues)):>9}  {instruction(cues, language)}"
        for number, cues in enumerate(told, start=1)
    )


def _as_json(slug: str, told: Sequence[Instruction]) -> str:
    steps = [
        {"number": number, "at_m": round(starts_m(cues), 1), "texts": in_every_language(cues)}
        for number, cues in enumerate(told, start=1)
    ]
    return json.dumps({"route": slug, "steps": steps}, ensure_ascii=False)


COMMANDS = (steps,)
