"""Which keys are digits, in the upper row and on the number pad."""

import pygame

# By the scancode of the key.
DIGITS = {
    code: str((number + 1) % 10)
    for row in (
        range(pygame.KSCAN_1, pygame.KSCAN_0 + 1),
        range(pygame.KSCAN_KP1, pygame.KSCAN_KP0 + 1),
    )
    for number, code in enumerate(row)
}
