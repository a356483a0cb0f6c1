"""Tell whether a catalog is in step with its template, without reading either of them whole."""

import re

_STRING = r'"(?:[^"\\\n]|\\[abfnrtv\\"])*+"\n'
_TRANSLATION = re.compile(rf"(?m)^(?:msgstr(?:\[\d\])? (?:{_STRING})++)++")
_NOTE = re.compile(r"(?m)^#(?:(?![.:,]).*|, fuzzy)\n")
_CREATED = re.compile(r'(?m)^"POT-Creation-Date: .*$')


def skeleton(text: str) -> str | None:
    """Leave out of a catalog what translators write; what is left comes from the template.

    Two catalogs with the same skeleton have the same texts, places and comments, in the same order.

    Args:
        text: the content of a catalog or a template.

    Returns:
        what is left; None if something in it is not as gettext's tools write it.
    """
    header, _, body = text.partition("\n\n")
    created = _CREATED.search(header)
    if not created:
        return None
    entries = _TRANSLATION.sub("=\n", _NOTE.sub("", body)).replace("#, fuzzy, ", "#, ")
    return f"{created[0]}\n{entries.strip()}"
