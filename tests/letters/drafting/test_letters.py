"""Every purpose, for sixty invented cases, in every locale of their language."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from zlib import crc32

import pytest

from relance.etiquette.facts import Facts, Gender
from relance.letters.checking import check, read_message
from relance.letters.drafting import ACTIONS, LOCALES, Draft, Missing, as_message, draft, locale_of, word_count
from tests.letters.drafting.invented import ENGLISH, FRENCH, leaves, situation

CASES = {**FRENCH, **ENGLISH}
# Each matrix keeps two cases in the quick run: one of each language, each with a panel.
QUICK = ("delmas", "leeds")


def slow_but(*quick: str, among: Iterable[str] = CASES) -> list[pytest.ParameterSet]:
    return [pytest.param(case, marks=() if case in quick else pytest.mark.slow) for case in among]


LIMITS = {"thanks": 120, "followup1": 100, "followup2": 100, "call": 75, "voicemail": 75}
NEVER = re.compile(
    r"[\[\]{}<>|]|\(e\)|XX|dans l’attente|  | ,|\.\.|\bnull\b|None"
    r"|\b(?:de|que) [aeiouéèêàâ]|\b(?:de|à) les? (?!\w+(?:er|ir|re)\b|leur |lui )",
    re.IGNORECASE,
)


def locales(case: str, salt: str = "") -> tuple[str, ...]:
    """The case's own locale and one more of its language, by turns; `make bench` runs them all."""
    own = locale_of(CASES[case])
    others = [locale for locale in LOCALES if locale[:2] == own[:2] and locale != own]
    return own, others[crc32(f"{case}{salt}".encode()) % len(others)]


def drafts(case: str, action: str) -> Iterator[tuple[Facts, str, Draft]]:
    facts = situation(CASES[case], action)
    for locale in locales(case, action):
        for person in facts.people:
            if action == "thanks" or person.main_contact:
                found = draft(facts, action, person.id, locale=locale, sent_on=leaves(facts, action))
                assert isinstance(found, Draft), (case, person.id, found)
                yield facts, person.id, found


@pytest.mark.parametrize("case", slow_but(*QUICK))
def test_a_letter_holds_what_it_says_it_holds(case: str) -> None:
    pairs = [(action, each) for action in ACTIONS for each in drafts(case, action)]
    for action, (facts, _, found) in pairs:
        assert NEVER.search(found.body + found.subject) is None, found.body
        assert facts.candidate.name in found.body
        assert found.used == tuple(dict.fromkeys(span.path for span in found.spans))
        for span in found.spans:
            assert words(found.body[span.start : span.end]) & words(fact(facts, span.path)), (span, found.body)
        assert word_count(found.body) <= LIMITS.get(action, 140), found.body
        assert found.kind == "note" or len(found.body.split("\n")) > 1
        if action == "linkedin_invite":
            assert len(found.body) <= 300


def words(text: str) -> set[str]:
    """The words that carry sense: a fact may gain its article or lose «j'ai oublié de parler de»."""
    return {word for word in re.findall(r"\w+", text.lower().replace("'", "’")) if len(word) > 3 or word.isupper()}


def fact(facts: Facts, path: str) -> str:
    debrief = facts.debrief
    assert debrief is not None
    name, index = re.fullmatch(r"debrief\.(\w+)\[(\d+)\](?:\.answer)?", path).groups()  # type: ignore[union-attr]
    if name == "brakes":
        return debrief.brakes[int(index)].answer or ""
    value: tuple[str, ...] = getattr(debrief, name)
    return value[int(index)]


@pytest.mark.parametrize("case", slow_but(*QUICK))
def test_a_fact_is_told_whole(case: str) -> None:
    """No word is lost save an opening («j'ai oublié de parler de») and the pronouns turned to the reader."""
    turned = {
        "their",
        "leur",
        "leurs",
        "votre",
        "elle",
        "oublié",
        "parler",
        "parlé",
        "dire",
        "forgot",
        "mention",
        "they",
        "didn",
    }
    for action in ("thanks", "followup1"):
        for facts, _, found in drafts(case, action):
            for span in found.spans:
                lost = words(fact(facts, span.path)) - words(found.body[span.start : span.end]) - turned
                assert {word for word in lost if not re.search(r"\d|ent$|^pas$", word)} == set(), (span, lost)


@pytest.mark.parametrize(
    "case", slow_but("leeds", among=[name for name, facts in CASES.items() if len(facts.people) > 1])
)
@pytest.mark.parametrize("variant", [0, *(pytest.param(turn, marks=pytest.mark.slow) for turn in (1, 2))])
def test_no_two_letters_of_a_panel_are_alike(case: str, variant: int) -> None:
    facts = CASES[case]
    for locale in locales(case):
        bodies = [
            draft(facts, "thanks", p.id, locale=locale, variant=variant, sent_on=leaves(facts, "thanks"))
            for p in facts.people
        ]
        texts = [found.body for found in bodies if isinstance(found, Draft)]
        for one, other in combinations(texts, 2):
            by_words = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
            assert by_words < 0.5, f"{one}\n---\n{other}"
            # By characters, where any two letters on one fact look alike: one fact shared by four reaches 0.62.
            limit = 0.65 if case == "jury" else 0.6
            assert SequenceMatcher(None, one, other, autojunk=False).ratio() < limit, f"{one}\n---\n{other}"


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("case", slow_but("boston", among=["delmas", "quebec", "sans-genre", "boston", "agence"]))
def test_variants_differ_and_come_back(case: str, action: str) -> None:
    facts = situation(CASES[case], action)
    to, on = facts.main_contact.id, leaves(facts, action)
    first = draft(facts, action, to, sent_on=on)
    assert isinstance(first, Draft)
    assert first == draft(facts, action, to, sent_on=on)
    texts = [draft(facts, action, to, sent_on=on, variant=turn) for turn in range(first.alternatives)]
    bodies = {found.body for found in texts if isinstance(found, Draft)}
    assert len(bodies) == first.alternatives >= 4


@pytest.mark.parametrize("locale", ["fr-FR", "fr-BE", "fr-MA", "fr-CA", "fr-CH"])
def test_marks_are_spaced_as_the_region_does(locale: str) -> None:
    facts = situation(CASES["delmas"], "thanks")
    bodies = ""
    for turn in range(12):
        for action in ("thanks", "followup1", "inform_competing_offer"):
            found = draft(facts, action, "p0", locale=locale, sent_on=leaves(facts, action), variant=turn)
            assert isinstance(found, Draft)
            bodies += found.subject + "\n" + found.body + "\n"
    before = {mark: set(re.findall(rf"(.){re.escape(mark)}", bodies)) for mark in ":;?"}
    nbsp = {"fr-CH": "\u202f"}.get(locale, "\u00a0")
    assert before[":"] == {nbsp}
    for mark in ";?":
        assert before[mark]
        if locale == "fr-CA":
            assert before[mark].isdisjoint({" ", "\u00a0", "\u202f"})
        else:
            assert before[mark] == {nbsp}
    assert "'" not in bodies


@pytest.mark.slow
def test_words_of_the_region() -> None:
    facts = situation(CASES["delmas"], "thanks")

    def text(locale: str, action: str) -> str:
        found = [
            draft(facts, action, "p0", locale=locale, variant=v, sent_on=leaves(facts, action)) for v in range(8)
        ]
        return " ".join(f"{one.subject} {one.body}" for one in found if isinstance(one, Draft)).lower()

    for action in ACTIONS:
        assert re.search(r"entrevue|courriel|commentaire", text("fr-FR", action)) is None
        assert re.search(r"\bentretien|\bmail|\bun retour", text("fr-CA", action)) is None
        assert re.search(r"\bmail\b", text("fr-CH", action).replace("e-mail", "")) is None


def test_openings_and_closings_follow_the_region() -> None:
    facts = CASES["delmas"]
    seen = {}
    for locale in LOCALES:
        found = draft(facts, "withdraw", "p0", locale=locale)
        assert isinstance(found, Draft)
        lines = found.body.split("\n")
        seen[locale] = (lines[0], lines[-3])
    assert seen == {
        "fr-FR": ("Madame,", "Bien cordialement,"),
        "fr-BE": ("Madame,", "Bien à vous,"),
        "fr-CH": ("Madame,", "Meilleures salutations,"),
        "fr-CA": ("Bonjour Madame Dupont,", "Cordialement,"),
        "fr-MA": ("Madame,", "Cordialement,"),
        "en-GB": ("Dear Ms Dupont,", "Kind regards,"),
        "en-US": ("Dear Ms. Dupont:", "Best regards,"),
    }


def test_a_letter_on_paper_repeats_its_opening_in_its_closing() -> None:
    found = draft(CASES["soignante"], "handwritten_note", "p0", sent_on=date(2026, 4, 2))
    assert isinstance(found, Draft)
    assert found.body.startswith("Le 2 avril 2026\n\nMadame la Directrice,\n")
    assert "Je vous prie d’agréer, Madame la Directrice, mes salutations distinguées.\n\nMaud Keller" in found.body


def test_tu_only_where_it_was_offered() -> None:
    told = draft(CASES["neutre"], "thanks", "p0", sent_on=date(2026, 9, 3))
    assert isinstance(told, Draft)
    assert told.body.startswith("Bonjour Bastien,")
    assert re.search(r"\b(?:vous|votre|vos)\b", told.body) is None
    formal = draft(CASES["delmas"], "thanks", "p0", sent_on=date(2026, 11, 25))
    assert isinstance(formal, Draft)
    assert re.search(r"\b(?:tu|te|toi|ton|ta|tes)\b", formal.body) is None


@pytest.mark.parametrize(
    ("gender", "no"), [("f", r"(?<!’ai )\b(?:reçu|heureux|motivé|ravi)\b"), ("m", r"\b(?:reçue|heureuse|ravie)\b")]
)
def test_the_writer_agrees_with_herself(gender: Gender, no: str) -> None:
    facts = replace(CASES["delmas"], candidate=replace(CASES["delmas"].candidate, gender=gender))
    for action in ACTIONS:
        for turn in range(7):
            found = draft(situation(facts, action), action, "p0", variant=turn, sent_on=leaves(facts, action))
            assert isinstance(found, Draft)
            assert re.search(no, found.body) is None


@pytest.mark.parametrize("gender", [None, "x"])
def test_no_gender_given_no_gender_written(gender: Gender | None) -> None:
    facts = replace(CASES["delmas"], candidate=replace(CASES["delmas"].candidate, gender=gender))
    for action in ACTIONS:
        for turn in range(7):
            found = draft(situation(facts, action), action, "p0", variant=turn, sent_on=leaves(facts, action))
            assert isinstance(found, Draft)
            assert re.search(r"\b(?:reçue|heureu\w+|ravie?|attentifs?|intéressée?|motivée?)\b", found.body) is None


def test_a_voice_message_says_name_and_number_twice() -> None:
    for case in CASES:
        for facts, _, found in drafts(case, "voicemail"):
            assert found.body.count(facts.candidate.name) == 2
            assert found.subject == ""
            digits = re.sub(r"\D", "", facts.candidate.phone or "")[-8:]
            assert re.sub(r"\D", "", found.body).count(digits) == 2


def test_an_unknown_request_is_a_clear_error() -> None:
    facts = CASES["delmas"]
    for arguments in (("thank", "p0", None), ("thanks", "p9", None), ("thanks", "p0", "de-DE")):
        with pytest.raises(ValueError, match="unknown"):
            draft(facts, arguments[0], arguments[1], locale=arguments[2])


def test_without_a_debrief_the_one_question_is_asked() -> None:
    facts = replace(CASES["delmas"], debrief=None)
    assert draft(facts, "thanks", "p0") == Missing("debrief", "Que souhaitez-vous rappeler à Mme Dupont ?")
    assert draft(facts, "thanks", "p0", locale="en-GB") == Missing(
        "debrief", "What would you like to remind Ms Dupont of?"
    )
    plain = draft(facts, "thanks", "p0", allow_plain=True)
    assert isinstance(plain, Draft)
    assert plain.used == ()
    assert plain.missing == Missing("debrief", "Que souhaitez-vous rappeler à Mme Dupont ?")


def test_the_answer_to_the_question_is_put_in_whole() -> None:
    facts = replace(CASES["delmas"], debrief=None)
    said = draft(facts, "thanks", "p0", finished={"debrief": "j'ai dirigé deux années le pôle social"})
    assert isinstance(said, Draft)
    assert "J’ai dirigé deux années le pôle social." in said.body
    assert said.used == ("debrief",)


def test_thanks_that_never_left_go_with_the_answer() -> None:
    facts = situation(CASES["delmas"], "thank_after_rejection")
    told = draft(facts, "reply_invite", "p0", flags=("include_thanks",))
    silent = draft(facts, "reply_invite", "p0", flags=())
    assert isinstance(told, Draft)
    assert isinstance(silent, Draft)
    assert len(told.body) > len(silent.body)


def test_an_interviewer_without_address_is_thanked_through_the_main_contact() -> None:
    people = (CASES["delmas"].people[0], replace(CASES["delmas"].people[1], email=None))
    found = draft(replace(CASES["delmas"], people=people), "thanks", "p0")
    assert isinstance(found, Draft)
    assert "M. Petit" in found.body
    alone = draft(replace(CASES["delmas"], people=people), "thanks", "p0", flags=())
    assert isinstance(alone, Draft)
    assert "Petit" not in alone.body


def test_the_agency_is_not_taken_for_the_employer() -> None:
    for facts, to, found in drafts("agence", "thanks"):
        if to == facts.agency.id:
            assert "EDF" in found.body
            assert "votre équipe" not in found.body


def test_an_answer_in_a_thread_keeps_its_subject() -> None:
    facts = CASES["delmas"]
    french = draft(facts, "followup1", "p0", thread="RE: Ré : Votre entretien")
    english = draft(facts, "followup1", "p0", locale="en-GB", thread="Your interview", allow_plain=True)
    assert isinstance(french, Draft)
    assert isinstance(english, Draft)
    assert (french.subject, english.subject) == ("Re\u00a0: Votre entretien", "Re: Your interview")


@pytest.mark.parametrize("case", slow_but(*QUICK))
def test_no_letter_of_ours_is_found_at_fault(case: str) -> None:
    for turn, action in enumerate(ACTIONS):
        facts = situation(CASES[case], action)
        locale, on = locales(case, action)[turn % 2], leaves(facts, action)
        found = draft(facts, action, facts.main_contact.id, locale=locale, sent_on=on, variant=turn)
        assert isinstance(found, Draft)
        raw = as_message(facts, action, facts.main_contact, found, sent_on=on, competing_offer="inform")
        message, problems = read_message(raw)
        assert problems == []
        assert message is not None
        faults = [finding for finding in check(message) if finding.severity != "info"]
        if (case, action) not in {("empty-en", "handwritten_note"), ("seule-question", "handwritten_note")}:
            assert faults == [], found.body


@pytest.mark.parametrize("part", ["agency", "absent"])
@pytest.mark.parametrize("locale", ["fr-FR", "fr-CA", "en-GB"])
def test_who_was_not_in_the_room_is_not_told_they_were(part: str, locale: str) -> None:
    facts = CASES["agence"] if part == "agency" else CASES["comptable"]
    if part == "absent":
        facts = replace(facts, people=(replace(facts.people[0], interviewed=False), facts.people[1]))
    together = re.compile(
        r"notre (?:entretien|entrevue)|vous m’avez (?:dit|présenté|accordé|permis)|[Cc]omme (?:nous l|je vous l)"
        r"|our interview|you told me|you gave me|[Aa]s (?:we saw|I told|we discussed)|we spoke",
    )
    for action in ACTIONS:
        for turn in range(8):
            case = situation(facts, action)
            found = draft(
                case, action, "p0", locale=locale, variant=turn, sent_on=leaves(facts, action), allow_plain=True
            )
            assert isinstance(found, Draft)
            assert together.search(f"{found.subject} {found.body}") is None, (
                f"{action}\n{found.subject}\n{found.body}"
            )
            if part == "agency":
                assert re.search(r"votre équipe|your team", found.body) is None, f"{action}\n{found.body}"
