"""Facts, texts and instructions: read with their version, written over the version read."""

from dataclasses import asdict

from flask import Blueprint

from app import here
from app.access import Access
from app.actions.facts import Facts as StoredFacts
from app.actions.facts import save_facts
from app.actions.steps import PlacedStep, StepWords, place_steps, reword_steps
from app.actions.texts import save_text
from app.api.registry.addresses import ROUTE
from app.api.registry.answers import FactsNow, ProposedStep, ProposedSteps, Steps, TextsNow
from app.api.registry.bodies import Facts, StepsBody, Texts
from app.api.registry.contract import Answer, Contract, promises
from app.api.registry.versions import signed
from app.cues import in_every_language
from app.database import db
from app.figures import long_date
from app.models import Part, Route
from app.queries.cues import route_instructions
from app.queries.editing import the_route
from app.queries.parts import WORDS, is_behind, part_document, part_version
from gis.cues import starts_m
from gis.errors import GisError
from gis.sheets import LicenceSheet
from gis.sheets import RouteText as Words
from gis.vocabulary import Language

SEE, EDIT = Access.SEE_ROUTE, Access.EDIT_ROUTE


@promises(SEE, Contract("The facts of a route.", gives=FactsNow, has_version=True))
def facts(route_id: int) -> Answer:
    """What a route is, beside its words and its line."""
    return _facts(the_route(db.session, route_id))


@promises(
    EDIT, Contract("Stores the facts of a route.", FactsNow, takes=Facts, writes_version=True)
)
def put_facts(route_id: int, body: Facts, seen: int) -> Answer:
    """Stores the facts of a route."""
    route = the_route(db.session, route_id)
    values = body.model_dump(exclude={"licence", "licence_url", "practices"})
    stated = StoredFacts(
        **values,
        practices=tuple(body.practices),
        licence=LicenceSheet(body.licence, body.licence_url),
    )
    if body.verified_on and body.verified_on > here.today():
        raise GisError("facts.verified_later", on=long_date(body.verified_on))
    with db.writing():
        save_facts(db.session, route, stated, signed(route, Part.FACTS, seen))
    return _facts(route)


@promises(SEE, Contract("The words of a route in a language.", gives=TextsNow, has_version=True))
def texts(route_id: int, language: Language) -> Answer:
    """The words of a route in one language, empty where nobody has written any."""
    return _texts(the_route(db.session, route_id), language)


@promises(
    EDIT,
    Contract("Stores the words of a route.", gives=TextsNow, takes=Texts, writes_version=True),
)
def put_texts(route_id: int, language: Language, body: Texts, seen: int) -> Answer:
    """Stores the words of a route in one language."""
    route = the_route(db.session, route_id)
    words = Words(**body.model_dump(include=set(WORDS)))
    with db.writing():
        save_text(
            db.session,
            route,
            language,
            words,
            signed(route, Part.text(language), seen),
            is_up_to_date=body.is_up_to_date,
        )
    return _texts(route, language)


@promises(SEE, Contract("The instructions of a route.", gives=Steps, has_version=True))
def steps(route_id: int) -> Answer:
    """The instructions in order, each with its place along the line."""
    return _steps(the_route(db.session, route_id))


@promises(
    EDIT,
    Contract(
        "Gives instructions other words or places; those not named are dropped.",
        gives=Steps,
        takes=StepsBody,
        writes_version=True,
    ),
)
def put_steps(route_id: int, body: StepsBody, seen: int) -> Answer:
    """Gives a route its instructions, each where it stands or where it is said to stand."""
    route = the_route(db.session, route_id)
    sent = body.steps
    placed = [
        PlacedStep(one.at_m, one.texts, one.to_check, one.id)
        for one in sent
        if one.at_m is not None
    ]
    kept = [StepWords(one.id, one.texts, one.to_check) for one in sent if one.id is not None]
    with db.writing():
        by = signed(route, Part.STEPS, seen)
        if sent and len(placed) == len(sent):
            place_steps(db.session, route, placed, by)
        elif not placed and len(kept) == len(sent):
            reword_steps(db.session, route, kept, by)
        else:
            raise GisError("steps.some_without_place")
    return _steps(route)


@promises(SEE, Contract("What the line of a route suggests as instructions.", gives=ProposedSteps))
def proposed_steps(route_id: int) -> Answer:
    """Instructions that the stored line suggests, to be checked; nothing is stored."""
    told = route_instructions(db.session, the_route(db.session, route_id))
    steps = [
        ProposedStep(at_m=starts_m(cues), texts=in_every_language(cues), to_check=True)
        for cues in told
    ]
    return Answer(ProposedSteps(steps=steps))


def _facts(route: Route) -> Answer:
    document = part_document(route, Part.FACTS) or {}
    shown = FactsNow(**{name: document[name] for name in FactsNow.model_fields})
    return Answer(shown, part_version(db.session, route.id, Part.FACTS))


def _texts(route: Route, language: Language) -> Answer:
    words = part_document(route, Part.text(language)) or asdict(Words(""))
    follows = not is_behind(db.session, route, language)
    version = part_version(db.session, route.id, Part.text(language))
    return Answer(TextsNow(**words, is_up_to_date=follows), version)


def _steps(route: Route) -> Answer:
    document = part_document(route, Part.STEPS) or {}
    shown = Steps(steps=document["steps"])
    return Answer(shown, part_version(db.session, route.id, Part.STEPS))


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    for address, name, read, write in (
        ("facts", "facts", facts, put_facts),
        ("texts/<language:language>", "texts", texts, put_texts),
        ("steps", "steps", steps, put_steps),
    ):
        rule = f"/api/routes/{ROUTE}/{address}"
        api.add_url_rule(rule, f"registry_{name}", read)
        api.add_url_rule(rule, f"registry_put_{name}", write, methods=["PUT"])
    rule = f"/api/routes/{ROUTE}/steps/proposed"
    api.add_url_rule(rule, "registry_proposed_steps", proposed_steps)
