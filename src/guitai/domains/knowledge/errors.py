"""What the knowledge refuses, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class PhraseRefusedError(GuitaiError):
    """A quick phrase can't be kept as it is; ``facts["field"]`` names what is wrong."""

    code = "knowledge.phrase_refused"


class FolderRefusedError(GuitaiError):
    """A folder can't be kept or taken away as asked."""

    code = "knowledge.folder_refused"
