"""What the engine refuses."""

from guitai.kernel.errors import GuitaiError


class PromiseSettingsError(GuitaiError):
    """The ends of a day's parts, a calendar of working days, or hours of duty are not what they must be."""

    code = "promises.settings_refused"
