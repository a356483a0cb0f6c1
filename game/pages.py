"""Open the templates of pages for a browser, all of them read in one way."""

from jinja2 import Environment, PackageLoader, StrictUndefined


def templates(package: str) -> Environment:
    """Open the templates of a package.

    Args:
        package: its name; the templates lie in its folder `templates`.

    Returns:
        Where to get them from: texts are escaped, and a name that nobody gave is an error.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
