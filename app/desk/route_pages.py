"""What every page about one route shares."""

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.actions.revisions import Clash
from app.database import db
from app.language import current_language
from app.messages import sentence
from app.models import Route, RouteState
from app.queries.people import rights_on
from app.signed_in import the_person
from gis.errors import GisError
from gis.vocabulary import Language, TextState

DONE = {
    "saved": _l("C’est enregistré."),
    "same": _l("Rien n’avait changé : il n’y avait rien à enregistrer."),
    "renamed": _l("L’adresse est changée ; l’ancienne y mènera toujours."),
    "verified": _l("C’est noté : vérifié aujourd’hui."),
    "proposed": _l("Voici des instructions d’après le tracé : à relire et à vérifier."),
    "added": _l("C’est ajouté."),
    "removed": _l("C’est retiré."),
    "owner": _l("L’itinéraire a un nouveau pilote."),
    "restored": _l("C’est restauré : la partie est redevenue ce qu’elle était."),
    "trashed": _l("C’est à la corbeille : vous pouvez l’en sortir à tout moment."),
    "untrashed": _l("C’est sorti de la corbeille."),
    "published": _l("C’est publié : la page publique dit maintenant ce que vous avez relu."),
    "sent": _l("C’est envoyé : les personnes qui valident le verront dans leur liste."),
    "sent_blocked": _l(
        "C’est envoyé, mais l’itinéraire ne peut pas encore être publié : voyez ci-dessous ce "
        "qui l’empêche."
    ),
    "returned": _l("C’est renvoyé, avec votre remarque."),
    "withdrawn": _l("C’est retiré de la vue du public."),
    "declared": _l("C’est noté : ces coupures sont connues."),
    "undeclared": _l("C’est noté : ces coupures ne sont plus assumées."),
    "viewpoint": _l(
        "Le point de vue est enregistré : la page des points de vue le montre dès maintenant."
    ),
    "viewpoint_identified": _l(
        "Le point de vue est enregistré, mais pas encore public : il le sera une fois validé."
    ),
    "place": _l("Le lieu est enregistré : les services sont à jour en ligne dès maintenant."),
}
"""What has just been done, as the address of the page says it."""
TO_PUBLISH = ("saved", "renamed", "verified", "proposed", "added", "removed", "owner", "restored")
"""After these the public still reads what was there before."""


def route_of(route_id: int) -> Route:
    """The route that an address names; its access has been decided before."""
    route = db.session.get(Route, route_id)
    return route if route is not None else abort(404)


def title_of(route: Route) -> str:
    """What a route is called, in the reader's language or in French; its number at least."""
    text = route.text(current_language()) or route.text(Language.FR)
    title = text.title if text else ""
    return title or route.number or route.slug


def route_page(template: str, route: Route, **values: object) -> str:
    """A page about one route, with its head, its tabs and what its reader may do with it."""
    done = request.args.get("fait", "")
    return render_template(
        template,
        route=route,
        title_of=title_of,
        rights=rights_on(db.session, the_person(), route.id),
        done=DONE.get(done, ""),
        left_to_do=left_to_do(route) if done in TO_PUBLISH else "",
        **values,
    )


def left_to_do(route: Route) -> str:
    """What must still happen for the public to see what was saved; nothing where it does."""
    if route.state == RouteState.PUBLISHED:
        if {text.state for text in route.texts} == {TextState.PUBLISHED}:
            return ""
        return str(_l("La page publique n’a pas changé : elle changera à la publication."))
    return str(_l("L’itinéraire n’est pas public : il le sera à la publication."))


def refused(error: GisError, template: str, route: Route, **values: object) -> ResponseReturnValue:
    """The same page again with what was typed, and why it was not taken; 412 for a clash."""
    status = 412 if isinstance(error, Clash) else 422
    return route_page(template, route, refusal=sentence(error), **values), status


def done_at(endpoint: str, route: Route, what: str = "saved", **address: object) -> Response:
    """Leads back to a page of the route, which says what has been done."""
    at = url_for(f"desk.{endpoint}", route_id=route.id, fait=what, **address)  # type: ignore[arg-type]
    return redirect(at, 303)
