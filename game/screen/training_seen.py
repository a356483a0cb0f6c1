"""What an adult has seen of an episode since "Training" was opened; it is kept nowhere."""

from dataclasses import dataclass, field

from game.screen.ui import Ui
from game.story.model import Option, Story
from game.story.playthrough import Chosen, Ended, Playthrough, Shown


@dataclass(slots=True)
class Seen:
    """Remember scenes, branches and endings.

    Args:
        story: the episode.
    """

    story: Story
    _scenes: set[str] = field(default_factory=set)
    _options: set[tuple[str, str]] = field(default_factory=set)
    _endings: set[str] = field(default_factory=set)

    def add(self, play: Playthrough) -> None:
        """Remember everything that has happened in a play."""
        for entry in play.log:
            if isinstance(entry, Chosen):
                self._options.add((entry.scene, entry.option.id))
            elif isinstance(entry, Ended):
                self._endings.add(entry.end.slug)
            elif isinstance(entry, Shown):
                self._scenes.add(entry.scene)

    def was_in(self, scene: str) -> bool:
        """Say whether something of a scene was seen."""
        return scene in self._scenes

    def took(self, scene: str, option: Option) -> bool:
        """Say whether an option was chosen."""
        return (scene, option.id) in self._options

    def ended(self, slug: str) -> bool:
        """Say whether an ending was seen."""
        return slug in self._endings

    @property
    def endings(self) -> int:
        """Count the endings that were seen."""
        return len(self._endings)

    def endings_seen(self, ui: Ui) -> str:
        """Say how many endings were seen."""
        return ui.t(
            "training",
            "Endings seen: {count} of {all}",
            count=ui.number(self.endings),
            all=ui.number(len(self.story.endings)),
        )
