"""Words without accents or case: for slugs, sorting and searching."""

import re
import unicodedata
from collections.abc import Collection
from itertools import chain, count

ACCENTED, PLAIN = "àâäáãåçéèêëîïíìñôöóòõùûüúýÿ", "aaaaaaceeeeiiiinooooouuuuyy"
"""The letters of the names that PostgreSQL searches and sorts, with and without accents."""
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


def first_free(wanted: str, taken: Collection[str]) -> str:
    """A name that nobody has: the wanted one, or numbered from 2."""
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if name not in taken)
