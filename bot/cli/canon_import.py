"""`goalframe canon import` and `goalframe canon template`: role texts of other shapes become role library files."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.output import Refusal, say, tell
from canon.importers.kinds import KINDS

if TYPE_CHECKING:
    from canon.importers.draft import Kind, Wish
    from canon.importers.running import Import
    from canon.importers.sources import SourceFile

_OUT = click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="The file to write; - is standard output.",
)
_REPLACE = click.option("--replace", is_flag=True, help="Write over FILE if it is there.")
_EPILOG = "\n".join(
    (
        "\b",
        "Kinds:",
        *(f"  {name:<22}{words}" for name, words in KINDS.items()),
        "\n\b",
        "Examples:",
        "  goalframe canon import role-card cards/ --out roles.yaml --name Acme --tag ACME",
        "  goalframe canon import goal-page goals.html --id SALES.AE --out ae.yaml",
        '  goalframe canon import table ladder.csv --columns "Grade=level" --out ladder.yaml',
    )
)


@click.command("import", epilog=_EPILOG)
@click.argument("kind", metavar="KIND", type=click.Choice(list(KINDS)))
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@_OUT
@_REPLACE
@click.option("--id", "role_id", metavar="ID", help="The role's id, where the source has none.")
@click.option("--role", metavar="NAME", help="The role's name, where the source has none.")
@click.option("--name", metavar="NAME", help="What the role library is called.")
@click.option("--tag", metavar="TAG", help="What stands before “responsibility” wherever a text's source is named.")
@click.option("--source", metavar="TEXT", help="Where the texts come from, in a sentence.")
@click.option("--licence", metavar="TEXT", help="What is known of their licence.")
@click.option("--columns", metavar="HEADING=COLUMN", multiple=True, help="table: what a heading means; repeatable.")
@click.option("--mapping", metavar="FILE", type=click.Path(path_type=Path), help="progression-yaml: what is what.")
@click.option("--per-level", metavar="N,N,...", help="profile-page: how many responsibilities each level has.")
@click.option("--report", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="The whole report.")
def import_(  # noqa: PLR0917 - click passes everything by name
    kind: str,
    paths: tuple[Path, ...],
    out: Path,
    replace: bool,  # noqa: FBT001 - click passes flags so
    role_id: str | None,
    role: str | None,
    name: str | None,
    tag: str | None,
    source: str | None,
    licence: str | None,
    columns: tuple[str, ...],
    mapping: Path | None,
    per_level: str | None,
    report: Path | None,
) -> None:
    """Turn role texts into a file of the role library, word for word, with the place of every text.

    PATH is a file, or a folder with its subfolders. What can't be read is named and spoils nothing else; then the
    exit code is 1.
    """
    from canon.importers.draft import Wish
    from canon.importers.kinds import kind as kind_named
    from canon.importers.running import run
    from canon.importers.sources import Refused

    _refuse_present(out, replace=replace)
    found = kind_named(kind)
    try:
        wish = Wish(
            id=role_id,
            name=name,
            tag=tag,
            role=role,
            source=source,
            licence=licence,
            mapping=_mapping(mapping),
            columns=_columns(columns),
            per_level=_numbers(per_level),
        )
        _refuse_unheeded(found, wish)
        done = run(found, paths, wish)
    except Refused as refused:
        raise Refusal(f"{refused}.") from None
    _tell_all(done, out, report)


@click.command(epilog="Example: goalframe canon template --out ladder.csv")
@_OUT
@_REPLACE
def template(out: Path, replace: bool) -> None:  # noqa: FBT001 - click passes flags so
    """Write an example of a career ladder as a CSV file, ready to fill in and to import."""
    from canon.importers.template import template_text

    _refuse_present(out, replace=replace)
    _write(out, template_text())
    if str(out) != "-":
        say(f"Written: {out}. Fill it in, then: goalframe canon import table {out} --out roles.yaml")


def _refuse_present(out: Path, *, replace: bool) -> None:
    if str(out) != "-" and out.exists() and not replace:
        raise Refusal(f"{out} is there already; name another file, or add --replace to write over it.")


def _mapping(path: Path | None) -> SourceFile | None:
    from canon.importers.sources import read_source

    return read_source(path, path.name) if path else None


def _columns(pairs: Sequence[str]) -> Mapping[str, str]:
    split = [text.rpartition("=") for text in pairs]
    if not all(heading.strip() and column.strip() for heading, _, column in split):
        raise click.BadParameter("write it as --columns “Your heading=column”.")
    return {heading.strip(): column.strip() for heading, _, column in split}


def _numbers(text: str | None) -> tuple[int, ...]:
    parts = [part.strip() for part in (text or "").split(",")] if text else []
    if not all(part.isdecimal() and int(part) for part in parts):
        raise click.BadParameter("write it as --per-level 4,6,5: one number for each level, in order.")
    return tuple(map(int, parts))


def _refuse_unheeded(kind: Kind, wish: Wish) -> None:
    """Refuse what was typed and this kind has no use for."""
    for option in ("id", "role", "columns", "mapping", "per_level"):
        if getattr(wish, option) and option not in kind.options:
            raise Refusal(f"--{option.replace('_', '-')} means nothing for {kind.name}; leave it out.")


def _tell_all(done: Import, out: Path, report: Path | None) -> None:
    """Write the file, say what was done, and end with 1 if something could not be imported."""
    from canon.importers.reports import report_lines

    _refuse_huge(done)
    talk = tell if str(out) == "-" else say
    if done.text:
        _write(out, done.text)
    if report:
        _write(report, "\n".join(report_lines(done, whole=True)) + "\n")
    if done.roles:
        for line in report_lines(done):
            talk(line)
        header = {key: getattr(value, "text", value) for key, value in done.header.items()}
        talk(f"Written: {out}, as role library “{header['name']}” with the tag “{header['tag']}”")
    if done.refused:
        raise Refusal(_not_imported(done, out))


def _refuse_huge(done: Import) -> None:
    """Refuse what could not be loaded again."""
    from canon.loader import SIZE_LIMIT

    if len(done.text.encode()) > SIZE_LIMIT:
        words = f"The file would be larger than {SIZE_LIMIT // 1_000_000} MB, more than a role file may be"
        raise Refusal(f"{words}: import fewer at a time, into several files of one folder. Nothing was written.")


def _not_imported(done: Import, out: Path) -> str:
    first, *rest = done.refused
    more = (
        f" ({len(rest)} more, see above)" if rest and done.roles else f" ({len(rest)} more like it)" if rest else ""
    )
    if not done.roles:
        return f"Nothing was imported. {_sentence(str(first))}{more}."
    return f"Not imported: {first}{more}. {len(done.roles)} {'role' if len(done.roles) == 1 else 'roles'} in {out}."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] if text.startswith(("there ", "it ")) else text


def _write(out: Path, text: str) -> None:
    if str(out) == "-":
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        out.write_bytes(text.encode())
    except OSError as error:
        raise Refusal(f"{out} can't be written: {error.strerror}.") from None
