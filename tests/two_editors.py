"""A route that two editors change, and beside it what must be true of it."""

from dataclasses import asdict, replace
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.actions.contributors import Taking, save_contributors
from app.actions.facts import facts_of, save_facts
from app.actions.gaps import declare_gaps
from app.actions.lines import reverse_line
from app.actions.publication import (
    publish_route,
    send_back,
    send_for_validation,
    withdraw_route,
)
from app.actions.restoring import restore_revision
from app.actions.revisions import Clash, Signed
from app.actions.routes import set_line
from app.actions.steps import StepWords, reword_steps
from app.actions.texts import save_text
from app.models import Organisation, Part, Person, Revision, Route, RouteLine
from app.queries.parts import Document, part_document
from app.queries.sheets import public_sheet
from gis.errors import GisError
from gis.sheets import RouteText as Words
from gis.vocabulary import ContributorRole, Language, TextState
from tests.builders import a_line
from tests.stored import NOW

EDITED = (
    Part.TEXT_FR, Part.TEXT_EN, Part.FACTS, Part.LINE, Part.STEPS, Part.CONTRIBUTORS,
)  # fmt: skip
LINES = [
    a_line([(0.37, 43.9, 100), (0.371 + bend, 43.901, 120), (0.373, 43.9, 110)])
    for bend in (0.0, 0.0003, 0.0006)
]
TITLES = st.sampled_from(["Autour", "Around", "Par les crêtes", "Le long de l’eau"])
EDITORS = st.sampled_from((0, 1))
GESTURES = st.one_of(
    st.tuples(st.just("read"), EDITORS, st.none()),
    st.tuples(st.sampled_from(("save_fr", "save_en", "reword")), EDITORS, TITLES),
    st.tuples(st.just("save_facts"), EDITORS, st.integers(1, 5)),
    st.tuples(st.just("replace_line"), EDITORS, st.sampled_from(LINES)),
    st.tuples(st.just("restore"), EDITORS, st.integers(0, 9)),
    st.tuples(st.just("save_contributors"), EDITORS, st.sampled_from(("", "Balise", "Relit"))),
    st.tuples(st.just("declare_gaps"), EDITORS, st.booleans()),
    st.tuples(
        st.sampled_from(("reverse", "send", "send_back", "publish", "withdraw")), EDITORS, st.none()
    ),
)
MIRRORED = (Part.LINE, Part.TEXT_FR, Part.TEXT_EN, Part.STEPS)
"""What changes when a line is turned round: the names of its ends change places too."""
CARRIED = {"reverse": MIRRORED, "replace_line": (Part.STEPS,), "restore": (Part.STEPS,)}
"""What a gesture on the line may change beside it: instructions may have to be checked."""
SENDABLE = (TextState.DRAFT, TextState.MODIFIED, TextState.WITHDRAWN)


class Written(NamedTuple):
    """A revision that was found."""

    id: int
    number: int
    document: Document


class Register:
    """A route on PostGIS that two editors change, and beside it what must be true of it."""

    def __init__(
        self, session: Session, route: Route, editors: list[Person], other: Organisation
    ) -> None:
        self.session, self.route, self.editors = session, route, editors
        self.other = other
        self.now: dict[Part, Document | None] = {}
        self.written: dict[Part, list[Written]] = {part: [] for part in EDITED}
        self.line_count = 1
        self._read_revisions()
        self.now = {part: part_document(route, part) for part in EDITED}
        self.seen = [self.versions(), self.versions()]
        self.published: dict[str, Any] | None = None
        self.waiting: set[Language] = set()

    def perform(self, name: str, editor: int, value: Any) -> None:
        """One gesture: accepted where its editor had seen the newest version, else refused."""
        if name == "read":
            self.seen[editor] = self.versions()
            return
        part, gesture, sent = getattr(self, f"_{name}")(editor, value)
        if part and self.seen[editor][part] != self.versions()[part]:
            with pytest.raises(Clash) as clash:
                gesture()
            assert clash.value.theirs.document == self.written[part][-1].document
            assert not self._read_revisions()
            return
        gesture()
        for changed in self._read_revisions():
            assert changed == part or changed in CARRIED.get(name, ())
            if sent is not None:
                assert _told(self.now[changed]) == _told(sent)
        if sent is not None and part:
            assert _told(self.now[part]) == _told(sent)

    def check(self) -> None:
        """Each part is what its last revision says; lines are added by gestures on the line."""
        self.session.expire_all()
        for part in EDITED:
            assert _told(part_document(self.route, part)) == _told(self.now[part])
            numbers = [one.number for one in self.written[part]]
            assert numbers == [
                count + number for count, number in enumerate(numbers[:1] * len(numbers))
            ]
        lines = select(func.count()).where(RouteLine.route_id == self.route.id)
        assert self.session.scalar(lines) == self.line_count
        states = {one.language for one in self.route.texts if one.state == TextState.TO_VALIDATE}
        assert states == self.waiting
        public = public_sheet(self.session, self.route.id)
        assert (public and _of_sheet(public.sheet, public.line_id)) == self.published

    def versions(self) -> dict[Part, int]:
        return {part: found[-1].number if found else 0 for part, found in self.written.items()}

    def _read_revisions(self) -> list[Part]:
        """Takes note of new revisions; gives the parts that they are of."""
        known = [one.id for found in self.written.values() for one in found]
        rows = self.session.execute(
            select(Revision.id, Revision.part, Revision.number, Revision.document)
            .where(Revision.route_id == self.route.id, Revision.part.in_(EDITED))
            .where(Revision.id > max(known, default=0))
            .order_by(Revision.id)
        ).all()
        for revision_id, part, number, document in rows:
            if number == 0 and part in self.now:
                assert _told(document) == _told(self.now[part])
            self.written[part].append(Written(revision_id, number, document))
            before = self.now.get(part)
            if part == Part.LINE and before and before["line_id"] != document["line_id"]:
                self.line_count += 1
            self.now[part] = document
        return [part for _id, part, number, _document in rows if number]

    def _signed(self, editor: int, part: Part) -> Signed:
        return Signed(self.editors[editor], self.seen[editor][part])

    def _save_fr(self, editor: int, title: str) -> Any:
        return self._save(editor, Language.FR, title)

    def _save_en(self, editor: int, title: str) -> Any:
        return self._save(editor, Language.EN, title)

    def _save(self, editor: int, language: Language, title: str) -> Any:
        part = Part.text(language)
        words = Words(title, departure="Condom", arrival="Éauze")
        signed = self._signed(editor, part)
        return (
            part,
            lambda: save_text(self.session, self.route, language, words, signed),
            asdict(words),
        )

    def _save_facts(self, editor: int, difficulty: int) -> Any:
        facts = replace(facts_of(self.route), difficulty=difficulty)
        signed = self._signed(editor, Part.FACTS)
        sent = {**(self.now[Part.FACTS] or {}), "difficulty": difficulty}
        return Part.FACTS, lambda: save_facts(self.session, self.route, facts, signed), sent

    def _reword(self, editor: int, words: str) -> Any:
        kept = [StepWords(step.id, {Language.FR: words}) for step in self.route.steps]
        signed = self._signed(editor, Part.STEPS)
        sent = {"steps": [{"id": one.id, "texts": {"fr": words}} for one in kept]}
        return Part.STEPS, lambda: reword_steps(self.session, self.route, kept, signed), sent

    def _replace_line(self, editor: int, line: Any) -> Any:
        signed = self._signed(editor, Part.LINE)
        return Part.LINE, lambda: set_line(self.session, self.route, line, signed=signed), None

    def _reverse(self, _editor: int, _value: None) -> Any:
        return None, lambda: reverse_line(self.session, self.route), None

    def _restore(self, editor: int, index: int) -> Any:
        found = [(part, one) for part in EDITED for one in self.written[part]]
        part, chosen = found[index % len(found)]
        signed = self._signed(editor, part)
        sent = None if part == Part.LINE else chosen.document

        def restore() -> None:
            revision = self.session.get_one(Revision, chosen.id)
            restore_revision(self.session, self.route, revision, signed)

        return part, restore, sent

    def _save_contributors(self, editor: int, does: str) -> Any:
        organisation_id, role = self.other.id, ContributorRole.CONTRIBUTOR
        takings = [Taking(organisation_id, role, does=does)] if does else []
        signed = self._signed(editor, Part.CONTRIBUTORS)
        sent = {"owner_id": self.route.owner_id, "contributors": [asdict(one) for one in takings]}
        return (
            Part.CONTRIBUTORS,
            lambda: save_contributors(self.session, self.route, takings, signed),
            sent,
        )

    def _declare_gaps(self, editor: int, is_declared: bool) -> Any:
        signed = self._signed(editor, Part.LINE)
        sent = {**(self.now[Part.LINE] or {}), "declared_gaps": is_declared}
        return (
            Part.LINE,
            lambda: declare_gaps(self.session, self.route, is_declared, signed),
            sent,
        )

    def _send(self, editor: int, _value: None) -> Any:
        signed = Signed(self.editors[editor])

        def send() -> None:
            languages = {one.language for one in self.route.texts if one.state in SENDABLE}
            send_for_validation(self.session, self.route, languages, signed)
            self.waiting |= languages

        return None, send, None

    def _send_back(self, editor: int, _value: None) -> Any:
        signed = Signed(self.editors[editor])

        def give_back() -> None:
            if not self.waiting:
                with pytest.raises(GisError, match=r"publish\.not_waiting"):
                    send_back(self.session, self.route, [Language.FR], "", signed)
            else:
                send_back(self.session, self.route, self.waiting, "À revoir.", signed)
                self.waiting = set()

        return None, give_back, None

    def _withdraw(self, editor: int, _value: None) -> Any:
        signed = Signed(self.editors[editor])

        def withdraw() -> None:
            if self.published is None:
                with pytest.raises(GisError, match=r"route\.not_published"):
                    withdraw_route(self.session, self.route, NOW, signed=signed)
                return
            withdraw_route(self.session, self.route, NOW, signed=signed)
            self.waiting -= set(self.published["texts"])
            self.published = None

        return None, withdraw, None

    def _publish(self, editor: int, _value: None) -> Any:
        def publish() -> None:
            snapshot = publish_route(
                self.session, self.route, NOW, signed=Signed(self.editors[editor])
            )
            self.published = _of_route(self.route)
            self.waiting = set()
            assert snapshot.line_id == self.route.line_id

        return None, publish, None


def _told(document: Document | None) -> object:
    """What a part says by itself: where instructions stand is said by two of them."""
    if document is None or "steps" not in document:
        return document
    if "stages" in document:
        return {**document, "steps": {}}
    return [(step["id"], step["texts"]) for step in document["steps"]]


def _of_route(route: Route) -> dict[str, Any]:
    """What a publication makes public of the parts, as they are now."""
    return {
        "line_id": route.line_id,
        "difficulty": route.difficulty,
        "steps": [step.texts for step in route.steps],
        "texts": {
            text.language: part_document(route, Part.text(text.language)) for text in route.texts
        },
    }


def _of_sheet(sheet: Any, line_id: int) -> dict[str, Any]:
    return {
        "line_id": line_id,
        "difficulty": sheet.difficulty,
        "steps": [dict(step.texts) for step in sheet.steps],
        "texts": {language: asdict(words) for language, words in sheet.texts.items()},
    }
