"""The dense vectors of texts, each computed once and kept in a table, the same for all shops."""

from collections.abc import Mapping, Sequence

from guitai.domains.knowledge.models import StoredVector

_AT_ONCE = 900  # keys in one question: databases take only so many values


class StoredVectors:
    """The table as the engine wants it: vectors of one encoder by the digests of their texts."""

    def __init__(self, encoder: str) -> None:
        """Keep whose vectors are meant; another encoder's are of no use to it."""
        self._encoder = encoder

    def get(self, digests: Sequence[str]) -> dict[str, bytes]:
        """Give those of the vectors that were computed before."""
        found: dict[str, bytes] = {}
        for start in range(0, len(digests), _AT_ONCE):
            rows = StoredVector.objects.filter(
                encoder=self._encoder, digest__in=digests[start : start + _AT_ONCE]
            )
            found |= {digest: bytes(vector) for digest, vector in rows.values_list("digest", "vector")}
        return found

    def put(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors; whoever computed the same meanwhile computed the same."""
        StoredVector.objects.bulk_create(
            [
                StoredVector(encoder=self._encoder, digest=digest, vector=vector)
                for digest, vector in vectors.items()
            ],
            batch_size=_AT_ONCE // 3,
            ignore_conflicts=True,
        )
