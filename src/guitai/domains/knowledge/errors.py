"""What the knowledge refuses, each with a stable code."""

from guitai.kernel.errors import GuitaiError


class PhraseRefusedError(GuitaiError):
    """A quick phrase can't be kept as it is; ``facts["field"]`` names what is wrong."""

    code = "knowledge.phrase_refused"


class FolderRefusedError(GuitaiError):
    """A folder can't be kept or taken away as asked."""

    code = "knowledge.folder_refused"


class QuestionRefusedError(GuitaiError):
    """A question for the lead, or its answer, is empty or too long."""

    code = "knowledge.question_refused"


class NotOpenError(GuitaiError):
    """A question is answered or withdrawn already, or there is none such."""

    code = "knowledge.not_open"


class EntryRefusedError(GuitaiError):
    """An entry of the knowledge can't be kept as it is; ``facts["field"]`` names what is wrong."""

    code = "knowledge.entry_refused"


class CandidateRefusedError(GuitaiError):
    """A suggestion can't be decided about, or taken back, as asked."""

    code = "knowledge.candidate_refused"


class GuideRefusedError(GuitaiError):
    """A guide can't be kept as it is; ``facts`` name what is wrong: the ``field``, and of which ``step``."""

    code = "knowledge.guide_refused"
