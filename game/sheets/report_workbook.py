"""The report on a group, and sessions side by side, as a workbook for spreadsheet programs."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from game.language.catalogs import Words
from game.language.locales import Locale
from game.language.names import whom_names
from game.learning.report import Comparison, Report
from game.sheets.comparison import SideBySide
from game.sheets.report import ReportWording
from game.sheets.report_parts import Bar, Wording
from game.sheets.report_table import COLUMNS, SESSION, Cell, Row, comparison_rows, report_rows
from game.story.load import Library

# Faces that Windows has for a script; other programs take one of their own for it.
_FACES = {"Thai": "Leelawadee UI", "Khmr": "Leelawadee UI"}
_FACE = "Calibri"
_NAME_LENGTH = 31  # of a sheet, as spreadsheet programs have it
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _NARROWEST = 48, 9  # letters
_A4 = 9
_PERCENT = (
    *("hits", "false alarms", "found", "named", "look-alike distrusted", "act"),
    *("change in hits", "change in false alarms"),
)
_ALL = "all"
_CLASS = "class"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Say what stands on a sheet: lines of text, or a table with a heading."""

    name: str
    rows: Sequence[Sequence[Cell]]
    head: Sequence[str] = ()
    percent: frozenset[int] = frozenset()  # rows of which the numbers are shares
    shares: frozenset[int] = frozenset()  # columns of such numbers
    bold: frozenset[int] = frozenset()  # rows


def report_workbook(said: Report, library: Library, words: Words, locale: Locale) -> bytes:
    """Write a report as a workbook in a language: numbers as numbers, and the rest in words.

    Args:
        said: what it says.
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.

    Returns:
        An .xlsx file; what is hidden is hidden in words, without a number.
    """
    wording = ReportWording(said, library, words, locale)
    tables = _Tables(library, words, locale)
    t = words.t
    sections = {it.id: it for it in wording.sections()}
    lines: list[Sequence[Cell]] = [(wording.title(),), *((line,) for line in wording.about()), ()]
    if said.summary.events:
        lines += [
            (t("report", "Starts of the game"), said.summary.sessions),
            (t("report", "Computers"), said.summary.machines),
            (),
        ]
    bold = {0}
    for id_ in ("next", "know"):
        if id_ in sections:
            bold.add(len(lines))
            lines += [(sections[id_].title,), *((point,) for point in sections[id_].points), ()]
    overview = _Sheet(t("report", "Overview"), lines, bold=frozenset(bold))
    return _written([overview, *tables.sheets(list(report_rows(said)))], locale)


def comparison_workbook(said: Comparison, library: Library, words: Words, locale: Locale) -> bytes:
    """Write sessions side by side as a workbook, as `report_workbook` does for one.

    Args:
        said: what is said of each.
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.

    Returns:
        An .xlsx file.
    """
    beside = SideBySide(said, library, words, locale)
    tables = _Tables(library, words, locale)
    t = words.t
    title, reading = t("report", "Sessions side by side"), t("report", "What may be concluded")
    lines: list[Sequence[Cell]] = [(title,), *((line,) for line in beside.about()), ()]
    bold = frozenset({0, len(lines)})
    lines += [(reading,), *((point,) for point in beside.points())]
    overview = _Sheet(t("report", "Overview"), lines, bold=bold)
    sheets = [overview, _side_by_side(beside, t("report", "Side by side"))]
    return _written([*sheets, *tables.sheets(list(comparison_rows(said)))], locale)


def _side_by_side(beside: SideBySide, name: str) -> _Sheet:
    rows: list[Sequence[Cell]] = []
    bold, percent = set(), set()
    columns = beside.columns()
    if any(column.note for column in columns):
        rows.append(("", *(column.note for column in columns)))
    for part in beside.parts():
        bold.add(len(rows))
        rows.append((part.title,))
        for line in part.lines:
            if any(_is_share(cell) for cell in line.cells):
                percent.add(len(rows))
            rows.append((line.label, *(_cell(cell) for cell in line.cells)))
    head = ("", *(f"{column.code} · {column.when}" for column in columns))
    shares = frozenset(range(1, len(head)))
    return _Sheet(name, rows, head, frozenset(percent), shares, frozenset(bold))


def _cell(bar: Bar) -> Cell:
    return bar.said if bar.number is None else bar.number


def _is_share(bar: Bar) -> bool:
    """Say whether a bar has an interval, as only shares have."""
    return bar.number is not None and bar.low is not None


class _Tables(Wording):
    """Put the rows of the table into words, each part on its sheet."""

    def sheets(self, rows: Iterable[Row]) -> Iterator[_Sheet]:
        """Divide rows into sheets; a sheet without rows says so.

        Args:
            rows: as `report_rows` and `comparison_rows` have them.
        """
        divided: dict[str, list[Row]] = {name: [] for name in self._names}
        for row in rows:
            divided[_sheet_of(row)].append(row)
        for name, there in divided.items():
            yield self._sheet(self._names[name], there)

    def _sheet(self, name: str, rows: Sequence[Row]) -> _Sheet:
        columns = (SESSION, *COLUMNS) if any(SESSION in row for row in rows) else COLUMNS
        table = [[self._said(row, column) for column in columns] for row in rows]
        if not table:
            table = [[self.words.t("report", "too few to say")]]
        shares = frozenset(columns.index(column) for column in ("value", "low", "high"))
        percent = frozenset(n for n, row in enumerate(rows) if _bare_part(row) in _PERCENT)
        return _Sheet(name, table, [self._heads[it] for it in columns], percent, shares)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        t = self.words.t
        return {
            "group": t("report", "Players"),
            "spotting": t("report", "Noticed"),
            "tricks": t("report", "Tricks"),
            "acts": t("report", "Acts"),
            "telling": t("report", "Telling"),
            "change": t("report", "Before, after, later"),
            "rooms": t("report", "Classes by hands"),
        }

    @cached_property
    def _heads(self) -> Mapping[str, str]:
        t = self.words.t
        return {
            SESSION: t("report", "Session"),
            "part": t("report", "What"),
            "name": t("report", "Of what"),
            "players": t("report", "Players"),
            "count": t("report", "How often"),
            "of": t("report", "Out of"),
            "value": t("report", "Value"),
            "low": t("report", "From (95 %)"),
            "high": t("report", "To (95 %)"),
            "verdict": t("report", "Finding"),
        }

    @cached_property
    def _parts(self) -> Mapping[str, str]:
        t = self.words.t
        return {
            "group": t("report", "Players who judged or chose something"),
            "begun": t("report", "began the episode"),
            "finished": t("report", "reached an ending"),
            "round": t("report", "Quick Eyes"),
            "spotting": t("report", "What they noticed"),
            "hits": t("report", "Tricks noticed"),
            "false alarms": t("report", "Friendly messages distrusted"),
            "found": t("report", "noticed"),
            "named": t("report", "called by its name"),
            "look-alike distrusted": t("report", "look-alikes distrusted"),
            "act": t("report", "done, where it was on offer"),
            "told": t("report", "told, by so many players"),
            "change in hits": t("report", "Change: tricks noticed"),
            "change in false alarms": t("report", "Change: friendly messages distrusted"),
            "change in d'": t("report", "Change in d'"),
            "change in c": t("report", "Change in c"),
            "class": t("report", "Children of the class"),
        }

    @cached_property
    def _findings(self) -> Mapping[str, str]:
        t = self.words.t
        return {
            "hidden": self.hidden(),
            "fewer than 5 players": t("report", "fewer than 5 players"),
            "fewer than 5 children": t("report", "fewer than 5 children"),
            "no records": t("report", "There are no records yet."),
            "shares players with other sessions": t(
                "report", "hidden: more than 2 of its players are in the other sessions too"
            ),
            **{name or "": said for name, said in self.marks().items()},
            **{name: said for name, (said, _) in self.verdicts().items()},
        }

    def _said(self, row: Row, column: str) -> Cell:
        value = row.get(column)
        if column == "part":
            bare = _bare_part(row)
            return self._parts.get(bare, bare)
        if column == "name":
            return self._name(row)
        if column == "verdict" and value:
            return self._findings.get(str(value), value)
        return value

    def _name(self, row: Row) -> Cell:
        name, part = str(row.get("name") or ""), _bare_part(row)
        if str(row["part"]).startswith(f"{_CLASS} "):
            code, _, name = name.partition(" ")
            return f"{code} · {self._of(part, name)}"
        return self._of(part, name)

    def _of(self, part: str, name: str) -> str:
        if part in ("begun", "finished"):
            return self.story_names([name])[name]
        if part in ("found", "named", "look-alike distrusted"):
            return self.trick_name(name)
        named = {
            **self.act_names(),
            **whom_names(self.words),
            **self._occasions(),
            "any": self.words.t("report", "Any of these, where one was on offer"),
            _ALL: self.words.t("report", "all messages"),
        }
        return named.get(name, name)

    def _occasions(self) -> Mapping[str, str]:
        before, after, later = (
            self.occasion("before"),
            self.occasion("after"),
            self.occasion("later"),
        )
        return {
            "before": before,
            "after": after,
            "later": later,
            "before to after": f"{before} → {after}",
            "before to later": f"{before} → {later}",
            "after to later": f"{after} → {later}",
        }


def _bare_part(row: Row) -> str:
    return str(row["part"]).removeprefix(f"{_CLASS} ")


def _sheet_of(row: Row) -> str:
    part = str(row["part"])
    if part.startswith(_CLASS):
        return "rooms"
    if part in ("group", "begun", "finished", "round"):
        return "group"
    if part in ("found", "named", "look-alike distrusted"):
        return "tricks"
    if part in ("act", "told"):
        return {"act": "acts", "told": "telling"}[part]
    return "spotting" if row.get("name") == _ALL else "change"


# Writing


class _Formats:
    """The looks of cells, in the face of a script."""

    def __init__(self, book: Workbook, locale: Locale) -> None:
        common = {"font_name": _FACES.get(locale.script, _FACE), "valign": "top"}

        def made(**look: object) -> Format:
            return book.add_format({**common, **look})

        self.head = made(bold=True, bottom=2, text_wrap=True)
        self.bold = made(bold=True)
        self.words = made(text_wrap=True)
        self.whole = made(num_format="#,##0")
        self.tenths = made(num_format="0.00")
        self.percent = made(num_format="0 %")


def _written(sheets: Sequence[_Sheet], locale: Locale) -> bytes:
    file = io.BytesIO()
    # What begins like a formula or an address stays text.
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(file, {"in_memory": True, **plain}) as book:
        formats = _Formats(book, locale)
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_free_name(sheet.name, taken))
            if locale.direction == "rtl":
                page.right_to_left()
            _fill(page, sheet, formats)
    return file.getvalue()


def _free_name(name: str, taken: set[str]) -> str:
    """Make of a name one that spreadsheet programs take, and that no other sheet has."""
    name = _NOT_IN_NAMES.sub(" ", name).strip("'")[:_NAME_LENGTH]
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        ending = f" {number}"
        free = name[: _NAME_LENGTH - len(ending)] + ending
    taken.add(free.lower())
    return free


def _fill(page: Worksheet, sheet: _Sheet, formats: _Formats) -> None:
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    first = 0
    if sheet.head:
        for column, text in enumerate(sheet.head):
            page.write_string(0, column, text, formats.head)
        page.freeze_panes(1, 1)
        page.repeat_rows(0)
        first = 1
    for number, row in enumerate(sheet.rows):
        for column, cell in enumerate(row):
            share = number in sheet.percent and column in sheet.shares
            _write(page, (first + number, column), cell, formats, share=share)
        if number in sheet.bold and row:
            page.write_string(first + number, 0, str(row[0]), formats.bold)
    for column, width in enumerate(_widths(sheet)):
        page.set_column(column, column, width)


def _write(
    page: Worksheet, at: tuple[int, int], cell: Cell, formats: _Formats, *, share: bool
) -> None:
    if isinstance(cell, str):
        page.write_string(*at, cell, formats.words)
    elif cell is not None:
        whole = formats.whole if isinstance(cell, int) else formats.tenths
        page.write_number(*at, cell, formats.percent if share else whole)


def _widths(sheet: _Sheet) -> list[int]:
    if not sheet.head:
        return [2 * _WIDEST, _NARROWEST]
    rows = [sheet.head, *(row for n, row in enumerate(sheet.rows) if n not in sheet.bold)]
    longest = [
        max(len(str(row[column])) for row in rows if column < len(row))
        for column in range(len(sheet.head))
    ]
    return [max(_NARROWEST, min(_WIDEST, letters + 2)) for letters in longest]
