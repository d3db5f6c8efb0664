"""What `balise import` says of each route: for people, and for programs."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.figures import kilometres
from app.messages import located_sentence, sentence
from gis.findings import Finding
from gis.repairs import mended_note

OPTIONS = {
    "publish.no_practice": "--practice walking",
    "publish.no_start": "--departure …",
    "publish.no_end": "--arrival …",
}
"""What to add to the command for a reason that blocks."""


@dataclass(frozen=True)
class Report:
    """What became of a file, or of one route in it: refused with a sentence, or stored.

    `part` names the route within the file, "" for a file of one.
    """

    file: str
    part: str = ""
    refused: str = ""
    refused_key: str = ""
    slug: str = ""
    length_m: float = 0.0
    pieces: int = 0
    published: bool = False
    findings: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    blocking: tuple[Finding, ...] = ()

    def document(self) -> dict[str, Any]:
        """For programs: sentences beside their keys."""
        return {
            "file": self.file,
            "part": self.part,
            "refused": self.refused,
            "refused_key": self.refused_key,
            "slug": self.slug,
            "length_m": round(self.length_m, 3),
            "pieces": self.pieces,
            "published": self.published,
            "findings": [_document(finding) for finding in self.findings],
            "mended": [_document(finding) for finding in self.mended],
            "blocking": [_document(finding) for finding in self.blocking],
        }


def told(report: Report) -> str:
    """The lines that a terminal shows."""
    name = f"{report.file} ({report.part})" if report.part else report.file
    if report.refused:
        return f"✗ {name} : {report.refused}"
    state = _("publié") if report.published else _("brouillon")
    sign = "◦" if report.blocking else "✓"
    lines = [f"{sign} {name} → {report.slug} ({kilometres(report.length_m)}, {state})"]
    if report.mended:
        lines.append("    " + _("Réparé :"))
        lines += [f"      ✓ {located_sentence(mended_note(finding))}" for finding in report.mended]
    lines += [f"    • {located_sentence(finding)}" for finding in report.findings]
    if any(finding.repair for finding in report.findings):
        lines.append("    " + _("Réparable : balise line repair %(route)s", route=report.slug))
    if report.blocking:
        lines.append("    " + _("Non publié :"))
        lacking = [finding for finding in report.blocking if finding.key != "line.gap"]
        lines += [f"      – {sentence(finding)}{_remedy(finding)}" for finding in lacking]
        if any(finding.key == "line.gap" for finding in report.blocking):
            lines.append("      – " + _("Les interruptions ci-dessus : --declare-gaps les assume."))
    return "\n".join(lines)


def _remedy(finding: Finding) -> str:
    """The option that gives what a route lacks."""
    option = OPTIONS.get(finding.key)
    return f" → {option}" if option else ""


def _document(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "severity": finding.severity,
        "sentence": sentence(finding),
        "at_m": finding.at_m,
        "to_m": finding.to_m,
        "lon": finding.lon,
        "lat": finding.lat,
        "repair": finding.repair,
    }
