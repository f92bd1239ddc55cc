"""Small helpers every template may use."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from guitai.kernel.money import Money

register = template.Library()


@register.filter
def yuan(fen: int | None) -> str:
    """Show an amount of fen as money; nothing for nothing."""
    return "" if fen is None else str(Money(fen))


@register.simple_tag
def icon(name: str) -> SafeString:
    """Show one icon of the sprite; its meaning is said by the text beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("dist/icons.svg"), name
    )
