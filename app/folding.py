"""Words without accents or case: for slugs, sorting and searching."""

import re
import unicodedata

_MARKS = str.maketrans("", "", "®™©")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})


def without_accents(text: str) -> str:
    """Letters without their accents, ligatures spelled out."""
    apart = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def fold(text: str) -> str:
    """Lower case, accents and signs dropped, spaces single; GR®65 becomes gr65."""
    plain = without_accents(text.translate(_MARKS)).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", plain).split())


def slugify(text: str, longest: int = 80) -> str:
    """The words of an address: a-z, 0-9 and dashes; "itineraire" when nothing is left."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    return slug[:longest].rstrip("-") or "itineraire"
