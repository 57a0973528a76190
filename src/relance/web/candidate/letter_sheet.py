"""The sheet of a letter as a page shows it: pieces, findings, state, and the buttons that are possible."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models.functions import Length
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from relance.actions.attach_references import may_attach_references
from relance.actions.check_letter import NEVER_SILENCED, check_letter, leaving_day
from relance.actions.draft_letter import EDITABLE, LONGEST_BODY, drafted_anew
from relance.actions.may_leave import Drop, Go, Hold, may_leave
from relance.actions.spelling import machine_speller
from relance.letters.checking import Finding
from relance.letters.drafting import Draft, word_count
from relance.letters.grammar.elision import lower_first
from relance.records.models import Assistant, Letter, Mailbox
from relance.web import dates, said
from relance.web.addresses import home_of
from relance.web.candidate.doors import Door
from relance.web.candidate.labels import label
from relance.web.candidate.letters import Beside, beside
from relance.web.candidate.outlook import Outlook
from relance.web.candidate.pieces import Piece, cut
from relance.web.candidate.reasons import why
from relance.web.typed import number
from relance.wording.findings import say_finding, who_says

_LOCALES = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that came with a form, and the stamp of those they started from."""

    subject: str
    body: str
    seen: datetime | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One objection: its words, why, who says so, and the button that mends it."""

    key: str
    severity: str
    excerpt: str
    say: str
    source: str
    fix_words: str = ""
    code: str = ""
    part: str = "body"
    start: int = 0
    end: int = 0
    fix: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """The one short question whose answer the letter lacks, and the sentence it would finish."""

    question: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Joined:
    """One attachment, with its size in words."""

    pk: int
    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Act:
    """One button of the bar."""

    value: str
    words: str
    look: str = "plain"
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the page shows."""

    pk: int
    title: str
    eyebrow: str
    case_href: str
    subject: str
    body: str
    stamp: str
    editable: bool
    pieces: tuple[Piece, ...]
    findings: tuple[FindingLine, ...]
    praise: str
    has_own: bool
    acts: tuple[Act, ...]
    bar_note: str
    state_words: str
    state_more: str
    tone: str
    in_doubt: bool
    locked: tuple[Door, ...] = ()
    refused: str = ""
    saved: str = ""
    joined: tuple[Joined, ...] = ()
    references: bool = False
    again: bool = False
    assistant: bool = False
    undo: bool = False
    kept: bool = False
    asking: Asking | None = None
    beside: tuple[Beside, ...] = ()
    beside_href: str = ""


def sheet_of(outlook: Outlook, row: Letter, typed: Typed | None = None) -> Sheet:
    """Draw a letter, with the words typed in place of those kept when there are some."""
    subject, body = (typed.subject, typed.body) if typed else (row.subject, row.body)
    editable = row.state in EDITABLE
    found = findings_of(outlook, row, subject, body) if editable else ()
    anew = None
    if row.body and not row.news:
        anew = drafted_anew(planned=outlook.planned, letter=row, now=outlook.now)
    own = tuple(lower_first(one) for one in row.news.get("reasons", ())) if row.news else own_phrases(anew)
    spans = [(one.start, one.end) for one in found if one.part == "body" and one.excerpt]
    words, more, tone = _state(outlook, row)
    pieces = cut(body, own=own, objections=spans)
    stamp = typed.seen if typed and typed.stale and typed.seen else row.updated_at
    errors = any(one.severity == "error" for one in found)
    return Sheet(
        pk=row.pk,
        title=gettext("À %(name)s") % {"name": row.person.name},
        eyebrow=f"{label(row.step).mark} · {row.case.organisation.name}",
        case_href=home_of(row.case),
        subject=subject,
        body=body,
        stamp=stamp.isoformat(),
        editable=editable,
        pieces=pieces,
        findings=tuple(_line(number, one, editable=editable) for number, one in enumerate(found)),
        praise=_praise(body, errors=errors),
        has_own=any("own" in piece.look for piece in pieces),
        acts=_acts(outlook, row, errors=errors),
        bar_note=_bar_note(row),
        state_words=words,
        state_more=more,
        tone=tone,
        in_doubt=row.state == Letter.State.UNKNOWN,
        locked=_locked(outlook, row),
        joined=_attachments(row),
        again=editable and not row.edited and not row.news and row.state != Letter.State.APPROVED,
        references=editable and not row.news and may_attach_references(letter=row),
        asking=_asking(outlook, row, anew) if editable else None,
        beside=beside(row, body),
        beside_href="" if row.news else reverse("letters", args=[row.case_id, row.step]),
        assistant=editable and Assistant.objects.filter(owner=row.owner).exists(),
    )


def _attachments(row: Letter) -> tuple[Joined, ...]:
    rows = row.attachments.annotate(size=Length("content")).order_by("pk").values_list("pk", "name", "size")
    return tuple(Joined(pk, name, filesizeformat(size)) for pk, name, size in rows)


def findings_of(outlook: Outlook, row: Letter, subject: str, body: str) -> tuple[Finding, ...]:
    """What the checks say of these words on the day they would leave."""
    if len(body) > LONGEST_BODY:
        return ()  # no letter: refused before it is read
    day = leaving_day(outlook.planned, row, outlook.now)
    return check_letter(
        planned=outlook.planned, letter=row, subject=subject, body=body, leaves_on=day, speller=machine_speller()
    )


def fixed(outlook: Outlook, row: Letter, typed: Typed, key: str) -> Typed:
    """Put the fix of finding number `key` in place of the words it objects to; the text as typed if it is gone."""
    found = findings_of(outlook, row, typed.subject, typed.body)
    asked = number(key)
    if asked is None or asked >= len(found):
        return typed
    one = found[asked]
    if one.fix is None:
        return typed
    if one.part == "subject":
        return replace(typed, subject=typed.subject[: one.start] + one.fix + typed.subject[one.end :])
    return replace(typed, body=typed.body[: one.start] + one.fix + typed.body[one.end :])


def own_phrases(anew: Draft | None) -> tuple[str, ...]:
    """The phrases that come from the debrief, as the draft put them."""
    return tuple(anew.body[span.start : span.end] for span in anew.spans) if anew else ()


def _asking(outlook: Outlook, row: Letter, anew: Draft | None) -> Asking | None:
    """What the letter lacks, asked in the language of the page; the sentence to finish is the letter's."""
    if anew is None or anew.missing is None:
        return None
    question = anew.missing.question
    if not anew.locale.startswith(said.lang()):
        other = drafted_anew(planned=outlook.planned, letter=row, now=outlook.now, locale=_LOCALES[said.lang()])
        question = other.missing.question if other and other.missing else question
    return Asking(question, anew.missing.sentence.strip())


def _line(number: int, one: Finding, *, editable: bool) -> FindingLine:
    lang = said.lang()
    source = " · ".join(part for part in (who_says(one.because, lang), *one.because[:1]) if part)
    words = ""
    if one.fix is not None and editable:
        words = gettext("Remplacer par « %(fix)s »") % {"fix": one.fix} if one.fix else gettext("Retirer ces mots")
    quoted = {"words": one.excerpt, "nb": "\N{NO-BREAK SPACE}"}
    return FindingLine(
        key=str(number),
        severity=one.severity,
        excerpt=gettext("«%(nb)s%(words)s%(nb)s»") % quoted if one.excerpt else "",
        say=say_finding(one.code, lang, one.params),
        source=source,
        fix_words=words,
        code="" if one.code in NEVER_SILENCED else one.code,
        part=one.part,
        start=one.start,
        end=one.end,
        fix=one.fix or "",
    )


def _praise(body: str, *, errors: bool) -> str:
    count = word_count(body)
    words = ngettext("%(count)s mot", "%(count)s mots", count) % {"count": count}
    return f"{words}." if errors else gettext("%(words)s. Rien ne s’oppose à l’envoi.") % {"words": words}


def _acts(outlook: Outlook, row: Letter, *, errors: bool) -> tuple[Act, ...]:
    if row.state == Letter.State.APPROVED:
        return (Act("cancel", gettext("Annuler l’envoi")), Act("save", gettext("Enregistrer mes changements")))
    if row.state not in EDITABLE:
        return ()
    acts = []
    if Mailbox.objects.filter(owner=row.owner).exists() and row.person.email and not errors:
        acts += _sending(outlook, row)
    acts.append(Act("other", gettext("Envoyer autrement"), "plain" if acts else ""))
    acts.append(Act("save", gettext("Enregistrer")))
    return tuple(acts)


def _sending(outlook: Outlook, row: Letter) -> list[Act]:
    verdict = may_leave(planned=outlook.planned, letter=row, at=outlook.now)
    if row.news and isinstance(verdict, Go):
        return [Act("approve", gettext("Approuver : départ dans cinq minutes"), "")]
    now = Act("now", gettext("Envoyer maintenant"), "quiet")
    match verdict:
        case Go():
            return [replace(now, look="")]
        case Hold(code=code, until=until):
            local = until.astimezone(outlook.planned.facts.tz)
            at_hour = Act("approve", gettext("Envoyer %(when)s") % {"when": dates.button_moment(local)}, "")
            return [at_hour, now] if code == "early" else [at_hour]
        case _:
            return []


def _locked(outlook: Outlook, row: Letter) -> tuple[Door, ...]:
    """Why it may not leave now, when it may not at all."""
    if row.state not in EDITABLE or row.state == Letter.State.APPROVED:
        return ()
    verdict = may_leave(planned=outlook.planned, letter=row, at=outlook.now)
    if isinstance(verdict, Drop):
        reason, source = why(verdict.because, outlook.planned.playbook.id)
        because = " ".join(part for part in (said.because(verdict.code), reason) if part)
        return (Door(gettext("Cette lettre ne peut pas partir."), open=False, why=because, source=source),)
    if isinstance(verdict, Hold) and verdict.code in {"not-yet", "guard"}:
        reason, source = why(verdict.because, outlook.planned.playbook.id)
        until = dates.moment(verdict.until.astimezone(outlook.planned.facts.tz))
        title = gettext("Pas avant %(when)s.") % {"when": until}
        return (Door(title, open=False, why=reason, source=source),)
    return ()


def _bar_note(row: Letter) -> str:
    waits = row.state == Letter.State.DRAFT and Mailbox.objects.filter(owner=row.owner).exists()
    if waits or row.state == Letter.State.APPROVED:
        return gettext("Annulé tout seul si une réponse arrive d’ici là.")
    return ""


def _state(outlook: Outlook, row: Letter) -> tuple[str, str, str]:
    """What became of it: a sentence, what is safe and what to do, and a tone."""
    zone = outlook.planned.facts.tz
    leaves = dates.moment(row.leave_at.astimezone(zone)) if row.leave_at else ""
    sent = dates.moment(row.sent_at.astimezone(zone)) if row.sent_at else ""
    why_so = said.because(row.because, {"said": row.server_said, "name": row.person.name})
    match row.state:
        case Letter.State.APPROVED:
            return gettext("Partira %(when)s.") % {"when": leaves}, why_so, "good"
        case Letter.State.TRANSMITTING:
            return gettext("En train de partir."), gettext("Encore quelques secondes."), ""
        case Letter.State.SENT:
            more = gettext("Elle n’est pas arrivée : l’adresse a été refusée.") if row.bounced_at else ""
            by_hand = gettext("Envoyée par vous, %(when)s.") if row.sent_by_hand else gettext("Partie %(when)s.")
            return by_hand % {"when": sent}, more, "bad" if more else "good"
        case Letter.State.REFUSED:
            more = gettext("Le texte est gardé : corrigez et envoyez à nouveau, ou envoyez autrement.")
            return gettext("Elle n’est pas partie."), f"{why_so} {more}".strip(), "bad"
        case Letter.State.UNKNOWN:
            more = gettext("Aucune machine ne la renverra. Regardez dans vos messages envoyés, puis dites-le ici.")
            return gettext("Nul ne sait si elle est partie."), more, "bad"
        case Letter.State.CANCELLED:
            return gettext("L’envoi a été arrêté. Le texte est gardé."), why_so, ""
        case _:
            return "", "", ""
