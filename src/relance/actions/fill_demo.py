"""Fill an empty installation with an invented search: nobody in it exists, and nothing in it can leave."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from relance.actions.close_case import close_case
from relance.actions.confirm_answer import Answered, confirm_answer
from relance.actions.demo_life import live_before
from relance.actions.draft_letter import draft_letter
from relance.actions.known_mail import known_of
from relance.actions.log_event import log_event
from relance.actions.note_debrief import complete_debrief, note_debrief
from relance.actions.note_promise import Announced, note_promise
from relance.actions.participants import NewPerson
from relance.actions.reconcile import sent_by_hand
from relance.actions.refusals import BadInputError
from relance.actions.start_case import NewInterview, start_case
from relance.actions.take_mail import take_mail
from relance.etiquette.problems import Problem
from relance.etiquette.workingdays import working_days
from relance.letters.grammar.days import day as in_words
from relance.mail.doors import Fetched
from relance.records import queries
from relance.records.models import Case, Entry, Mailbox, Owner
from relance.records.secrets import seal

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class _Interview:
    organisation: str
    role: str
    people: tuple[NewPerson, ...]
    hour: time
    debrief: dict[str, object] = field(default_factory=dict)
    free_text: str = ""
    mode: str = "onsite"
    location: str = ""


DELMAS = _Interview(
    "Cabinet Delmas",
    "juriste en droit social",
    (
        NewPerson("Claire Dupont", "c.dupont@delmas.test", "Mme", "DRH", main_contact=True, decides=True),
        NewPerson("Paul Ricard", "p.ricard@delmas.test", "M.", "responsable juridique"),
    ),
    time(10),
    {
        "points_missed": ["trois ans de contentieux prud'homal chez Vidal"],
        "job_info": ["la refonte des modèles de contrats de travail"],
        "best_arguments": ["la négociation de deux accords d'entreprise"],
        "brakes": [
            {"text": "pas d'expérience en cabinet", "answer": "j'ai travaillé chaque semaine avec nos avocats"}
        ],
        "forgotten_questions": ["Comment se répartissent les dossiers entre les juristes ?"],
        "felt": 4,
        "at_ease": 4,
    },
    "Accueil chaleureux. Bureau lumineux. Ils cherchent quelqu'un pour janvier. Paul Ricard a beaucoup questionné.",
    location="12, rue des Lices, Lille",
)
MERCIER = _Interview(
    "Groupe Mercier",
    "juriste contrats",
    (
        NewPerson("Hélène Marchal", "h.marchal@mercier.test", "Mme", "directrice juridique", main_contact=True),
        NewPerson("Paul Vasseur", "p.vasseur@mercier.test", "M.", "responsable RH"),
    ),
    time(14),
    {
        "job_info": ["la renégociation des contrats fournisseurs"],
        "points_missed": ["une renégociation de quarante contrats"],
        "best_arguments": ["un gain de trois semaines sur les délais de signature"],
        "felt": 3,
    },
    "Entretien dense, cinquante minutes. La directrice décide.",
)
ASSURANCES = _Interview(
    "Assurances Vauban",
    "responsable conformité",
    (NewPerson("Karim Haddad", "k.haddad@vauban.test", "M.", "directeur des risques", main_contact=True),),
    time(9, 30),
    {"job_info": ["la mise en place du contrôle permanent"], "best_arguments": ["deux audits menés seule"]},
    mode="video",
)
ROUSSEL = _Interview(
    "Étude Roussel",
    "clerc rédacteur",
    (NewPerson("Anne Roussel", "a.roussel@roussel.test", "Maître", "notaire", main_contact=True),),
    time(11),
    {"blunders": ["j'ai hésité sur le salaire"], "to_improve": ["annoncer une fourchette sans m'excuser"]},
)
LIBRAIRIE = _Interview(
    "Éditions du Beffroi",
    "juriste droit d'auteur",
    (NewPerson("Sonia Lemaire", "s.lemaire@beffroi.test", "Mme", "directrice", main_contact=True),),
    time(15),
    {"job_info": ["les contrats d'édition numérique"], "points_missed": ["mon mémoire sur le prêt numérique"]},
)
METROPOLE = _Interview(
    "Métropole de l'Artois",
    "chargée d'affaires juridiques",
    (NewPerson("Denis Caron", "d.caron@artois.test", "M.", "directeur général adjoint", main_contact=True),),
    time(8, 30),
)


def fill_demo(*, owner: Owner, now: datetime) -> int:
    """Make eight months of closed cases, then six under way. BadInputError when there is something here already."""
    if Case.objects.filter(owner=owner).exists():
        raise BadInputError((Problem("owner", "records_not_empty"),))
    owner.name, owner.gender, owner.phone = "Samira Benali", "f", "+33 6 00 00 00 00"
    owner.email = "samira.benali@example.org"
    owner.save()
    live_before(owner=owner, now=now)
    _just_met(owner, now)
    _waiting_for_a_date(owner, now)
    _followed_up(owner, now)
    _refused(owner, now)
    _answered(owner, now)
    _start(owner, METROPOLE, _working_day(now, +2), now)
    return Case.objects.filter(owner=owner).count()


def _just_met(owner: Owner, now: datetime) -> None:
    case = _start(owner, DELMAS, _working_day(now, -1), now)
    _debrief(case, DELMAS, now)
    round_ = queries.current_round(case)
    promised = working_days("FR").after(now.astimezone(PARIS).date(), 7)
    announced = Announced(kind="date", promised_on=promised, said="On vous répond d'ici là, par mail.")
    note_promise(round_=round_, announced=announced, now=now)
    for participant in round_.participants.all():
        draft_letter(round_=round_, step="thanks", person=participant.person, now=now)


def _waiting_for_a_date(owner: Owner, now: datetime) -> None:
    case = _start(owner, MERCIER, _working_day(now, -5), now)
    _debrief(case, MERCIER, now)
    _thanked(case, _working_day(now, -4), now)
    promised = working_days("FR").after(now.astimezone(PARIS).date(), 3)
    note_promise(
        round_=queries.current_round(case),
        announced=Announced(
            kind="date", promised_on=promised, said="On revient vers vous d'ici là.", channel_answer="email"
        ),
        now=now,
    )


def _followed_up(owner: Owner, now: datetime) -> None:
    case = _start(owner, ASSURANCES, _working_day(now, -13), now)
    _debrief(case, ASSURANCES, now)
    _thanked(case, _working_day(now, -12), now)
    _done(case, "followup1", _at(_working_day(now, -3), time(10)), now)


def _refused(owner: Owner, now: datetime) -> None:
    case = _start(owner, ROUSSEL, _working_day(now, -16), now)
    _debrief(case, ROUSSEL, now)
    _thanked(case, _working_day(now, -15), now)
    confirm_answer(
        case=case,
        answered=Answered(
            kind="rejection",
            at=_at(_working_day(now, -6), time(16)),
            with_reasons=True,
            feedback="Une candidate de l'étude voisine, déjà formée à leur logiciel.",
        ),
        now=now,
    )
    _done(case, "thank_after_rejection", _at(_working_day(now, -5), time(10)), now)
    close_case(case=case, because="rejected", now=now)


def _answered(owner: Owner, now: datetime) -> None:
    case = _start(owner, LIBRAIRIE, _working_day(now, -6), now)
    _debrief(case, LIBRAIRIE, now)
    _thanked(case, _working_day(now, -5), now)
    # The mailbox exists for the time of one mail: the demonstration opens no connection.
    mailbox = Mailbox.objects.create(
        owner=owner, address=owner.email, imap_host="", smtp_host="", username="", secret=seal("")
    )
    later = _working_day(now, +4)
    fetched = Fetched("INBOX", 1, _invitation(owner, later, now), now - timedelta(minutes=40), 1)
    take_mail(mailbox=mailbox, fetched=fetched, known=known_of(mailbox), now=now)
    mailbox.delete()


def _start(owner: Owner, interview: _Interview, day: date, now: datetime) -> Case:
    start = _at(day, interview.hour)
    return start_case(
        owner=owner,
        interview=NewInterview(
            organisation=interview.organisation,
            role=interview.role,
            start=start,
            end=start + timedelta(minutes=50),
            people=interview.people,
            mode=interview.mode,
            location=interview.location,
            region="FR",
            tz="Europe/Paris",
        ),
        now=now,
    )


def _debrief(case: Case, interview: _Interview, now: datetime) -> None:
    round_ = queries.current_round(case)
    note_debrief(round_=round_, free_text=interview.free_text, answers=interview.debrief)
    complete_debrief(round_=round_, now=min(now, round_.ends_at + timedelta(minutes=14)))


def _thanked(case: Case, day: date, now: datetime) -> None:
    round_ = queries.current_round(case)
    for participant in round_.participants.all():
        at = _at(day, time(10))
        letter = draft_letter(round_=round_, step="thanks", person=participant.person, now=at).letter
        sent_by_hand(letter=letter, at=min(at, now), now=now)


def _done(case: Case, action: str, at: datetime, now: datetime) -> None:
    log_event(round_=queries.current_round(case), kind=Entry.Kind.DONE, action=action, at=min(at, now), now=now)


def _working_day(now: datetime, count: int) -> date:
    """The day that many working days from today, before (negative) or after."""
    days, day = working_days("FR"), now.astimezone(PARIS).date()
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= days.is_working(day)
    return day


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, PARIS)


def _invitation(owner: Owner, day: date, now: datetime) -> bytes:
    message = EmailMessage()
    message["From"] = "Sonia Lemaire <s.lemaire@beffroi.test>"
    message["To"] = owner.email
    message["Subject"] = "RE: Merci pour notre entretien"
    message["Date"] = format_datetime(now - timedelta(minutes=40))
    message["Message-ID"] = "<invitation@beffroi.test>"
    message.set_content(
        "Bonjour Madame Benali,\n\nMerci pour votre message. Nous aimerions vous revoir avec notre responsable des "
        f"droits numériques : seriez-vous disponible le {in_words(day, 'fr-FR')} à 14 h ?\n\n"
        "Bien cordialement,\nSonia Lemaire\n"
        "directrice, Éditions du Beffroi\n"
    )
    return message.as_bytes()
