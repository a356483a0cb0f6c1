"""Write the headers of templates and catalogs, with what CLDR knows about plural forms."""

from dataclasses import replace
from datetime import datetime

from babel import Locale, UnknownLocaleError
from babel.messages import Catalog as BabelCatalog

from game.language.cldr import plural_forms
from game.language.pofiles import Entry, header_field, with_header_field

_PROJECT = "Sarika"


def template_header(domain: str, now: datetime) -> Entry:
    """Begin the header of a template.

    Args:
        domain: for example "common".
        now: when it is made, with its time zone.
    """
    catalog = BabelCatalog(project=_PROJECT, version=domain, creation_date=now)
    return Entry(
        context="",
        msgid="",
        msgstr=(_fields(catalog),),
        comments=(f"Texts of {_PROJECT}: {domain}.", "License: CC-BY-SA-4.0"),
        flags=frozenset({"fuzzy"}),
    )


def catalog_header(template: Entry, language: str, now: datetime) -> Entry:
    """Begin the header of a catalog.

    Args:
        template: the header of its template.
        language: the language tag.
        now: when it is made, with its time zone.

    Returns:
        the header, with the plural forms that CLDR knows; English ones where it knows none.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = None
    catalog = BabelCatalog(
        locale=locale,
        project=_PROJECT,
        revision_date=now,
        language_team=locale.english_name if locale else language,
    )
    catalog.last_translator = ""
    header = replace(template, msgstr=(_fields(catalog),), flags=frozenset())
    for name in ("Project-Id-Version", "POT-Creation-Date"):
        header = with_header_field(header, name, header_field(template, name) or "")
    if locale is None:
        header = with_header_field(header, "Language", language)
        header = with_header_field(header, "Plural-Forms", catalog.plural_forms)
    else:
        header = with_header_field(header, "Plural-Forms", plural_forms(locale))
    return header


def _fields(catalog: BabelCatalog) -> str:
    catalog.msgid_bugs_address = ""
    return "".join(f"{name}: {value.strip()}\n" for name, value in catalog.mime_headers)
