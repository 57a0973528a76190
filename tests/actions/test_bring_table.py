"""Applications kept elsewhere: any program's columns, encoding, separator, dates; nothing twice, nothing run."""

from datetime import date, datetime, time

import pytest

from relance.actions.bring_table import Done, Foreseen, bring_table, foresee
from relance.actions.brought.applications import Applications, applications_of, stage_of
from relance.actions.brought.columns import recognise
from relance.actions.brought.days import order_of, read_day, read_hour
from relance.actions.brought.tables import MOST_BYTES, MOST_ROWS, read_table
from relance.actions.export_table import export_table
from relance.actions.plan_case import plan_case
from relance.records.models import Case, Entry, Owner
from tests.actions.world import PARIS, Clock, make_case

TEAL = """Job Position,Company,Location,Max. Salary,Status,Deadline,Date Applied,Follow up,Interview Date,Notes
Analyst,Groupe Mercier,Lille,,Interviewing,,2026-10-03,2026-12-04,2026-11-18 14:30,"Liked the team
and the place"
Buyer,Étude Roussel,Paris,,Applied,,2026-10-05,,,
Clerk,Delmas,Lyon,,Rejected,,2026-10-05,,2026-11-10 09:00,
"""
FRENCH = """Entreprise;Poste;Date d'entretien;Heure;Statut;Interlocuteur;Mail du contact;Relance le
Cabinet Delmas;Juriste;18/11/2026;10h30;Entretien passé;Claire Dupont;c.dupont@delmas.test;04/12/2026
"""
HUNTR = """Title,Company,List,URL,Location,Date Added,Interview,Contact
Writer,Maison Bleue,Interview,https://a.example.org,,,2026-11-19T09:00:00+01:00,Paul Ricard <p.ricard@bleue.test>
"""
CAREER_OPS = """| # | Date | Company | Role | Score | Status | Interview | Notes |
|---|------|---------|------|-------|--------|-----------|-------|
| 1 | 2026-10-02 | Atelier Nord | Designer | 4.2/5 | Interview | 19 Nov 2026 | good talk |
"""


def read(text: str | bytes, *, french: bool = True) -> Applications:
    data = text.encode() if isinstance(text, str) else text
    return applications_of(read_table(data), french=french)


def outcomes(owner: Owner, text: str | bytes, clock: Clock) -> list[tuple[str, str]]:
    return [
        (one.row.organisation, one.outcome) for one in foresee(owner=owner, applications=read(text), now=clock())
    ]


def bring(owner: Owner, text: str | bytes, clock: Clock) -> Done:
    foreseen: list[Foreseen] = foresee(owner=owner, applications=read(text), now=clock())
    return bring_table(owner=owner, foreseen=foreseen, skip=(), now=clock())


def test_columns_are_known_by_name_whatever_wrote_them() -> None:
    known = [recognise(read_table(text.encode()).headers) for text in (TEAL, FRENCH, HUNTR, CAREER_OPS)]
    assert [sorted(one) for one in known] == [
        ["followup", "interview", "location", "notes", "organisation", "role", "status"],
        ["contact", "email", "followup", "hour", "interview", "organisation", "role", "status"],
        ["contact", "interview", "location", "organisation", "role", "status", "url"],
        ["interview", "notes", "organisation", "role", "status"],
    ]


def test_a_name_that_only_contains_a_known_one_comes_after() -> None:
    headers = ("Interview notes", "Company website", "Company", "Date of first interview (local)", "Interview type")
    assert recognise(headers) == {"organisation": 2, "notes": 0, "interview": 3}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
def test_any_encoding_gives_the_same(encoding: str) -> None:
    table = read_table(FRENCH.encode(encoding))
    assert (table.headers[4], table.lines[0].cells[4], table.separator) == ("Statut", "Entretien passé", ";")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator_is_found(separator: str) -> None:
    table = read_table(FRENCH.replace(";", separator).encode())
    assert (len(table.headers), table.separator) == (8, separator)


def test_excel_says_its_separator() -> None:
    table = read_table(b"sep=;\r\nEntreprise;Poste\r\nDelmas;Juriste\r\n")
    assert (table.headers, table.lines[0].cells) == (("Entreprise", "Poste"), ("Delmas", "Juriste"))


def test_formulas_are_neither_kept_nor_worked_out() -> None:
    table = read_table(
        b'Company,Role,Phone\r\n"=HYPERLINK(""http://x.test"",""Delmas"")",=1+1,+33 6 00\r\n\'=x,-a,@b\r\n'
    )
    assert [line.cells for line in table.lines] == [("Delmas", "", "+33 6 00"), ("=x", "-a", "@b")]
    assert [(problem.place, problem.code) for problem in table.problems] == [("line 2", "cell_is_a_formula")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table_empty"),
        (b" \n \n", "table_empty"),
        (b"Company\n", "table_empty"),
        (b"PK\x03\x04xlsx", "table_is_a_workbook"),
        (b"a,b\n" + b"x" * MOST_BYTES, "table_too_large"),
        (b"Name,Color\nAlice,red\n", "no_company_column"),
    ],
)
def test_what_cannot_be_read_is_told_and_never_raised(data: bytes, code: str) -> None:
    assert [problem.code for problem in read(data).problems] == [code]


def test_a_quotation_left_open_leaves_the_lines_before() -> None:
    text = 'Company,Role,Interview\nDelmas,Juriste,2026-11-18 10:00\nX,"' + "y" * 140_000
    told = read(text)
    assert [row.organisation for row in told.rows] == ["Delmas"]
    assert [(problem.place, problem.code) for problem in told.problems] == [("line 3", "line_unreadable")]


def test_too_many_lines_are_cut_and_told() -> None:
    table = read_table(b"Company,Role\n" + b"A,b\n" * (MOST_ROWS + 5))
    assert (len(table.lines), [problem.code for problem in table.problems]) == (MOST_ROWS, ["table_too_long"])


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2026-11-18", "day", date(2026, 11, 18)),
        ("2026/11/18 10:00", "month", date(2026, 11, 18)),
        ("04/12/2026", "day", date(2026, 12, 4)),
        ("04/12/2026", "month", date(2026, 4, 12)),
        ("18/11/26", "month", date(2026, 11, 18)),
        ("mercredi 18 novembre 2026", "day", date(2026, 11, 18)),
        ("1er déc. 2026", "day", date(2026, 12, 1)),
        ("Nov 18, 2026", "day", date(2026, 11, 18)),
        ("18th November 2026", "day", date(2026, 11, 18)),
        ("46344", "day", date(2026, 11, 18)),
        ("31/02/2026", "day", None),
        ("bientôt", "day", None),
        ("", "day", None),
    ],
)
def test_days_are_read(text: str, order: str, expected: date | None) -> None:
    assert read_day(text, "day" if order == "day" else "month") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:30", time(10, 30)), ("10h30", time(10, 30)), ("10 h", time(10)), ("2 pm", time(14)),
        ("2026-11-18 14:30", time(14, 30)), ("18/11/2026 à 9h", time(9)), ("12:15 am", time(0, 15)),
        ("46344.4375", time(10, 30)), ("2026-11-18", None), ("18/11/2026", None), ("25:00", None), ("", None),
    ],
)  # fmt: skip
def test_hours_are_read(text: str, expected: time | None) -> None:
    assert read_hour(text) == expected


def test_which_comes_first_is_told_by_a_number_over_twelve() -> None:
    told = [order_of(["18/11/2026", "04/12/2026"], french=False), order_of(["11/18/2026"], french=True),
            order_of(["04/12/2026"], french=True), order_of(["2026-12-04"], french=False)]  # fmt: skip
    assert told == [("day", True), ("month", True), ("day", False), ("month", True)]


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("Interviewing", "open"), ("Entretien passé", "open"), ("Rejected", "rejected"), ("Refusé", "rejected"),
        ("Applied", "none"), ("Candidature envoyée", "none"), ("Offer", "offer"), ("Archived", "withdrawn"),
        ("Ghosted ?", "open"), ("", "open"), ("❌ Rejected", "rejected"), ("Phone screen", "open"),
    ],
)  # fmt: skip
def test_statuses_are_understood(status: str, stage: str) -> None:
    assert stage_of(status) == stage


def test_each_line_says_what_would_become_of_it(owner: Owner, clock: Clock) -> None:
    assert outcomes(owner, TEAL, clock) == [
        ("Groupe Mercier", "new"),
        ("Étude Roussel", "aside"),
        ("Delmas", "new"),
    ]
    text = "Company,Status,Interview date\nA,Interviewing,\nB,,2024-01-01\n,Offer,2026-11-18\nC,Interview,soon\n"
    assert outcomes(owner, text, clock) == [("A", "undated"), ("B", "old"), ("", "unusable"), ("C", "undated")]


def test_lines_become_cases_with_their_people_places_and_notes(owner: Owner, clock: Clock) -> None:
    assert bring(owner, FRENCH, clock) == Done(1, 0, ())
    case = Case.objects.get(owner=owner)
    round_ = case.rounds.get()
    person = round_.people.get()
    assert (case.organisation.name, case.role, round_.starts_at) == (
        "Cabinet Delmas", "Juriste", datetime(2026, 11, 18, 10, 30, tzinfo=PARIS),
    )  # fmt: skip
    assert (person.name, person.email) == ("Claire Dupont", "c.dupont@delmas.test")
    note = Entry.objects.get(owner=owner, action="brought")
    assert {name: value for name, value in note.data.items() if name != "key"} == {
        "status": "Entretien passé",
        "followup_on": "2026-12-04",
    }


def test_a_follow_up_noted_elsewhere_moves_nothing(owner: Owner, clock: Clock) -> None:
    bring(owner, FRENCH, clock)
    planned = plan_case(case=Case.objects.get(owner=owner), now=clock())
    with_it = [(step.action, step.due) for step in planned.plan.actions]
    Case.objects.all().delete()
    bring(owner, FRENCH.replace("04/12/2026", ""), clock)
    planned = plan_case(case=Case.objects.get(owner=owner), now=clock())
    assert [(step.action, step.due) for step in planned.plan.actions] == with_it


def test_a_refusal_comes_in_closed_and_an_instant_keeps_its_zone(owner: Owner, clock: Clock) -> None:
    bring(owner, TEAL, clock)
    bring(owner, HUNTR, clock)
    told = {case.organisation.name: (case.state, case.closed_because) for case in Case.objects.filter(owner=owner)}
    assert told == {"Groupe Mercier": ("open", ""), "Delmas": ("closed", "rejection"), "Maison Bleue": ("open", "")}
    round_ = Case.objects.get(organisation__name="Maison Bleue").rounds.get()
    assert (round_.starts_at, round_.people.get().email) == (
        datetime(2026, 11, 19, 9, tzinfo=PARIS), "p.ricard@bleue.test",
    )  # fmt: skip


def test_nobody_named_is_told_apart_in_the_owners_language(owner: Owner, clock: Clock) -> None:
    bring(owner, CAREER_OPS, clock)
    assert Case.objects.get(owner=owner).rounds.get().people.get().name == "Recrutement Atelier Nord"


def test_the_same_table_twice_changes_nothing(owner: Owner, clock: Clock) -> None:
    assert bring(owner, TEAL, clock).made == 2
    before = (Case.objects.count(), Entry.objects.count())
    assert bring(owner, TEAL, clock) == Done(0, 2, ())
    assert bring(owner, TEAL.encode("utf-16"), clock) == Done(0, 2, ())
    assert (Case.objects.count(), Entry.objects.count()) == before


def test_a_line_twice_in_a_table_comes_once(owner: Owner, clock: Clock) -> None:
    doubled = FRENCH + FRENCH.splitlines()[1] + "\n"
    assert [outcome for _, outcome in outcomes(owner, doubled, clock)] == ["new", "known"]
    assert bring(owner, doubled, clock).made == 1


def test_what_was_noted_here_by_hand_is_known(owner: Owner, clock: Clock) -> None:
    make_case(owner, now=clock())
    text = "Entreprise;Poste;Entretien\nCABINET DELMAS;juriste  droit social;24/11/2026 10:00\n"
    assert outcomes(owner, text, clock) == [("CABINET DELMAS", "known")]


def test_a_line_that_fails_stops_no_other(owner: Owner, clock: Clock) -> None:
    bring(owner, FRENCH, clock)
    text = (
        "Entreprise;Poste;Entretien;Contact;Mail\n"
        "Autre;Juriste;20/11/2026 10:00;Quelqu'un d'autre;c.dupont@delmas.test\n"
        "Bonne;Juriste;20/11/2026 10:00;Anne Roussel;a.roussel@bonne.test\n"
    )
    done = bring(owner, text, clock)
    assert (done.made, [(problem.place, problem.code) for problem in done.problems]) == (
        1, [("line 2", "address_of_another")],
    )  # fmt: skip


def test_a_day_at_the_end_of_the_calendar_stops_no_other_line(owner: Owner, clock: Clock) -> None:
    done = bring(owner, "Entreprise,Entretien\nDelmas,9999-12-30 10:00\nOrvault,2026-11-20 10:00\n", clock)
    assert (done.made, [case.organisation.name for case in Case.objects.all()]) == (1, ["Orvault"])
    assert [(problem.place, problem.code) for problem in done.problems] == [("line 2", "day_of_another_age")]


def test_what_is_exported_as_a_table_is_known_when_it_comes_back(owner: Owner, clock: Clock) -> None:
    bring(owner, TEAL, clock)
    make_case(owner, now=clock())
    text = export_table(owner=owner)
    assert bring(owner, text, clock) == Done(0, 3, ())
    Case.objects.filter(owner=owner).delete()
    assert bring(owner, text, clock) == Done(3, 0, ())
    assert export_table(owner=owner) == text


def test_no_cell_of_ours_is_worked_out_by_a_spreadsheet(owner: Owner, clock: Clock) -> None:
    make_case(owner, organisation="=cmd|' /C calc'!A0", now=clock())
    line = export_table(owner=owner).splitlines()[1]
    assert line.startswith("'=cmd|' /C calc'!A0,")
