"""balise export, stages and check: routes, one by one."""

import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

import click
from flask_babel import gettext as _

from app import here
from app.cli.choices import choice_of
from app.database import db
from app.figures import duration, kilometres, metres
from app.messages import located_sentence, sentence
from app.models import Route
from app.queries.routes import every_route, halts_along, left_to_check, route_by_slug, working_line
from app.queries.sheets import current_edition, route_line, route_sheet
from app.route_files import route_file
from gis.along import along
from gis.checks import check_line
from gis.difficulty import difficulty
from gis.effort import WalkingTime, walking_min
from gis.feeds.links import Links
from gis.formats import FORMATS
from gis.plan import plan_days, plan_within
from gis.profile import profile
from gis.stages import stretch_figures
from gis.surfaces import surface_lengths
from gis.vocabulary import Language, Practice


@click.command()
@click.argument("route")
@click.argument("format", type=click.Choice([*FORMATS]))
@click.option("--lang", type=choice_of(Language), default="fr", show_default=True)
def export(route: str, format: str, lang: str) -> None:
    """Write a published route to standard output."""
    edition = current_edition(db.session, route)
    sheet, line = route_sheet(db.session, edition), route_line(db.session, edition)
    links = Links(here.settings().public_url)
    sys.stdout.buffer.write(FORMATS[format].write(route_file(sheet, line, Language(lang), links)))


@dataclass(frozen=True)
class DayRow:
    """One day of a plan, with its figures."""

    number: int
    start: str
    end: str
    length_m: float
    ascent_m: float | None
    descent_m: float | None
    duration_min: int
    difficulty: int | None

    def __str__(self) -> str:
        hard = (
            ""
            if self.difficulty is None
            else "  " + _("difficulté %(level)s/5", level=self.difficulty)
        )
        climb = (
            ""
            if self.ascent_m is None or self.descent_m is None
            else f"  ↗ {metres(self.ascent_m)}  ↘ {metres(self.descent_m)}"
        )
        return (
            f"{self.number:>3}  {self.start} – {self.end}  {kilometres(self.length_m)}{climb}"
            f"  {duration(self.duration_min)}{hard}"
        )


@click.command()
@click.argument("route")
@click.option("--days", type=click.IntRange(1, 365), help="In how many days.")
@click.option("--max-km", type=click.FloatRange(1), help="Or the longest day, in kilometres.")
@click.option(
    "--walking-time", type=choice_of(WalkingTime), help="On foot, by this method; by default din."
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def stages(
    route: str, days: int | None, max_km: float | None, walking_time: str | None, *, as_json: bool
) -> None:
    """Plan the days of a route, from town to town."""
    if (days is None) == (max_km is None):
        raise click.UsageError(_("Donnez --days ou --max-km, l’un des deux."))
    found = route_by_slug(db.session, route)
    if walking_time and Practice.WALKING not in found.practices:
        raise click.UsageError(
            _("--walking-time est pour la marche, et cet itinéraire ne se parcourt pas à pied.")
        )
    rows = _plan(found, days, max_km, WalkingTime(walking_time) if walking_time else None)
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False))
        return
    click.echo("\n".join(str(row) for row in rows))
    if any(row.difficulty for row in rows):
        click.echo(f"\n{_how_hard(found)}")


def _plan(
    route: Route, days: int | None, max_km: float | None, walking_time: WalkingTime | None
) -> list[DayRow]:
    """The days, by the route's first practice, or on foot by the method that is asked for."""
    measured = along(working_line(db.session, route))
    halts = halts_along(db.session, route, measured)
    plan = plan_days(halts, days) if days else plan_within(halts, (max_km or 0) * 1000)
    heights = profile(measured)
    practice = Practice(route.practices[0]) if route.practices else Practice.WALKING
    if walking_time:
        practice = Practice.WALKING
    rows = []
    for number, day in enumerate(plan, start=1):
        ends_m = (day.start.at_m, day.end.at_m)
        figures = stretch_figures(heights, *ends_m, practice, route.sections)
        on_foot_min = walking_time and walking_min(walking_time, heights, *ends_m)
        surfaces_m = surface_lengths(route.sections, *ends_m)
        rows.append(
            DayRow(
                number,
                day.start.name,
                day.end.name,
                day.length_m,
                figures.ascent_m,
                figures.descent_m,
                on_foot_min or figures.duration_min,
                difficulty(practice, day.length_m, figures.ascent_m, surfaces_m),
            )
        )
    return rows


def _how_hard(route: Route) -> str:
    """Where the difficulties come from, beside the one that somebody has stated."""
    if route.difficulty is None:
        return _("Difficultés calculées d’après la longueur, la montée et le revêtement.")
    return _(
        "Difficultés calculées d’après la longueur, la montée et le revêtement ; "
        "l’itinéraire est donné pour %(level)s sur 5.",
        level=route.difficulty,
    )


@click.command()
@click.argument("routes", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line, for programs.")
def check(routes: tuple[str, ...], *, as_json: bool) -> None:
    """Say what is wrong with the lines of ROUTES (slugs), or of all, and what is to be checked."""
    home = here.settings().departement.bounds
    chosen = [route_by_slug(db.session, slug) for slug in routes] or every_route(db.session)
    for route in chosen:
        faults = check_line(working_line(db.session, route), home)
        findings = (*faults, *left_to_check(route))
        if as_json:
            document: dict[str, Any] = {
                "route": route.slug,
                "findings": [{**asdict(one), "sentence": sentence(one)} for one in findings],
            }
            click.echo(json.dumps(document, ensure_ascii=False))
        else:
            click.echo(f"{'•' if findings else '✓'} {route.slug}")
            for finding in findings:
                click.echo(f"    {located_sentence(finding)}")


COMMANDS = (export, stages, check)
