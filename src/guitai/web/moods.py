"""What moods are called on pages."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from guitai.engines.understanding.types import Mood

# In the order of the digits that set them on the desk; static/desk/moods.js has the same.
MOODS: dict[str, str | Promise] = {
    Mood.ANGRY.value: pgettext_lazy("mood", "Angry"),
    Mood.ANXIOUS.value: pgettext_lazy("mood", "Anxious"),
    Mood.DISAPPOINTED.value: pgettext_lazy("mood", "Disappointed"),
    Mood.CONTENT.value: pgettext_lazy("mood", "Content"),
    Mood.NEUTRAL.value: pgettext_lazy("mood", "Neutral"),
}
LOSING = pgettext_lazy("mood", "Losing interest")
