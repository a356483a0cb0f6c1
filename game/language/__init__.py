"""Every word: catalogs, extraction, line breaking, numbers and dates."""
