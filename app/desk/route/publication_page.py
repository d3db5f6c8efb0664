"""The page that shows what publishing would make public, and what stands in its way."""

from dataclasses import dataclass

from app import here
from app.actions.blocking import blocking_reasons
from app.actions.by_language import in_its_languages, to_publish
from app.actions.publication import seal
from app.database import db
from app.desk.comparing.differences import Difference, differences
from app.desk.comparing.line_comparison import LineComparison, line_comparison
from app.desk.comparing.sheet_in_words import sheet_said
from app.desk.route.mending import GAPS, reason_said
from app.desk.route.returned import returned
from app.desk.route_pages import route_page
from app.models import Gesture, Part, Revision, Route
from app.queries.drafts import draft_sheet
from app.queries.history import last_event
from app.queries.parts import is_behind, part_version
from app.queries.sheets import PublicSheet, public_sheet
from gis.sheets import RouteSheet
from gis.vocabulary import Language, TextState


@dataclass(frozen=True)
class LanguageState:
    """How far a language has come, and what happened to it last."""

    language: Language
    state: TextState
    is_public: bool
    published: Revision | None
    sent: Revision | None
    differs: bool
    is_behind: bool


@dataclass(frozen=True)
class Shown:
    """What publishing would change, part by part, in which languages, and the seal of it."""

    changes: dict[Part, tuple[Difference, ...]]
    lines: LineComparison | None
    languages: frozenset[Language]
    seal: str

    @property
    def differs(self) -> bool:
        """Whether the public would read anything else than it does."""
        return bool(self.changes or self.lines)


def publication_page(route: Route, refusal: str = "") -> str:
    """The page of a route's publication."""
    now = here.now()
    public = public_sheet(db.session, route.id)
    shown = _shown(route, public) if route.line_id and route.practices else None
    reasons = blocking_reasons(route, now.date())
    findings = route.line.findings if route.line else []
    return route_page(
        "desk/publication.html",
        route,
        public=public,
        shown=shown,
        languages=_languages(route, public, shown),
        reasons=[reason_said(route, reason) for reason in reasons],
        returned=returned(route),
        unchecked=sum(step.to_check for step in route.steps),
        has_gaps=any(one["key"] == "line.gap" for one in findings),
        gaps_anchor=GAPS,
        line_version=part_version(db.session, route.id, Part.LINE),
        refusal=refusal,
    )


def _shown(route: Route, public: PublicSheet | None) -> Shown:
    assert route.line_id is not None
    draft = draft_sheet(db.session, route, route.created_at)
    after = sheet_said(in_its_languages(draft))
    before = sheet_said(public.sheet) if public else {}
    found = {
        part: differences(before.get(part, {}), after.get(part, {}))
        for part in dict.fromkeys([*after, *before])
    }
    lines = line_comparison(route.id, public.line_id, route.line_id) if public else None
    return Shown(
        changes={part: differing for part, differing in found.items() if differing},
        lines=lines,
        languages=frozenset(
            one
            for one in draft.texts
            if (lines and one == Language.FR) or _is_changed(draft, route.line_id, one, public)
        ),
        seal=seal(draft, route.line_id),
    )


def _is_changed(
    draft: RouteSheet, line_id: int, language: Language, public: PublicSheet | None
) -> bool:
    """Whether publishing a language alone would say something else than what is public."""
    if public is None:
        return True
    sheet, _line_id = to_publish(draft, line_id, [language], public)
    return sheet_said(sheet) != sheet_said(public.sheet)


def _languages(
    route: Route, public: PublicSheet | None, shown: Shown | None
) -> list[LanguageState]:
    states = []
    for language in Language:
        text = route.text(language)
        if text is None:
            continue
        is_public = public is not None and language in public.sheet.texts
        waits = text.state == TextState.TO_VALIDATE
        states.append(
            LanguageState(
                language,
                text.state,
                is_public,
                last_event(db.session, route.id, language, [Gesture.PUBLISHED]),
                last_event(db.session, route.id, language, [Gesture.SENT]) if waits else None,
                differs=shown is not None and language in shown.languages,
                is_behind=is_behind(db.session, route, language),
            )
        )
    return states
