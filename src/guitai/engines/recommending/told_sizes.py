"""The size for whoever a buyer's words are about, with what had to be taken for granted in them."""

from collections.abc import Iterable, Mapping

from guitai.engines.recommending.sizes import recommend
from guitai.engines.recommending.types import (
    Chart,
    Figure,
    Fit,
    Language,
    Reason,
    SizeAdvice,
    SizeHistory,
    Span,
    Told,
)
from guitai.engines.recommending.wording import amount, listed, say, why


def recommend_told(
    chart: Chart,
    told: Told,
    *,
    body: Mapping[str, Span] | None = None,
    fit: Fit | None = None,
    history: Iterable[SizeHistory] = (),
    language: Language = "zh",
) -> SizeAdvice:
    """Give the size for the wearer of a text; of several people none, since their figures must not mix.

    :param told: what ``measures.read_told`` made of the text.
    :param body: figures known beside the text; they count before those in it.
    :param fit: a wish known beside the text; it counts before the one in it.
    """
    known = body or {}
    if len(told.wearers) > 1:
        return _several(told, language)
    heard = told.wearers[0] if told.wearers else None
    figures = [figure for figure in heard.figures if figure.measure not in known] if heard else []
    return recommend(
        chart,
        {figure.measure: (figure.low, figure.high) for figure in figures} | dict(known),
        fit=fit or told.fit or Fit.REGULAR,
        history=history,
        watch=told.watch,
        notes=[
            *(_assumed(figure, language) for figure in figures if figure.assumed),
            *(Reason("unlikely", {"said": said}, unsure=True) for said in told.unlikely),
        ],
        language=language,
    )


def _assumed(figure: Figure, language: Language) -> Reason:
    facts = {"said": figure.said, "value": amount(figure.measure, (figure.low, figure.high), language)}
    if figure.assumed == "no_code":
        return Reason("code_doubtful", facts, unsure=True)
    code = f"{figure.assumed}_doubtful" if figure.doubtful else f"{figure.assumed}_assumed"
    return Reason(code, facts, unsure=figure.doubtful)


def _several(told: Told, language: Language) -> SizeAdvice:
    unknown = say("not_said_who", {}, language)
    people = listed([wearer.who or unknown for wearer in told.wearers], language)
    reasons = (Reason("several_people", {"count": str(len(told.wearers)), "who": people}, unsure=True),)
    return SizeAdvice(None, 0.0, (), why(reasons, language), (), reasons)
