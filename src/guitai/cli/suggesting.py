"""``guitai suggest``: the entries of a knowledge file that answer a question, or a stream of them."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import progress as shown
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from guitai.cli.lines import LineError, answer_lines, as_json, require_text_or_lines, whole
from guitai.cli.vector_files import VectorFile, cache_folder
from guitai.engines.retrieval import SILENT_BELOW, Encoder, Entry, Index, Progress, encoder
from guitai.kernel.decoding import file_head, text_encoding, text_lines

_WORTH_KEEPING = 500  # vectors; fewer take less time than it takes to read the model
_MOST_HITS = 100

Known = dict[str, tuple[Any, str, list[str], str]]


def suggest(
    knowledge: Annotated[
        Path,
        typer.Option(help='Lines like {"id": "1", "question": "…", "answer": "…", "product": "…"}.'),
    ],
    text: Annotated[str | None, typer.Argument(help="What the buyer asks.")] = None,
    product: Annotated[
        str, typer.Option(help="The product in view: its entries come first, those of others are left out.")
    ] = "",
    top: Annotated[int, typer.Option(min=1, max=_MOST_HITS, help="How many entries at most.")] = 5,
    lexical: Annotated[bool, typer.Option("--lexical", help="Leave the dense model out.")] = False,
    json_out: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object in and one out, per line.")
    ] = False,
) -> None:
    """Name the entries that answer a question, best first, each with how likely it does."""
    require_text_or_lines(text, as_lines=as_lines)
    known = _read(knowledge)
    index = _index(known, None if lexical else _dense_model())
    if as_lines:
        answer_lines(partial(_answer, index, known, product, top))
        return
    asked = {"query": text, "product": product}
    if json_out:
        typer.echo(as_json(_answer(index, known, product, top, asked)))
    else:
        _show(Console(highlight=False), index, known, asked, top)


def _read(path: Path) -> Known:
    """Read a knowledge file; lines of the same id are wordings of one entry."""
    known: Known = {}
    encoding = text_encoding(file_head(path), path.name)
    for number, line in enumerate(text_lines(path, encoding), start=1):
        if not line.strip():
            continue
        try:
            key, question, answer, product = _fields(line)
        except LineError as error:
            raise LineError(f"{path.name}, line {number}: {error.sentence}") from None
        entry = known.setdefault(f"{type(key).__name__} {key}", (key, answer, [], product))
        if (entry[1], entry[3]) != (answer, product):
            raise LineError(
                f"{path.name}, line {number}: id {key!r} stands above with another answer or product; "
                "give each entry its own id."
            )
        entry[2].append(question)
    if not known:
        raise LineError(f"{path.name} holds no entries; write one on each line.")
    return known


def _fields(line: str) -> tuple[Any, str, str, str]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"this is no JSON ({error}).") from None
    if not isinstance(told, Mapping):
        raise LineError('write an object like {"id": "1", "question": "…", "answer": "…"}.')
    key = told.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise LineError(f"id is {key!r:.40}; write a word or a number of its own for each entry.")
    question, answer = told.get("question"), told.get("answer", "")
    if not isinstance(question, str) or not question.strip():
        raise LineError(f"question is {question!r:.40}; write what buyers ask, in quotes.")
    if not isinstance(answer, str):
        raise LineError(f"answer is {answer!r:.40}; write what is answered, in quotes.")
    product = told.get("product") or ""
    if not isinstance(product, str | int):
        raise LineError(f"product is {product!r:.40}; write the product's code, or leave it out.")
    return key, _plain(question), _plain(answer), str(product)


def _plain(text: str) -> str:
    """Give a text without halves of characters, which no output could write."""
    return text.encode("utf-8", "replace").decode()


def _dense_model() -> Encoder | None:
    model = encoder()
    if model is None:
        sys.stderr.write(
            "guitai: the dense model is not installed, so the search goes by wording, sound and topic alone; "
            "add it with: pip install 'guitai[dense]'\n"
        )
    return model


def _index(known: Known, model: Encoder | None) -> Index:
    entries = [
        Entry(name, tuple(asked), answer, product) for name, (_key, answer, asked, product) in known.items()
    ]
    wordings = sum(len(entry.questions) for entry in entries)
    store = VectorFile(cache_folder()) if model and wordings >= _WORTH_KEEPING else None
    with _progress() as told:
        index = Index.of(entries, encoder=model, store=store, progress=told)
    if store and store.trouble:
        sys.stderr.write(
            f"guitai: the vectors could not be kept in {cache_folder()} ({store.trouble}); "
            "they will be computed again next time.\n"
        )
    return index


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show how far the vectors are, on standard error where that is a terminal."""
    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TimeRemainingColumn()
    console = Console(stderr=True)
    with shown.Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading the knowledge", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def _answer(index: Index, known: Known, product: str, top: int, asked: Mapping[str, Any]) -> dict[str, Any]:
    query, in_view = asked.get("query"), asked.get("product")
    if not isinstance(query, str):
        raise LineError(f"query is {query!r:.40}; write what the buyer asks, in quotes.")
    if in_view is not None and not isinstance(in_view, str | int):
        raise LineError(f"product is {in_view!r:.40}; write the product's code, or leave it out.")
    hits = index.search(whole(query), product=str(in_view or product), top=top)
    return {"hits": [{"id": known[hit.id][0], "score": hit.score} for hit in hits]}


def _show(console: Console, index: Index, known: Known, asked: Mapping[str, Any], top: int) -> None:
    """Show the entries in a table; those that would stay unsaid on the desk are dim."""
    hits = index.search(whole(asked["query"]), product=str(asked["product"]), top=top)
    table = Table("", "id", "question", "answer", box=None, header_style="dim")
    for hit in hits:
        key, answer, _asked, product = known[hit.id]
        line = Text(hit.question)
        if product:
            line.append(f"  {product}", "dim")
        style = "dim" if hit.score < SILENT_BELOW else ""
        table.add_row(f"{hit.score:.0%}", Text(str(key)), line, Text(answer), style=style)
    console.print(table if hits else "Nothing fits.")
