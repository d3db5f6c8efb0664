"""The sentences: what each message key says, in French, the source of the translations.

Values stand as `%(name)s`; `app/figures.py` writes them as the language does.
"""

from app.sentences.files import FILES
from app.sentences.lines import LINES
from app.sentences.register import REGISTER
from app.sentences.sources import SOURCES

MESSAGES = FILES | LINES | SOURCES | REGISTER
