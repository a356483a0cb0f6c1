"""A report, or sessions side by side, as the file of a kind: a page, a workbook or a table."""

from game.language.catalogs import Words
from game.language.locales import Locale
from game.learning.report import Comparison, Report
from game.story.load import Library

KINDS = ("html", "xlsx", "csv")


def report_file(
    said: Report | Comparison, kind: str, library: Library, words: Words, locale: Locale
) -> bytes:
    """Write a report as a file.

    Args:
        said: what it says.
        kind: one of `KINDS`; a table has the names of records in every language.
        library: names episodes and tricks.
        words: the texts of the language.
        locale: the language.

    Returns:
        What the file holds.
    """
    if kind == "csv":
        return _table(said).encode("utf-8-sig")
    if kind == "xlsx":
        return _workbook(said, library, words, locale)
    return _page(said, library, words, locale).encode("utf-8")


def _table(said: Report | Comparison) -> str:
    from game.sheets.report_table import comparison_table, report_table

    return comparison_table(said) if isinstance(said, Comparison) else report_table(said)


def _workbook(said: Report | Comparison, library: Library, words: Words, locale: Locale) -> bytes:
    from game.sheets.report_workbook import comparison_workbook, report_workbook

    if isinstance(said, Comparison):
        return comparison_workbook(said, library, words, locale)
    return report_workbook(said, library, words, locale)


def _page(said: Report | Comparison, library: Library, words: Words, locale: Locale) -> str:
    from game.sheets.comparison import comparison_page
    from game.sheets.report import report_page

    if isinstance(said, Comparison):
        return comparison_page(said, library, words, locale)
    return report_page(said, library, words, locale)
