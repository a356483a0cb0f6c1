"""How hard the tests of stories try: `--hypothesis-profile=thorough` takes minutes."""

from hypothesis import settings

# Examples have no deadline, since a busy machine says nothing about the product.
settings.register_profile("usual", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=10_000)
settings.load_profile("usual")
