"""Materials: what a draft says a product is made of, in what shares, against what its facts say."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from guitai.engines.rulebook.detectors.denials import Fact
from guitai.engines.rulebook.drafts import Draft, longest
from guitai.engines.rulebook.types import Scope
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

_WHOLE = Decimal(100)
_WHOLLY = re.compile(r"(?:百分之([一二三四五六七八九十百]+)|百分百|十足|纯|全部是|全|净)的?纯?$")
_SHARE_BEFORE = re.compile(r"(\d{1,3}(?:\.\d+)?)%的?纯?$")
_SHARE_AFTER = re.compile(
    r"(?:含量)?(?:是|有|为|占|达到?|高达|:|足足|至少|大概)*"
    rf"(?:(\d{{1,3}}(?:\.\d+)?)%|百分百|百分之百|百分之({NUMBER})|({NUMBER})成(?![本熟套分交]))"
)
_IS = re.compile(r"(?:是|用的?是?|采用|选用|属于|做的|材质|面料|用料)[^,。!?;]{0,4}$")
_OF = re.compile(r"^(?:填充|填的|内胆|面料|材质|做的|的|料|制|成分|款|混纺)")
_OF_A_PART = re.compile("手柄|把手|提手|盖子?|外壳|底座|密封圈|包装|外面|外层|外头|把儿|支架|轮子")
_FACT_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_GRADES = tuple(
    map(
        re.compile,
        (
            r"(?<!\d)\d{2,3}(?=l?的?不?锈?钢|银|k?金)",
            "头层|二层",
            "[羊猪牛]皮",
            "胡桃木|橡胶木|橡木|松木|榉木|榆木|樱桃木|柚木|桦木|水曲柳|白蜡木",
            "ppsu|tritan|pp(?!s)|pc|pet|pvc|abs",
        ),
    )
)
# 没有一点涤纶, 不含氨纶, 一块颗粒板都没用: that a material of the facts is not in it.
_NONE_BEFORE = re.compile(
    r"(?<![有是])(?:没有|没用|没加|没掺|不含|不掺|不加|不带|绝无|无)(?:任何|一[块点丝片根毫]|半[点块]|用|掺)*$"
)
_BIT_BEFORE = re.compile("(?:一[块点丝片根]|半[点块]|任何)$")
_NONE_AFTER = re.compile("(?:都|也)(?:没|不含|不掺|不加)")
_NO_MORE = re.compile(
    "(?:成分|材质|料)?[的哒]?(?:[哦呢哈呀啊亲噢放]|[,。!?;]|$)"
)  # 没有棉的厚实 is another matter
_PART_OF = "材质"  # of the whole: a handle may be of something else


def wrong_materials(draft: Draft, facts: tuple[Fact, ...]) -> Iterator[tuple[int, int, Fact]]:
    """Give where a material, its share or its grade is told otherwise than the facts tell it."""
    if not facts or not draft.named("materials"):
        return
    kinds = draft.words("materials").kinds
    read = [(fact, shares) for fact in facts if (shares := _shares(fact[1], kinds))]
    if not read:
        return
    for (start, end), material in draft.kinds("materials"):
        first, last = draft.around(start, end, Scope.CLAUSE)
        has = [(fact, shares) for fact, shares in read if material in shares]
        fact = has[0][0] if has else read[0][0]
        told = _told_share(draft, start, end)
        if told is None and fact[0] == _PART_OF and _OF_A_PART.search(draft.text, first, start):
            continue
        if told is not None:
            left, right, share = told
            said = {draft.text[left:right], draft.text[start : right + 2]}  # 全实木, 实木框架
            if not any(_may_be(shares[material], share, said, one[1]) for one, shares in has):
                yield left, right, fact
        elif (not has or all(_other_grade(draft.text[start:end], one[1]) for one, _ in has)) and (
            _IS.search(draft.text, first, start) or _OF.match(draft.text[end:last])
        ):
            yield start, end, fact


def _denied(draft: Draft, start: int, end: int) -> tuple[int, int] | None:
    """Give the stretch in which a material is said not to be in it; None if that is not said."""
    first, last = draft.around(start, end, Scope.CLAUSE)
    if none := _NONE_BEFORE.search(draft.text, first, start):
        return (none.start(), end) if _NO_MORE.match(draft.text, end, last) else None
    bit, none = _BIT_BEFORE.search(draft.text, first, start), _NONE_AFTER.match(draft.text, end, last)
    return (bit.start(), none.end()) if bit and none else None


def _is_in(draft: Draft, denied: int, start: int, end: int, fact: str) -> bool:
    """Say whether the facts name the material denied; not where a part is spoken of that is without it."""
    said, text = draft.text[start:end], normalise(fact).text
    first, _ = draft.around(start, end, Scope.CLAUSE)
    part = draft.text[first:denied].strip("的也都就是亲")
    of_a_part = len(part) > 1 and part in text and part + said not in text
    return said in text and not of_a_part and draft.sentence(start, end).count(said) == 1


def denied_materials(draft: Draft, facts: tuple[Fact, ...]) -> Iterator[tuple[int, int, Fact]]:
    """Give where a material the facts name is said not to be in it: 没有一点涤纶."""
    for start, end in longest(draft.named("materials")) if facts else ():
        if (told := _denied(draft, start, end)) is None:
            continue
        for fact in facts:
            if _is_in(draft, told[0], start, end, fact[1]):
                yield *told, fact
                break


def _may_be(actual: Decimal | None, told: Decimal, said: set[str], fact: str) -> bool:
    """Say whether a share may be the one told; of several materials without figures none is the whole."""
    text = normalise(fact).text
    mixed = told == _WHOLE and ":" not in text and not any(one in text for one in said)
    return actual == told or (actual is None and not mixed)


def _other_grade(said: str, fact: str) -> bool:
    """Say whether both name a grade of a material and none in common: 304不锈钢, 201不锈钢."""
    text = normalise(fact).text
    graded = [(set(grade.findall(said)), set(grade.findall(text))) for grade in _GRADES]
    return any(told and known and not told & known for told, known in graded)


def _told_share(draft: Draft, start: int, end: int) -> tuple[int, int, Decimal] | None:
    """Give the share told of a material with its stretch: 95%棉, 棉95%, 纯棉; None if none is told."""
    first, last = draft.around(start, end, Scope.CLAUSE)
    if (whole := _WHOLLY.search(draft.text, first, start)) is not None:
        return whole.start(), end, number(whole[1]) or _WHOLE if whole[1] else _WHOLE
    before = _SHARE_BEFORE.search(draft.text, first, start)
    after = _SHARE_AFTER.match(draft.text, end, last)
    # In 棉95%氨纶5% the first share follows its material, and so do the others.
    share_first = before is not None and "%" in draft.text[first : draft.kinds("materials")[0][0][0]]
    if before is not None and (after is None or share_first):
        return (before.start(), end, Decimal(before[1])) if share_first else None
    if after is not None:
        return start, after.end(), _share(after)
    if end - start > 1 and draft.text[start] in "纯全":
        return start, end, _WHOLE
    return None


def _share(told: re.Match[str]) -> Decimal:
    """Read 95%, 百分之九十五, 八成; what says no figure is the whole."""
    if told[3]:
        return (number(told[3]) or Decimal(0)) * 10
    return number(told[1] or told[2] or "") or _WHOLE


@lru_cache(maxsize=512)
def _shares(fact: str, kinds: tuple[tuple[str, str], ...]) -> dict[str, Decimal | None]:
    """Read 棉95% 氨纶5% or 95%棉+5%氨纶.

    A material without a share is the whole if it is alone, else nobody knows.
    """
    text = normalise(fact).text
    spans = longest(
        [(at.start(), at.end()) for word, _ in kinds for at in re.finditer(re.escape(word), text)]
    )
    spelled = dict(kinds)
    found = [(spelled[text[start:end]], start, end) for start, end in spans]
    numbers = [(share.start(), share.end(), Decimal(share[1])) for share in _FACT_SHARE.finditer(text)]
    shares: dict[str, Decimal | None] = {}
    share_first = bool(numbers) and bool(found) and numbers[0][0] < found[0][1]
    for at, (material, start, end) in enumerate(found):
        if len(numbers) == len(found):
            shares[material] = numbers[at][2]
        elif not numbers:
            shares[material] = _WHOLE if len(found) == 1 else None
        else:
            near = [
                n[2]
                for n in numbers
                if (n[1] <= start and start - n[1] <= 2 if share_first else 0 <= n[0] - end <= 3)
            ]
            shares[material] = near[0] if near else None
    return shares
