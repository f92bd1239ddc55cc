"""The pay schemes that come with the program, as files; a shop takes one and changes it."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from guitai.engines.pay.errors import SchemeError
from guitai.engines.pay.reading import parse, read_scheme
from guitai.engines.pay.types import Scheme

_SUFFIX = ".yaml"


@cache
def written() -> Mapping[str, Mapping[str, Any]]:
    """Give the schemes by their ids, as their files say them; what is given is not to be changed.

    :raises SchemeError: if a file can't be read, or is not named for its scheme.
    """
    folder = files("guitai.domains.performance").joinpath("pay_schemes")
    found = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(_SUFFIX):
            found[file.name.removesuffix(_SUFFIX)] = parse(file.read_text(encoding="utf-8"), file.name)
    for name, said in found.items():
        if read_scheme(said, name).id != name:
            raise SchemeError(f"{name}{_SUFFIX}: a file is named for its scheme, {said['id']}{_SUFFIX}.")
    return MappingProxyType(found)


def shipped() -> list[Scheme]:
    """Give the schemes, in order of their ids."""
    return [read_scheme(said) for said in written().values()]
