"""What this domain refuses; each refusal has a code that never changes."""

from guitai.kernel.errors import GuitaiError


class MovedOnError(GuitaiError):
    """The file is no longer in the state in which this can be done."""

    code = "intake.moved_on"


class NothingToImportError(GuitaiError):
    """No file waits that could be imported."""

    code = "intake.nothing_to_import"


class NotTheLastError(GuitaiError):
    """Later imports build on this one; they are undone first."""

    code = "intake.not_the_last"


class FileTooLargeError(GuitaiError):
    """A file is larger than the installation takes."""

    code = "intake.too_large"


class ArchiveRefusedError(GuitaiError):
    """A ZIP that can't be unpacked safely."""

    code = "intake.archive_refused"
