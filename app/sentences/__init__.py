"""The sentences: what each message key says, in French, the source of the translations.

Values stand as `%(name)s`; `app/figures.py` writes them as the language does.
"""

from app.sentences.files import FILES
from app.sentences.lines import LINES
from app.sentences.register import REGISTER
from app.sentences.sources import SOURCES
from app.sentences.terrain import TERRAIN
from app.sentences.tracks import TRACKS

MESSAGES = FILES | TRACKS | LINES | SOURCES | TERRAIN | REGISTER
