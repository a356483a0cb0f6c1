"""Text and display: size, contrast, motion, sound, pace and language, in force at once."""

from collections.abc import Sequence
from dataclasses import replace

from game.screen.settings import Settings
from game.screen.ui import Ui
from game.screen.view import Piece, View, dialog, main_button
from game.screen.widgets import Button, Column, Flow, Grow, Row, Text, Widget


class DisplayView(View):
    """The settings, over whatever screen they were opened from."""

    overlay = True

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out one row for each setting."""
        s = ui.settings
        switches = [
            (
                "contrast",
                ui.t("display", "High contrast"),
                "eye",
                replace(s, contrast=not s.contrast),
            ),
            ("still", ui.t("display", "Less motion"), "pause", replace(s, still=not s.still)),
            ("sound", ui.t("display", "Sound"), "sound", replace(s, sound=not s.sound)),
            ("wait", ui.t("display", "Messages wait for me"), "clock", replace(s, wait=not s.wait)),
            (
                "full",
                ui.t("display", "Full screen (F11)"),
                "screen",
                replace(s, full_screen=not s.full_screen),
            ),
        ]
        on = {"contrast": s.contrast, "still": s.still, "sound": s.sound, "wait": s.wait}
        on["full"] = s.full_screen
        languages = [
            self._switch(
                f"language-{code}",
                locale.name,
                "globe",
                replace(s, language=code),
                on=code == (s.language or "en"),
            )
            for code, locale in self.app.around.locales.items()
        ]
        body: list[Widget] = [
            self._size_row(ui),
            Flow([self._switch(k, t, i, new, on=on[k]) for k, t, i, new in switches], gap=12),
            Text(ui.t("display", "Language"), 20, bold=True),
            Flow(languages, gap=12),
        ]
        foot = Row([Grow(), main_button("done", self.escape, ui.t("display", "Done"), "check")])
        return dialog(ui, "display", ui.t("display", "Text and display"), body, foot, 860)

    def _switch(self, key: str, label: str, icon: str, new: Settings, *, on: bool) -> Button:
        # A chosen switch carries a tick besides its colour.
        return Button(
            key,
            lambda: self.app.change(new),
            label,
            "check" if on else icon,
            "answer",
            chosen=on,
        )

    def _size_row(self, ui: Ui) -> Widget:
        size = ui.settings.text_size
        smaller = Button(
            "smaller",
            lambda: self.app.change(ui.settings.bigger(-1)),
            ui.t("display", "Smaller text"),
            child=Text("A", 18, bold=True, align="center"),
            low=52,
        )
        bigger = Button(
            "bigger",
            lambda: self.app.change(ui.settings.bigger(1)),
            ui.t("display", "Bigger text"),
            child=Text("A", 28, bold=True, align="center"),
            low=52,
        )
        shown = Text(ui.t("display", "{percent} %", percent=size), 22, bold=True)
        label = Text(ui.t("display", "Text size"), 20, bold=True)
        sizes: list[Widget] = [label, smaller, shown, bigger]
        sample = Text(ui.t("display", "This is how a message looks."), 20)
        return Column([Flow(sizes, gap=18), sample], gap=8)

    def default(self) -> None:
        """Close."""
        self.escape()
