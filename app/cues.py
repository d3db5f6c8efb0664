"""Instructions in words: what each cue says, in the reader's language."""

from collections.abc import Iterator
from itertools import groupby

from babel.lists import format_list
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from app.figures import distance, metres
from app.language import LOCALES
from app.words import place_kind_name
from gis.cues import AT_A_TURN_M, Bend, Cue, CueKind, Instruction, OtherRoute, Side
from gis.sheets import PlaceSheet
from gis.vocabulary import Language, PlaceKind, RouteKind

NAMED_FOR_WHAT_THEY_ARE = (PlaceKind.TOWN, PlaceKind.HERITAGE)
"""Places whose names need no kind beside them."""
MEETING = (CueKind.CROSS, CueKind.JOIN, CueKind.LEAVE)
TOWARDS = (
    _l("vers le nord"),
    _l("vers le nord-est"),
    _l("vers l’est"),
    _l("vers le sud-est"),
    _l("vers le sud"),
    _l("vers le sud-ouest"),
    _l("vers l’ouest"),
    _l("vers le nord-ouest"),
)
TURNS = {
    (Bend.SLIGHT, Side.LEFT): _l("Obliquer à gauche"),
    (Bend.SLIGHT, Side.RIGHT): _l("Obliquer à droite"),
    (Bend.PLAIN, Side.LEFT): _l("Tourner à gauche"),
    (Bend.PLAIN, Side.RIGHT): _l("Tourner à droite"),
    (Bend.SHARP, Side.LEFT): _l("Prendre franchement à gauche"),
    (Bend.SHARP, Side.RIGHT): _l("Prendre franchement à droite"),
    (Bend.HAIRPIN, Side.LEFT): _l("Suivre l’épingle à gauche"),
    (Bend.HAIRPIN, Side.RIGHT): _l("Suivre l’épingle à droite"),
}
_GR = (_l("le %(name)s"), _l("du %(name)s"))
NUMBERED = {
    RouteKind.GR: _GR,
    RouteKind.GRP: _GR,
    RouteKind.PR: _GR,
    RouteKind.VELOROUTE: (_l("la véloroute %(name)s"), _l("de la véloroute %(name)s")),
    RouteKind.VOIE_VERTE: (_l("la voie verte %(name)s"), _l("de la voie verte %(name)s")),
}
"""A route’s number with its articles, after a verb and after « croisement »."""
OTHERWISE_NUMBERED = (_l("l’itinéraire %(name)s"), _l("de l’itinéraire %(name)s"))
UNNUMBERED = (_l("l’itinéraire « %(name)s »"), _l("de l’itinéraire « %(name)s »"))


def in_every_language(told: Instruction) -> dict[Language, str]:
    """An instruction in the three languages."""
    return {language: instruction(told, language) for language in Language}


def instruction(told: Instruction, language: Language) -> str:
    """The sentences of an instruction: Tourner à gauche pour suivre le GR®65. À droite : Condom."""
    with force_locale(LOCALES[language]):
        return " ".join(f"{sentence}." for sentence in _sentences(told, language))


def _sentences(told: Instruction, language: Language) -> Iterator[str]:
    """One for each cue; turns that follow one another are one sentence."""
    said = list(_clauses(list(told), language))
    for is_turn, clauses in groupby(said, key=lambda one: one[0]):
        words = [clause for _is_turn, clause in clauses]
        if not is_turn:
            yield from words
            continue
        sentence, *others = words
        for other in others:
            sentence = _("%(first)s, puis %(then)s", first=sentence, then=_lowered(other))
        yield sentence


def _clauses(waiting: list[Cue], language: Language) -> Iterator[tuple[bool, str]]:
    """Whether it is a turn, and its words: a turn takes up the nearest route that it meets."""
    while waiting:
        cue = waiting.pop(0)
        beside = waiting[0] if waiting else None
        if beside and beside.at_m - beside.reach_m - cue.at_m <= AT_A_TURN_M:
            if cue.kind == CueKind.TURN and beside.kind == CueKind.SPUR:
                yield True, _turn_into(cue, waiting.pop(0))
                continue
            if cue.kind == CueKind.TURN and beside.kind in MEETING:
                yield True, _turn_at(cue, waiting.pop(0), language)
                continue
            if cue.kind in MEETING and beside.kind == CueKind.TURN:
                yield True, _turn_at(waiting.pop(0), cue, language)
                continue
        if cue.kind == CueKind.CROSS:
            yield False, _straight_on([cue, *_more_like(cue, waiting)], language)
        elif cue.kind == CueKind.PLACE:
            yield False, _places([cue, *_more_like(cue, waiting)], language)
        else:
            yield cue.kind in (CueKind.TURN, CueKind.SPUR), _clause(cue, language)


def _more_like(cue: Cue, waiting: list[Cue]) -> Iterator[Cue]:
    """Takes what follows of the same kind on the same side, to be listed in one sentence."""
    while waiting and (waiting[0].kind, waiting[0].side) == (cue.kind, cue.side):
        yield waiting.pop(0)


def _straight_on(crossed: list[Cue], language: Language) -> str:
    routes = [_of_route(cue.route, language) for cue in crossed if cue.route]
    listed = format_list(routes, locale=language)
    return _("Continuer tout droit au croisement %(of_route)s", of_route=listed)


def _turn_into(turn: Cue, spur: Cue) -> str:
    assert turn.side
    words, length = str(TURNS[turn.bend, turn.side]), _spur_length(spur)
    return _("%(turn)s pour un aller-retour de %(length)s", turn=words, length=length)


def _turn_at(turn: Cue, meeting: Cue, language: Language) -> str:
    assert meeting.route and turn.side
    words = str(TURNS[turn.bend, turn.side])
    if meeting.kind == CueKind.CROSS:
        of_route = _of_route(meeting.route, language)
        return _("%(turn)s au croisement %(of_route)s", turn=words, of_route=of_route)
    the_route = _the_route(meeting.route, language)
    if meeting.kind == CueKind.JOIN:
        return _("%(turn)s pour suivre %(the_route)s", turn=words, the_route=the_route)
    return _("%(turn)s en quittant %(the_route)s", turn=words, the_route=the_route)


def _clause(cue: Cue, language: Language) -> str:
    match cue.kind:
        case CueKind.START:
            return _start(cue, language)
        case CueKind.END if cue.place:
            return _("Arrivée (%(place)s)", place=_name(cue.place, language))
        case CueKind.END:
            return _("Arrivée")
        case CueKind.U_TURN:
            return _("Faire demi-tour par le même chemin")
        case CueKind.WINDING:
            return _("Suivre le chemin, qui tourne plusieurs fois")
        case CueKind.SPUR:
            return _("Faire un aller-retour de %(length)s", length=_spur_length(cue))
        case CueKind.GAP:
            across = distance(cue.length_m)
            return _("Le tracé est interrompu sur %(length)s : rejoindre la suite", length=across)
        case CueKind.TURN:
            assert cue.side
            return str(TURNS[cue.bend, cue.side])
    assert cue.route
    the_route = _the_route(cue.route, language)
    if cue.kind == CueKind.JOIN:
        return _("Rejoindre %(the_route)s", the_route=the_route)
    return _("Quitter %(the_route)s", the_route=the_route)


def _start(cue: Cue, language: Language) -> str:
    towards = str(TOWARDS[round(cue.deg / 45) % 8])
    if cue.route:
        the_route = _the_route(cue.route, language)
        towards = _("%(towards)s en suivant %(the_route)s", towards=towards, the_route=the_route)
    if cue.place:
        place = _name(cue.place, language)
        return _("Départ (%(place)s) : partir %(towards)s", place=place, towards=towards)
    return _("Départ : partir %(towards)s", towards=towards)


def _places(passed: list[Cue], language: Language) -> str:
    """Places on one side, after a colon: names need no article there, whatever they are."""
    names = [_name_and_kind(cue.place, language) for cue in passed if cue.place]
    listed = format_list(names, locale=language)
    if passed[0].side == Side.LEFT:
        return _("À gauche : %(places)s", places=listed)
    if passed[0].side == Side.RIGHT:
        return _("À droite : %(places)s", places=listed)
    return _("Passer par : %(places)s", places=listed)


def _name_and_kind(place: PlaceSheet, language: Language) -> str:
    name, kind = _name(place, language), place_kind_name(place.kind)
    says_its_kind = name.casefold().startswith(kind.casefold())
    if says_its_kind or place.kind in NAMED_FOR_WHAT_THEY_ARE:
        return name
    return _("%(name)s (%(kind)s)", name=name, kind=kind)


def _spur_length(spur: Cue) -> str:
    return metres(round(spur.length_m, -1))


def _the_route(route: OtherRoute, language: Language) -> str:
    return str(_articles(route)[0]) % {"name": _called(route, language)}


def _of_route(route: OtherRoute, language: Language) -> str:
    return str(_articles(route)[1]) % {"name": _called(route, language)}


def _articles(route: OtherRoute) -> tuple[LazyString, LazyString]:
    return NUMBERED.get(route.kind, OTHERWISE_NUMBERED) if route.number else UNNUMBERED


def _called(route: OtherRoute, language: Language) -> str:
    return route.number or route.titles.get(language) or route.titles[Language.FR]


def _name(place: PlaceSheet, language: Language) -> str:
    return (place.texts.get(language) or place.texts[Language.FR]).name


def _lowered(clause: str) -> str:
    return clause[:1].lower() + clause[1:]
