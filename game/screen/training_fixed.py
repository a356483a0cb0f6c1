"""Questions to adults that do not depend on the episode: on leading a session, on disclosure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from game.screen.names import person_name
from game.screen.ui import Ui
from game.story.model import Story

About = Literal["leading", "disclosure"]


@dataclass(frozen=True, slots=True)
class Fixed:
    """Hold the words of a question.

    Args:
        asked: the question.
        answers: the right one first.
        why: said after any answer.
        read: the chapter of the guide that says more.
    """

    asked: str
    answers: tuple[str, ...]
    why: str
    read: str


def fixed_questions(ui: Ui, story: Story) -> Mapping[About, Mapping[str, Fixed]]:
    """Say all fixed questions in the language of the screen.

    Args:
        ui: the surroundings.
        story: the episode; some questions name its lead.

    Returns:
        The questions by what they are about and by their ids.
    """
    return {"leading": _on_leading(ui, story), "disclosure": _on_disclosure(ui)}


def _on_disclosure(ui: Ui) -> dict[str, Fixed]:
    t = ui.t
    read = t("guide", "If a child begins to tell something")
    return {
        "secret": Fixed(
            t(
                "self-check",
                "A child says: “I will tell you something, but you must not tell anybody.” What do "
                "you answer?",
            ),
            (
                t(
                    "self-check",
                    "“I will tell only those who can help, and I will tell you who they are.”",
                ),
                t("self-check", "“I promise. It stays between the two of us.”"),
                t("self-check", "“Then it is better not to tell me.”"),
            ),
            t(
                "self-check",
                "A promise of secrecy cannot be kept once a child needs help, and breaking it "
                "costs the child's trust. Say early, and kindly, who will be told.",
            ),
            read,
        ),
        "details": Fixed(
            t(
                "self-check",
                "A child tells you that somebody keeps asking for a picture. What do you do first?",
            ),
            (
                t(
                    "self-check",
                    "I listen, say thank you, and let the child decide how much to say.",
                ),
                t("self-check", "I ask what exactly happened, when, and how often."),
                t("self-check", "I look through the child's phone for proof, so that I can help."),
            ),
            t(
                "self-check",
                "Questions can hurt, and can change what a child remembers. Asking belongs to "
                "people trained for it. You need to know only enough to find help.",
            ),
            read,
        ),
        "fault": Fixed(
            t(
                "self-check",
                "“I sent a picture, although I knew the rules.” What does the child need to hear "
                "first?",
            ),
            (
                t("self-check", "“It is not your fault. You were right to tell me.”"),
                t("self-check", "“Why did you do that?”"),
                t("self-check", "“Forget it. It is not so bad.”"),
            ),
            t(
                "self-check",
                "The fault is always with the person who asked, tricked or threatened. Whoever "
                "fears blame stops telling; whoever is told to forget is left alone with it.",
            ),
            read,
        ),
        "group": Fixed(
            t(
                "self-check",
                "In the middle of the session a child begins to tell something of their own before "
                "the whole group. What do you do?",
            ),
            (
                t(
                    "self-check",
                    "I say thank you, stop gently, and talk with the child soon, just we two.",
                ),
                t("self-check", "I let the child speak to the end. It takes courage."),
                t("self-check", "I change the subject quickly and do not come back to it."),
            ),
            t(
                "self-check",
                "This is protective interrupting: it keeps a child from saying more before the "
                "group than they would like. Come back to it the same day, so that the child "
                "learns that telling helps.",
            ),
            read,
        ),
        "place": Fixed(
            t(
                "self-check",
                "A child would like to tell you something. Where and when do you talk?",
            ),
            (
                t("self-check", "On the same day, where others can see us but not hear us."),
                t("self-check", "Next week, when everything has calmed down."),
                t("self-check", "Alone behind a closed door, so that nobody sees us."),
            ),
            t(
                "self-check",
                "Soon, because waiting is hard for somebody who has found the courage. In sight, "
                "because that protects the child, and you as well.",
            ),
            read,
        ),
        "next": Fixed(
            t("self-check", "You have listened to a child. What happens next?"),
            (
                t(
                    "self-check",
                    "I tell the child what I will do, and do it the same day, as our rules say.",
                ),
                t("self-check", "I speak to the person who was named, to hear the other side."),
                t("self-check", "I tell all colleagues, so that everybody looks after the child."),
            ),
            t(
                "self-check",
                "Whoever is warned can put the child under pressure or delete messages. Tell only "
                "those who have to know: the person to call in your school or organisation, and in "
                "danger the police.",
            ),
            read,
        ),
        "nothing": Fixed(
            t("self-check", "You passed on what a child told you, and nothing happens. And now?"),
            (
                t("self-check", "I ask again, and go to the next one, for example a help line."),
                t("self-check", "I wait. It is no longer my task."),
                t("self-check", "I tell the child that nothing can be done."),
            ),
            t(
                "self-check",
                "The first one who is told does not always help; the episodes show that, too. The "
                "child counts on you to go on to the next.",
            ),
            t("guide", "Whom to call"),
        ),
    }


def _on_leading(ui: Ui, story: Story) -> dict[str, Fixed]:
    t, name = ui.t, person_name(ui, story.lead)
    return {
        "leave": Fixed(
            t(
                "self-check",
                "In the middle of the episode a child stands up and wants to go out. What do you "
                "do?",
            ),
            (
                t("self-check", "I let the child go and ask nothing. An adult looks after them."),
                t("self-check", "I ask what is wrong, so that the group can help."),
                t("self-check", "I ask the child to stay until the episode is over."),
            ),
            t(
                "self-check",
                "Nobody has to say why, neither then nor later: you cannot know what a child has "
                "lived through. Whoever may leave may also come back.",
            ),
            t("guide", "The safe space, and the right to leave"),
        ),
        "blame": Fixed(
            t(
                "self-check",
                "The group takes a risky answer, and somebody laughs: “How stupid of {name}!” What "
                "do you say?",
                name=name,
            ),
            (
                t(
                    "self-check",
                    "“Whoever tries the trick is at fault, not {name}. What could help now?”",
                    name=name,
                ),
                t("self-check", "“Right. One should have known better.”"),
                t("self-check", "“That was wrong. We go back and take the right answer.”"),
            ),
            t(
                "self-check",
                "A child who once did the same hears what you say now. Risky branches are there to "
                "be seen, and each of them still leads to help.",
            ),
            t("guide", "While they play"),
        ),
        "strangers": Fixed(
            t("self-check", "A child says: “Strangers are bad, friends are good.” Your answer?"),
            (
                t("self-check", "“Let us look at what the message wants, whoever writes it.”"),
                t("self-check", "“Right. So never write with strangers.”"),
                t("self-check", "“No. Nobody online can be trusted.”"),
            ),
            t(
                "self-check",
                "Most people who cause harm are known to the child, and most messages are "
                "friendly. To distrust everything helps as little as to trust everything.",
            ),
            t("guide", "While they play"),
        ),
        "own": Fixed(
            t(
                "self-check",
                "You would like the group to talk about the episode. How do you begin?",
            ),
            (
                t("self-check", "“What could {name} do now, and who could help?”", name=name),
                t("self-check", "“Who of you has ever got a message like that?”"),
                t("self-check", "“Show me whom you have in your phones.”"),
            ),
            t(
                "self-check",
                "Talk about the people in the story, not about the children's own lives. Nobody "
                "has to tell anything before the group; whoever wants to can come to you later.",
            ),
            t("guide", "Ground rules"),
        ),
        "numbers": Fixed(
            t("self-check", "You will show the help page to the children. What do you do before?"),
            (
                t("self-check", "I call or open every number and address on it."),
                t("self-check", "Nothing. What stands in the game is right."),
                t("self-check", "I leave the page out, so that nobody calls without need."),
            ),
            t(
                "self-check",
                "Numbers and hours change. A child who finds the courage to call and reaches "
                "nobody may not try again.",
            ),
            t("guide", "Preparation"),
        ),
        "worried": Fixed(
            t(
                "self-check",
                "After the episode a child has chosen the worried face and is very quiet. What do "
                "you do?",
            ),
            (
                t(
                    "self-check",
                    "I stay near, and say quietly that we can talk if the child likes.",
                ),
                t("self-check", "I ask at once what has happened to the child."),
                t("self-check", "I leave the child alone, so that it passes."),
            ),
            t(
                "self-check",
                "A worried face proves nothing, and the game writes it down nowhere. Be near, "
                "offer and do not press; the calm minute and the way to help are on the screen.",
            ),
            t("guide", "After the session"),
        ),
    }
