"""An episode on the screen of a class: messages come one at a time, hands are counted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.learning.counts import Play
from game.learning.events import Hands, happenings
from game.learning.rooms import RoomPlay, asked
from game.screen.class_asked import By, Decided, answered, begun, replayed, talks, talks_now
from game.screen.class_board import ClassBoard
from game.screen.class_voting import Answer, VotingView
from game.screen.names import person_name
from game.screen.painting import painting
from game.screen.ui import Ui
from game.screen.view import Piece
from game.story.model import Story, Talk, TimeMark
from game.story.playthrough import (
    Asking,
    Choosing,
    Chosen,
    Ended,
    Entry,
    Over,
    Playthrough,
    Reading,
    Shown,
)

if TYPE_CHECKING:
    from game.screen.app import App
    from game.screen.class_course import Course


class ClassView(VotingView):
    """One play of a story by a class.

    Args:
        course: of the class session.
        play: where it begins or goes on.
        record: the record it is written into.
        decided: the questions that were answered in it, oldest first.
        kept: the hands that were counted for the question it waits at.
    """

    def __init__(
        self,
        app: "App",
        course: "Course",
        play: Playthrough,
        record: Play,
        decided: Sequence[Decided] = (),
        kept: Hands | None = None,
    ) -> None:
        super().__init__(app, course)
        self.play = play
        self.record = record
        self.explaining: Hands | None = None
        self.arrived = app.now - 1
        self._decided = list(decided)
        self.ask(asked(play), kept)

    @classmethod
    def begin(cls, app: "App", course: "Course", story: Story) -> "ClassView":
        """Begin an episode.

        Args:
            app: the game.
            course: of the class session.
            story: the episode.
        """
        record = app.store.begin(course.room, story.id, story.version, practice=True)
        return cls(app, course, begun(story), record)

    @classmethod
    def go_on(cls, app: "App", course: "Course", story: Story, left: RoomPlay) -> "ClassView":
        """Go on where the class stopped, at that very message, with the hands counted so far.

        Args:
            app: the game.
            course: of the class session.
            story: the episode.
            left: its play.
        """
        play, decided, whole = replayed(story, left.moves, left.hands)
        question = asked(play)
        kept = left.hands.get((question.scene, question.item)) if question is not None else None
        if kept is not None and kept.decided is not None:
            kept = None  # the hands of an earlier time at the same question
        view = cls(app, course, play, left.play, decided, kept)
        if not whole:
            # The story has changed: it goes on at the last message that is still the same.
            view.record_again()
        return view

    @property
    def story(self) -> Story:
        """The story that is played."""
        return self.play.story

    # Drawing

    @property
    def background(self) -> str:
        """Name the painting behind the cards: where the story is at the moment."""
        return painting(self.play)

    def pieces(self, ui: Ui) -> Sequence[Piece]:
        """Lay out the chat on the left, what is asked on the right."""
        return ClassBoard(self).pieces(ui)

    def question(self, ui: Ui) -> str:
        """Say what is asked."""
        now = self.play.now
        if isinstance(now, Choosing) and now.question:
            return ui.words.text(self.story.id, f"scene/{now.scene}", now.question)
        if isinstance(now, Choosing):
            name = person_name(ui, self.story.lead)
            return ui.t("episode", "What should {name} do?", name=name)
        return ui.t("class", "What do you say to this message?")

    def answers(self, ui: Ui) -> Sequence[Answer]:
        """List the answers to what is asked."""
        now = self.play.now
        if isinstance(now, Choosing):
            return [
                Answer(option.id, self._quoted(ui, now.scene, option.text, said=bool(option.say)))
                for option in now.options
            ]
        return verdicts(ui) if isinstance(now, Asking) else ()

    def _quoted(self, ui: Ui, scene: str, text: str, *, said: bool) -> str:
        text = ui.words.text(self.story.id, f"scene/{scene}", text)
        return ui.t("episode", "“{words}”", words=text) if said else text

    def questions(self) -> Sequence[str]:
        """List the author's questions for the room that were passed, the newest first."""
        found = [self._say_talk(scene, talk) for scene, talk in talks(self.play)]
        return tuple(dict.fromkeys(reversed(found)))

    def talk_now(self) -> str | None:
        """Find the question for the room that belongs to the message or choice of now."""
        found = talks_now(self.play)
        return self._say_talk(*found[-1]) if found else None

    def _say_talk(self, scene: str, talk: Talk) -> str:
        return self.app.ui.words.text(self.story.id, f"scene/{scene}", talk.text)

    # What a class does

    def default(self) -> None:
        """Show the next thing, play what most hands are for, or close what is open."""
        self.app.follow_again(f"class-{self.chat}")
        if self.explaining is not None:
            self.explaining = None
            self._move_to(self.play)
        elif isinstance(self.play.now, Over):
            self.once_kept(self._see_what_happened)
        elif self.vote is not None:
            self.take_majority()
        else:
            self.once_kept(self._advance)

    def decide(self, answer: str, by: By) -> None:
        """Play an answer, and record both at once.

        Args:
            answer: its id.
            by: who decided.
        """
        if self.vote is None:
            return
        decided = Decided(self.vote.hands(answer, by), self.play)
        play = answered(self.play, answer)
        self.keep([decided.hands, *happenings(play, play.new_since(self.play))])
        self._decided.append(decided)
        self.explaining = decided.hands if decided.hands.about == "message" else None
        self.app.sounds.play("right" if self.explaining else "send")
        self._move_to(play)

    def to_last_question(self) -> None:
        """Go back to the question that was answered last, with its hands."""
        if not self._decided:
            return
        last = self._decided.pop()
        self.explaining = None
        self._move_to(last.before)
        self.ask(asked(self.play), last.hands)
        self.record_again()

    def record_again(self) -> None:
        """Record the play anew up to here, with the hands of what is asked, all or nothing."""
        story = self.story
        decided = [decided.hands for decided in self._decided]
        hands = [] if self.vote is None else [self.vote.hands()]
        self.record = self.app.store.begin(
            self.course.room,
            story.id,
            story.version,
            practice=True,
            then=[*decided, *happenings(self.play, self.play.log), *hands],
        )
        self.keep(())

    def _advance(self) -> None:
        if not isinstance(self.play.now, Reading):
            return
        before, play = self.play, self.play.next()
        while _is_mark(play.log[-1]) and isinstance(play.now, Reading):
            play = play.next()
        self.keep(happenings(play, play.new_since(before)))
        newest = play.log[-1]
        self.app.sounds.play("end" if isinstance(newest, Ended) else "message")
        self._move_to(play)

    def _move_to(self, play: Playthrough) -> None:
        self.play = play
        self.arrived = self.app.now
        self.app.move_for(0.3)
        self.app.ui.scrolls.pop("class-panel", None)
        self.app.ui.focus = None
        self.ask(asked(play) if self.explaining is None else None)
        self.app.follow_again(f"class-{self.chat}")
        self.app.refresh()

    def _see_what_happened(self) -> None:
        from game.screen.class_happened import ClassHappenedView

        self.app.home(ClassHappenedView(self.app, self.course, self.play))

    # What is there

    @property
    def chat(self) -> str:
        """The chat of the newest message."""
        chats = [e.chat for e in self.play.log if isinstance(e, (Shown, Chosen)) and e.chat]
        return chats[-1] if chats else next(iter(self.story.contacts))


def verdicts(ui: Ui) -> Sequence[Answer]:
    """List the two answers about a message, in the room's language."""
    okay, wait = ui.t("quick eyes", "This is okay"), ui.t("quick eyes", "Hmm, wait!")
    return (Answer("okay", okay, "tricks/okay", okay), Answer("wait", wait, "tricks/wait", wait))


def _is_mark(entry: Entry) -> bool:
    return isinstance(entry, Shown) and isinstance(entry.step, TimeMark)
