"""The entries that answer a question: by what is written, how it sounds, what it is about and means."""

from guitai.engines.retrieval.dense import encoder
from guitai.engines.retrieval.index import Index
from guitai.engines.retrieval.ranking import SILENT_BELOW
from guitai.engines.retrieval.types import Encoder, Entry, Hit, Progress, VectorStore

__all__ = ["SILENT_BELOW", "Encoder", "Entry", "Hit", "Index", "Progress", "VectorStore", "encoder"]
