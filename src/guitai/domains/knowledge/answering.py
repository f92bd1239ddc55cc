"""How well a question is answered by what a shop's agents would be offered for it."""

from collections.abc import Callable
from datetime import date

from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge.indexes import key_of, texts_of
from guitai.domains.knowledge.outcomes import Kind
from guitai.domains.knowledge.vectors import StoredVectors
from guitai.engines import retrieval

# A fact is offered where its product is in view; a question alone does not say which.
_FACTS = key_of(Kind.FACT, 0)[:-1]


def answers_to(shop: Shop, *, on: date, thoroughly: bool = False) -> Callable[[str], float]:
    """Give what says how well some entry or quick phrase of a day answers a question, 0 to 1.

    :param thoroughly: also by its sense, where an encoder is installed; that takes far longer.
    """
    encoder = retrieval.encoder() if thoroughly else None
    store = StoredVectors(encoder.name) if encoder else None
    texts = (text for text in texts_of(shop, on=on) if not text.id.startswith(_FACTS))
    index = retrieval.Index.of(texts, encoder=encoder, store=store)
    return lambda question: max((hit.score for hit in index.search(question, top=1)), default=0.0)
