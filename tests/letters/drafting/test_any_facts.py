"""Whatever was typed, a draft is a letter or a question: no crash, no mark of ours left, no fact lost."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.etiquette.facts import Brake, Candidate, Debrief
from relance.letters.drafting import ACTIONS, LOCALES, Draft, draft
from tests.letters.drafting.invented import FRENCH

STARTS = (
    "j'ai oublié de parler de", "pas parlé du", "ils", "gestion", "3 ans", "le", "mon", "demander", "si", "I",
    "forgot to mention", "they", "the",
)  # fmt: skip
SCRIBBLES = st.one_of(
    st.text(max_size=60),
    st.text("aelnoprst ’'de?.,:;!«»-0123456789", max_size=40),
    st.builds("{} {}".format, st.sampled_from(STARTS), st.text("aeiou lnrst’é", max_size=25)),
)
LISTS = st.lists(SCRIBBLES, max_size=3).map(tuple)


@given(
    notes=st.tuples(LISTS, LISTS, LISTS, LISTS, SCRIBBLES),
    names=st.tuples(st.text(max_size=30), st.text(max_size=30), st.text(max_size=120), st.text(max_size=120)),
    action=st.sampled_from(ACTIONS),
    locale=st.sampled_from(LOCALES),
    variant=st.integers(0, 40),
    gender=st.sampled_from(["f", "m", "x", None]),
)
@settings(max_examples=150, deadline=None)
def test_a_letter_or_a_question(
    notes: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], str],
    names: tuple[str, str, str, str],
    action: str,
    locale: str,
    variant: int,
    gender: str | None,
) -> None:
    facts = FRENCH["delmas"]
    missed, stakes, strengths, questions, answer = notes
    people = (replace(facts.people[0], name=names[0]), *facts.people[1:])
    facts = replace(
        facts,
        people=people,
        candidate=Candidate(names[1], gender, "+33 6 00 00 00 00"),  # type: ignore[arg-type]
        organisation=names[2],
        role=names[3],
        debrief=Debrief(
            points_missed=missed,
            job_info=stakes,
            best_arguments=strengths,
            forgotten_questions=questions,
            brakes=(Brake("x", answer),),
        ),
    )
    found = draft(facts, action, "p0", locale=locale, variant=variant, sent_on=date(2026, 11, 30), allow_plain=True)
    assert isinstance(found, Draft)
    for text in (found.subject, found.body):
        assert not any("\ue000" <= character <= "\uf8ff" for character in text)
        assert not set("{}<>|") & set(text)
    for span in found.spans:
        assert found.body[span.start : span.end].strip()
    assert set(found.used) == {span.path for span in found.spans}
