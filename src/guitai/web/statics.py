"""Built assets: named by their content and compressed once, then served with a year's cache."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class BuiltFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # ships no types
    """Gives the collected name of a file, or the plain one where nothing was collected yet."""

    def stored_name(self, name: str) -> str:
        """Look a name up; unlike its parent it does not read the file to find out."""
        return str(self.hashed_files.get(self.hash_key(self.clean_name(name)), name))


def collect_if_changed() -> bool:
    """Collect the assets when they are not those collected last; say whether it was needed."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for _prefix, folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                facts = path.stat()
                seen.update(f"{path.relative_to(folder)} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()
