"""No deadline for examples, since a busy machine says nothing about the product."""

from hypothesis import settings

settings.register_profile("usual", deadline=None)
settings.load_profile("usual")
