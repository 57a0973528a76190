"""The scene of one letter: who writes, to whom, after what; every slot a wording may ask for, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from relance.etiquette.facts import CompetingOffer, Done, Event, Facts, Person, Reply
from relance.letters.drafting import naming
from relance.letters.drafting.render import Voice
from relance.letters.grammar import civility, days
from relance.letters.grammar.elision import with_de

LOCALES = ("fr-FR", "fr-BE", "fr-CH", "fr-CA", "fr-MA", "en-GB", "en-US")

_REGION_LOCALES = {
    **dict.fromkeys(("FR", "LU", "MC"), "fr-FR"),
    **dict.fromkeys(("GB", "UK", "IE", "AU", "NZ"), "en-GB"),
    **dict.fromkeys(("CA-QC", "CA-NB"), "fr-CA"),
    **dict.fromkeys(("US", "CA"), "en-US"),
    "BE": "fr-BE",
    "CH": "fr-CH",
    "MA": "fr-MA",
}


@dataclass(frozen=True)
class Scene:
    """Facts, recipient and circumstances of one letter."""

    facts: Facts
    action: str
    person: Person
    locale: str
    variant: int
    sent_on: date | None
    absent: tuple[Person, ...] = ()
    include_thanks: bool = False
    slots_offered: tuple[datetime, ...] = ()
    until: date | None = None
    references: bool = False

    @property
    def lang(self) -> str:
        """«fr» or «en»."""
        return self.locale[:2]

    @property
    def tu(self) -> bool:
        """Whether the recipient offered tu (French only; in English it means the first name)."""
        return self.person.tu_offered

    @cached_property
    def address(self) -> civility.Address:
        """How the recipient is greeted."""
        return self.address_of(self.person)

    def address_of(self, person: Person) -> civility.Address:
        """How anybody of the case is greeted or named, in this locale."""
        return civility.address(person.name, person.civility, person.title, self.locale, tu=person.tu_offered)

    @property
    def agency(self) -> bool:
        """Whether the recipient is the agency, not the employer."""
        return self.person.agency

    @property
    def who(self) -> str:
        """The recipient's part: «agency», «seen» (was in the interview) or «notseen»."""
        if self.agency:
            return "agency"
        alone = not any(person.interviewed for person in self.facts.people)
        return "seen" if self.person.interviewed or alone else "notseen"

    @property
    def place(self) -> int:
        """The recipient's place among the people of the case."""
        return [person.id for person in self.facts.people].index(self.person.id)

    @property
    def turn(self) -> int:
        """Whose turn it is, among facts and shapes of letter, for this recipient and variant."""
        return self.place + self.variant

    @cached_property
    def voice(self) -> Voice:
        """What decides between wordings."""
        interview = self.facts.interview
        mode = interview.mode or "onsite"
        tags = {mode, self.who, *(["recu"] if mode == "onsite" else [])}
        tags |= {"g"} if self.facts.candidate.gender in {"f", "m"} else set()
        tags |= {"promise"} if self._promised else set()
        seed = (
            f"{self.facts.organisation}|{self.facts.role}|{self.facts.candidate.name}|{interview.start.isoformat()}"
        )
        tu = self.tu and self.lang == "fr"
        return Voice(
            self.locale,
            tu,
            self.facts.candidate.gender,
            frozenset(tags | ({"tu"} if tu else {"vous"})),
            seed,
            self.place,
            len(self.facts.people),
            self.variant,
        )

    def last(self, kind: type[Event], reply: str | None = None) -> Event | None:
        """The last event of a type, a reply of a given kind."""
        found = [
            e
            for e in self.facts.events
            if isinstance(e, kind) and (reply is None or getattr(e, "kind", None) == reply)
        ]
        return found[-1] if found else None

    def done(self, action: str) -> bool:
        """Whether an action was carried out for this recipient."""
        return any(
            isinstance(e, Done) and e.action == action and (not e.to or self.person.id in e.to)
            for e in self.facts.events
        )

    @property
    def reply(self) -> Reply | None:
        """Their last decisive answer, if any."""
        found = [
            e
            for e in self.facts.events
            if isinstance(e, Reply) and e.kind in {"second_interview", "offer", "rejection"}
        ]
        return found[-1] if found else None

    @property
    def _promised(self) -> date | None:
        promise = self.facts.promise
        value = promise.date if promise and promise.kind == "date" else None
        return value if value and (self.sent_on is None or value < self.sent_on) and self.who == "seen" else None

    @cached_property
    def title(self) -> str:
        """The role, cleaned, as a title."""
        return naming.post(self.facts.role, self.facts.candidate.gender)

    @cached_property
    def slots(self) -> Mapping[str, str]:
        """Every slot by name, empty when it is not known."""
        return self._shared() | (self._french() if self.lang == "fr" else self._english())

    def _shared(self) -> dict[str, str]:
        met = self.facts.interview.start.date()
        candidate = self.facts.candidate
        rdv = getattr(self.last(Reply, "second_interview"), "round2_start", None)
        deadline = getattr(self.last(Reply, "offer"), "deadline", None)
        other = getattr(self.last(CompetingOffer), "deadline", None)
        until = self.until or (other.date() if other and self.action == "inform_competing_offer" else None)
        phone = naming.national(candidate.phone, self.facts.region) if candidate.phone else ""
        return {
            "moi": candidate.name,
            "tel": phone,
            "rdv": days.moment(rdv, self.locale) if rdv else "",
            "deadline": days.day(deadline.date(), self.locale) if deadline else "",
            "until": days.day(until, self.locale) if until else "",
            "date_absolue": days.day(met, self.locale),
            "promis": days.day(self._promised, self.locale) if self._promised else "",
            "titre": self.title or self.facts.organisation,
        }

    def _french(self) -> dict[str, str]:
        met = self.facts.interview.start.date()
        ago = days.lapse(met, self.sent_on, self.locale) if self.sent_on else None
        today, near = self.sent_on == met, {"hier", "avant-hier"}
        on = f"le {days.day(met, self.locale)}"
        tu, org = self.tu, self.facts.organisation
        team = "ton équipe" if tu else "votre équipe"
        named = naming.the_organisation(org) if org else ""
        theirs = f"l’équipe {with_de(named)}" if named else "cette équipe"
        return {
            "poste": naming.the_post(self.title),
            "org": named or (theirs if self.agency else team),
            "chez": naming.at(org) if org else f"au sein {with_de(theirs if self.agency else team)}",
            "notre_entretien": self._interview_fr(),
            "pour_org": naming.towards(org) if org else "pour ce poste",
            "equipe": theirs if self.agency else team,
            "quand": "aujourd’hui" if today else ago or on,
            "du_jour": "d’aujourd’hui"
            if today
            else f"d’{ago}"
            if ago in near
            else f"du {days.day(met, self.locale)}",
            "le_jour": on,
            "absent": naming.joined([self.address_of(person).reference for person in self.absent], "fr"),
            "mail": {"fr-CA": "courriel", "fr-CH": "e-mail"}.get(self.locale, "mail"),
            "un_retour": {"fr-CA": "un commentaire"}.get(self.locale, "un retour"),
            "creneaux": naming.joined(
                [f"le {days.moment(slot, self.locale)}" for slot in self.slots_offered], "fr"
            ),
            "vocatif": self._spoken(),
        }

    def _interview_fr(self) -> str:
        whose = "notre" if self.who == "seen" else "mon"
        return f"{whose} {'entrevue' if self.locale == 'fr-CA' else 'entretien'}"

    def _spoken(self) -> str:
        cut = civility.names(self.person.name)
        if self.tu:
            return f" {cut.first}" if cut.first else ""
        vocative = self.address.vocative
        return (
            f" {vocative} {cut.last}".rstrip()
            if vocative in {"Madame", "Monsieur", "Docteur", "Docteure"}
            else f" {vocative}".rstrip()
        )

    def _english(self) -> dict[str, str]:
        met = self.facts.interview.start.date()
        ago = days.lapse(met, self.sent_on, self.locale) if self.sent_on else None
        org = self.facts.organisation
        team = f"the team at {org}" if org and self.agency else "the team" if self.agency else "your team"
        return {
            "post": f"the {self.title} role" if self.title else "the role",
            "org": org or ("the company" if self.agency else "your team"),
            "team": team,
            "when": "today" if self.sent_on == met else ago or f"on {days.day(met, self.locale)}",
            "our_interview": "our interview" if self.who == "seen" else "my interview",
            "on_day": f"on {days.day(met, self.locale)}",
            "absent": naming.joined([self.address_of(person).reference for person in self.absent], "en"),
            "slots": naming.joined([days.moment(slot, self.locale) for slot in self.slots_offered], "en"),
            "spoken": f" {self.address.reference}" if self.address.reference else "",
        }


def locale_of(facts: Facts) -> str:
    """The locale letters take when none is asked for: the employer's region decides."""
    return locale_for(facts.region)


def locale_for(region: str) -> str:
    """The locale of a region; that of its country, or French."""
    return _REGION_LOCALES.get(region) or _REGION_LOCALES.get(region.split("-", maxsplit=1)[0], "fr-FR")
