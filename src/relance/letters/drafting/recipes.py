"""What each kind of letter says, in which order: paragraphs of roles and facts.

A role is a key of the wordings («thanks.open»); a fact is a `Told`. Roles after a «?» may be dropped when the
letter is too long. A recipe is chosen by recipient and variant, never by chance.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from relance.etiquette.facts import Debrief
from relance.letters.drafting.notes import Field
from relance.letters.drafting.pool import Pool, Told
from relance.letters.drafting.scene import Scene

Part: TypeAlias = str | Told
Paragraphs: TypeAlias = list[list[Part]]
Kind = Literal["email", "letter", "note", "script"]


@dataclass(frozen=True, slots=True)
class Purpose:
    """One kind of message: its form, its limits, whether it is worth nothing without a fact of the debrief."""

    build: Callable[[Scene, Pool], Paragraphs]
    kind: Kind = "email"
    words: int = 140
    characters: int = 0
    needs_fact: bool = False
    subject: str = ""
    side: Literal["candidate", "recruiter"] = "candidate"


_PAIRS: tuple[tuple[Field, Field], ...] = (
    ("missed", "stake"),
    ("missed", "strength"),
    ("stake", "strength"),
    ("missed", "question"),
    ("strength", "question"),
)


def facts_for_thanks(scene: Scene, pool: Pool) -> list[Told]:
    """At most two facts, never the same two for neighbours of a panel: a point missed first, then the stakes."""
    found: list[list[Told]] = []
    for pair in _PAIRS:
        facts = [told for told in (pool.turn(field, scene.turn) for field in pair) if told]
        if len(facts) == 2:
            found.append(facts)
    fields: tuple[Field, ...] = ("missed", "stake", "strength", "question")
    alone = [told for told in (pool.turn(field, scene.turn) for field in fields) if told]
    return found[scene.place % len(found)] if found else alone[:1]


def facts_for_followup(scene: Scene, pool: Pool) -> list[Told]:
    """Something new first: the answer to a brake, else a point the thanks left unsaid; then an argument."""
    said = {told.path for told in facts_for_thanks(scene, pool)} if scene.done("thanks") else set()
    shift = scene.variant
    fresh = [*pool.of("answer"), *(t for t in pool.of("missed") if t.path not in said)]
    argued = [t for t in (*pool.of("strength"), *pool.of("stake")) if t.path not in said]
    asked = [t for t in pool.of("question") if t.path not in said]
    argued = argued or [*pool.of("strength"), *pool.of("stake")]
    first = fresh[shift % len(fresh)] if fresh else None
    second = argued[shift % len(argued)] if argued else None
    return [told for told in (first, second) if told] or asked[:1]


def _who(scene: Scene, role: str) -> str:
    return role if scene.who == "seen" else f"{role}_{scene.who}"


def _mention(scene: Scene) -> list[Part]:
    if not scene.absent:
        return []
    return ["shared.mention" if len(scene.absent) == 1 else "shared.mention_many"]


def _thanks(scene: Scene, pool: Pool) -> Paragraphs:
    facts: list[Part] = list(facts_for_thanks(scene, pool))
    opening, interest, available = _who(scene, "thanks.open"), "thanks.interest", "shared.availability"
    shapes: tuple[Paragraphs, ...] = (
        [[opening], _asked_last(facts[::-1]), [interest, *_mention(scene), available]],
        [[opening, *facts[:1]], [*facts[1:], interest], [*_mention(scene), available]],
        [[opening, interest], facts, [*_mention(scene), available]],
        [[opening], [interest, *facts[:1]], [*facts[1:], *_mention(scene), available]],
    )
    return shapes[scene.turn % len(shapes)]


def _asked_last(facts: list[Part]) -> list[Part]:
    return sorted(facts, key=lambda told: isinstance(told, Told) and told.field == "question")


def _included(scene: Scene) -> list[Part]:
    if not scene.include_thanks:
        return []
    return ["shared.include_thanks" if scene.who == "seen" else "shared.include_thanks_notseen"]


def _followup(scene: Scene, pool: Pool) -> Paragraphs:
    facts: list[Part] = list(facts_for_followup(scene, pool))
    opening = _who(scene, "followup.open")
    interest, steps, available = "followup.interest", "followup.steps", "followup.availability"
    shapes: tuple[Paragraphs, ...] = (
        [[opening, *_included(scene), interest], facts, [steps, available]],
        [[opening, *_included(scene)], [interest, *facts], [available, steps]],
        [[opening, *_included(scene)], facts, [interest, steps, available]],
    )
    return shapes[scene.turn % len(shapes)]


def _followup2(scene: Scene, pool: Pool) -> Paragraphs:
    facts: list[Part] = list(facts_for_followup(scene, pool))
    opening = "followup.open_last" if scene.who == "seen" else "followup.open_last_notseen"
    told = [*facts[-1:], *_references(scene, "?followup.references")]
    return [
        [opening, *_included(scene), "followup.interest"],
        *([told] if told else []),
        ["followup.steps", "followup.availability"],
    ]


def _reply_invite(scene: Scene, pool: Pool) -> Paragraphs:
    answer = "reply_invite.confirm" if scene.slots["rdv"] else "reply_invite.offer_slots"
    if not scene.slots["rdv"] and not scene.slots_offered:
        answer = "reply_invite.open_slots"
    stakes: list[Part] = [told for told in (pool.turn("stake", scene.variant),) if told]
    return [
        ["reply_invite.open", *_included(scene), answer],
        [*stakes, "?reply_invite.interest"],
        ["?reply_invite.prepare"],
    ]


def _withdraw(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001 a withdrawal recalls nothing
    invited = scene.reply is not None and scene.reply.kind == "second_interview"
    return [["withdraw.open_invited" if invited else "withdraw.open", "withdraw.decision"], ["withdraw.grace"]]


def _acknowledge(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    answer = "acknowledge_offer.answer_by" if scene.slots["deadline"] else "acknowledge_offer.answer_soon"
    return [
        ["acknowledge_offer.open", *_included(scene), "acknowledge_offer.interest"],
        [answer, "acknowledge_offer.availability"],
    ]


def _accept(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["accept_offer.open"], ["accept_offer.joy", "accept_offer.formalities"]]


def _decline(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["decline_offer.open", "decline_offer.decision"], ["decline_offer.grace"]]


def _ask_time(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    request = "ask_time.request_until" if scene.slots["until"] else "ask_time.request_open"
    return [["ask_time.open", request], ["ask_time.interest", "ask_time.availability"]]


def _inform(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    news = "inform_competing_offer.news_until" if scene.slots["until"] else "inform_competing_offer.news"
    return [
        ["inform_competing_offer.open", news],
        ["inform_competing_offer.interest", "inform_competing_offer.availability"],
    ]


def _ask_feedback(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["refusal.thanks_news", *_included(scene)], ["refusal.ask"], ["refusal.door"]]


def _thank_and_ask(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["refusal.thanks_news", *(_included(scene) or ["?refusal.memory"])], ["refusal.ask"], ["refusal.door"]]


def _thank_after_rejection(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    given = scene.reply is not None and scene.reply.with_reasons
    opening = "refusal.thanks_reasons" if given else "refusal.thanks_news"
    return [[opening, *(_included(scene) or ["?refusal.memory"])], ["refusal.door", "?refusal.wish"]]


def _ask_again(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["again.open"], ["again.ask", "again.ease"]]


def _note(scene: Scene, pool: Pool) -> Paragraphs:
    refused = scene.reply is not None and scene.reply.kind == "rejection"
    opening = "note.open" if scene.who == "seen" else "note.open_notseen"
    if refused:
        return [[opening], ["note.after_refusal", "note.door"]]
    fields: tuple[Field, ...] = ("stake", "strength", "missed")
    facts = [told for told in (pool.turn(field, scene.turn) for field in fields) if told]
    return [[opening], [*facts[:1], "note.interest"]]


def _linkedin(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["linkedin.text" if scene.who == "seen" else "linkedin_notseen.text"]]


def _keep(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["keep_in_touch.open", "keep_in_touch.interest"], ["keep_in_touch.door", "keep_in_touch.wish"]]


def _voicemail(scene: Scene, pool: Pool) -> Paragraphs:  # noqa: ARG001
    return [["voicemail.hello", "voicemail.number"], ["voicemail.why", "voicemail.ask"], ["voicemail.again"]]


def _call(scene: Scene, pool: Pool) -> Paragraphs:
    asked: list[Part] = [told for told in (pool.turn("question", scene.variant),) if told]
    told = [*asked, *_references(scene, "?call.references")]
    return [["call.hello"], ["voicemail.why", "voicemail.ask"], *([told] if told else []), ["call.bye"]]


def _references(scene: Scene, role: str) -> list[Part]:
    """References are promised only when somebody agreed to be one (C-03)."""
    return [role] if scene.references else []


PURPOSES: Mapping[str, Purpose] = {
    "thanks": Purpose(_thanks, words=120, needs_fact=True, subject="thanks.subject"),
    "followup1": Purpose(_followup, words=100, needs_fact=True, subject="followup.subject"),
    "followup2": Purpose(_followup2, words=100, subject="followup.subject"),
    "reply_invite": Purpose(_reply_invite, subject="reply_invite.subject"),
    "withdraw": Purpose(_withdraw, subject="withdraw.subject"),
    "acknowledge_offer": Purpose(_acknowledge, subject="acknowledge_offer.subject"),
    "accept_offer": Purpose(_accept, subject="accept_offer.subject"),
    "decline_offer": Purpose(_decline, subject="decline_offer.subject"),
    "ask_time": Purpose(_ask_time, subject="ask_time.subject"),
    "inform_competing_offer": Purpose(_inform, subject="inform_competing_offer.subject"),
    "ask_feedback": Purpose(_ask_feedback, subject="refusal.subject"),
    "thank_and_ask_feedback": Purpose(_thank_and_ask, subject="refusal.subject"),
    "thank_after_rejection": Purpose(_thank_after_rejection, subject="refusal.subject"),
    "ask_feedback_again": Purpose(_ask_again, subject="again.subject"),
    "handwritten_note": Purpose(_note, kind="letter"),
    "linkedin_invite": Purpose(_linkedin, kind="note", characters=300),
    "keep_in_touch": Purpose(_keep, subject="keep_in_touch.subject"),
    "call": Purpose(_call, kind="script", words=75),
    "voicemail": Purpose(_voicemail, kind="script", words=75),
}

# Fields of the debrief that feed each purpose worth nothing without one.
FEEDS: Mapping[str, tuple[str, ...]] = {
    "thanks": ("missed", "stake", "strength", "question"),
    "followup1": ("answer", "missed", "strength", "stake", "question"),
}


def empty(debrief: Debrief | None) -> bool:
    """Whether the debrief says nothing a letter may use."""
    if debrief is None:
        return True
    answers = any(brake.answer for brake in debrief.brakes)
    return not (
        debrief.points_missed
        or debrief.job_info
        or debrief.best_arguments
        or debrief.forgotten_questions
        or answers
    )
