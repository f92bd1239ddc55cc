"""The chat exports that are known; a new kind is one module here and one line below."""

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.kinds import qianniu

FORMATS: tuple[Format, ...] = (qianniu.FORMAT,)
