"""What the readers of exports found wrong, in the language of whoever reads it.

The engines know no languages: they give a code, facts and an English sentence. What is not named here is said
as they say it.
"""

from django.utils.translation import gettext as _

from guitai.kernel.decoding import Rejection, UnreadableFileError
from guitai.kernel.errors import GuitaiError


def reason_of(rejection: Rejection) -> str:
    """Say why a line was left out."""
    sentences = {
        "missing": _("%(column)s is empty, and the line means nothing without it."),
        "damaged_number": _(
            "%(column)s: “%(cell)s” was rounded by a spreadsheet program and its digits are lost; "
            "export again as text."
        ),
        "bad_number": _("%(column)s: “%(cell)s” is no number of an order or product."),
        "bad_amount": _("%(column)s: “%(cell)s” is no amount in yuan and fen."),
        "bad_count": _("%(column)s: “%(cell)s” is no whole number."),
        "bad_time": _("%(column)s: “%(cell)s” is no date and time."),
        "bad_range": _("%(column)s: “%(cell)s” is no range of measures such as 160-165."),
        "uneven": _(
            "The line has %(found)s cells for %(meant)s headings; it is cut off, or a comma stands unquoted."
        ),
        "open_quote": _("A quotation mark on this line is never closed, so its cells can't be told apart."),
        "broken_letters": _(
            "Letters on this line are broken: cut in half, or of no encoding known; export it again."
        ),
        "bad_choice": _("%(column)s: “%(cell)s” is neither yes nor no (是, 否)."),
        "bad_figure": _("%(column)s: “%(cell)s” is no figure."),
        "bad_rate": _("%(column)s: “%(cell)s” is no rate; a rate is written 92.31%% or 0.9231."),
        "bad_length": _("%(column)s: “%(cell)s” is no length of time such as 80, 1分20秒 or 00:01:20."),
        "bad_stars": _("%(column)s: “%(cell)s” is no rating of 1 to 5 stars, nor 好评, 中评 or 差评."),
        "no_buyer": _("The message stands under no buyer."),
        "no_agent": _("The message stands under no account of the shop."),
        "no_sender": _("The message does not say who wrote it."),
        "no_day": _("The message stands under no date; copy the page from its date on."),
        "unclear_buyer": _("Nobody can tell who is the buyer in this session of %(found)s."),
    }
    try:
        return sentences[rejection.code] % {"column": rejection.column, **rejection.facts}
    except KeyError:
        return rejection.reason


def sentence_of(error: GuitaiError, *, name: str) -> str:
    """Say what was found in a file that can't be read, and what to do."""
    if not isinstance(error, UnreadableFileError):
        return error.sentence
    sentences = {
        "missing": _("%(file)s can't be opened; drop it once more."),
        "empty": _("%(file)s is empty; export it again."),
        "binary": _(
            "%(file)s holds no text that can be read; it is damaged or not an exported file. Export it again."
        ),
        "other_format": _(
            "%(file)s is no exported table or chat but %(found)s; export it again as CSV, XLSX or TXT."
        ),
        "unknown": _("%(file)s has no headings that are known; it begins with “%(found)s”."),
        "archive": _("%(file)s is a ZIP archive, not a workbook; unpack it and import the files inside."),
        "cut_off": _(
            "%(file)s is cut off or damaged: it begins like a workbook and ends unlike one. Export it again."
        ),
        "damaged_workbook": _(
            "%(file)s is a damaged workbook; export it again, or open it in Excel and save it anew."
        ),
        "locked": _("%(file)s is protected by a password; save it without one and try again."),
        "old_format": _("%(file)s is in the old Excel format (.xls); save it as .xlsx or CSV and try again."),
        "no_agent": _(
            "%(file)s is a talk of %(found)s, and none of them is named like an agent of a shop (店铺:客服). "
            "Copy it with the agent's full name, or save it with the message manager of 千牛."
        ),
        "no_buyer": _(
            "%(file)s holds words of the shop alone (%(found)s) and names no buyer. Copy the whole talk, or "
            "save it with the message manager of 千牛."
        ),
        "several_buyers": _(
            "%(file)s holds words of several buyers (%(found)s) and does not say to whom the shop's answers "
            "went. Save each talk as a file of its own."
        ),
        "too_large": _("%(file)s has more rows or columns than a workbook may have; export it as CSV."),
    }
    problem = str(error.facts.get("problem"))
    found = _formats().get(str(error.facts.get("found", "")), error.facts.get("found", ""))
    return sentences[problem] % {"file": name, "found": found} if problem in sentences else error.sentence


def _formats() -> dict[str, str]:
    return {
        "a PDF document": _("a PDF document"),
        "a picture (PNG)": _("a picture (PNG)"),
        "a picture (JPEG)": _("a picture (JPEG)"),
        "a picture (GIF)": _("a picture (GIF)"),
        "a RAR archive": _("a RAR archive"),
        "a 7z archive": _("a 7z archive"),
        "a gzip archive": _("a gzip archive"),
        "a ZIP archive or a spreadsheet": _("a ZIP archive or a spreadsheet"),
        "an old Office document": _("an old Office document"),
    }
