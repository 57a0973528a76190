"""Whose answer it is: ids first, then people, then the organisation, then the words. In doubt, ask.

Wrong is worse than asked: an answer filed under another case would let that case's follow-up leave.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from relance.mail.reading.lexicon import words_of
from relance.mail.reading.machines import is_relay
from relance.mail.reading.sentences import plain
from relance.mail.reading.shapes import Certainty, Known, KnownCase, KnownLetter, Match, ParsedMessage

FREE_MAIL = words_of("matching", "FREE_MAIL")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "gouv", "asso", "edu", "gc", "qc"})
_PREFIX = re.compile(
    r"\A(?:\s*(?:re|fw|fwd|tr|rep|ref|aw|sv|rv|antw)\s?(?:\[\d+\])?\s?:|\s*\[[^\]]{1,20}\])+", re.IGNORECASE
)
_WORD = re.compile(r"[a-z0-9]{3,}")
_LEGAL = words_of("matching", "LEGAL")


@lru_cache(maxsize=4096)
def registrable(domain: str) -> str:
    """The part of a domain that somebody owns (example.co.uk, example.org)."""
    labels = domain.lower().strip(".").split(".")
    keep = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-keep:])


def match(message: ParsedMessage, known: Known) -> Match:
    """The case a message belongs to, how sure that is, and why."""
    own = {address.lower() for address in known.own_addresses}
    if message.sender.email in own:
        return _own(message, known)
    by_id = _by_ids(message, known)
    if by_id is not None:
        return by_id
    cases = [case for case in known.cases if _after_interview(message, case)]
    for find in (_by_failure, _by_person, _by_quotation, _by_domain, _by_relay, _by_words):
        found = find(message, cases)
        if found is not None:
            return found
    return Match(None, "none", ("no_link",))


def _own(message: ParsedMessage, known: Known) -> Match:
    """A message of the user's: ours if it bears our header or our id, else a contact made by hand."""
    letters = {item.letter_id: item for case in known.cases for item in case.letters if item.letter_id}
    ids = {_bare_id(one): item for case in known.cases for item in case.letters for one in item.message_ids}
    ours = next((letters[item] for item in message.letter_ids if item in letters), ids.get(message.message_id))
    if ours is not None:
        return Match(ours.case, "own", ("own_letter",), letter_id=ours.letter_id or None)
    written_to = {address.email for address in (*message.to, *message.cc)}
    found = [case for case in known.cases if written_to & _people(case)]
    if not found:
        thread = _by_ids(message, known)
        found = [case for case in known.cases if thread is not None and case.id == thread.case]
    if not found:
        domains = {address.domain for address in (*message.to, *message.cc)}
        found = [case for case in known.cases if any(_shares_domain(domain, case) for domain in domains)]
    opened = [case for case in found if case.open] or found
    case = opened[0].id if len(opened) == 1 else None
    candidates = tuple(item.id for item in _ranked(message, opened)) if len(opened) > 1 else ()
    return Match(case, "own", ("own_by_hand",) if found else ("own_elsewhere",), candidates)


def _by_ids(message: ParsedMessage, known: Known) -> Match | None:
    letters = {item.letter_id: (case, item) for case in known.cases for item in case.letters if item.letter_id}
    for letter_id in message.letter_ids:
        if letter_id in letters:
            case, letter = letters[letter_id]
            return Match(case.id, "sure", ("private_header",), letter_id=letter.letter_id)
    table: dict[str, tuple[str, str]] = {}
    for case in known.cases:
        table.update(dict.fromkeys(map(_bare_id, case.thread_ids), (case.id, "")))
        for letter in case.letters:
            table.update(dict.fromkeys(map(_bare_id, letter.message_ids), (case.id, letter.letter_id)))
    hits = [table[item] for item in message.answered_ids if item in table]
    if not hits:
        return None
    cases = tuple(dict.fromkeys(case for case, _ in hits))
    if len(cases) > 1 and not any(item in table for item in message.in_reply_to):
        return Match(None, "ask", ("several_threads",), cases)
    return Match(hits[0][0], "sure", ("thread",), letter_id=hits[0][1] or None)


def _bare_id(message_id: str) -> str:
    return message_id.strip().strip("<>")


def _after_interview(message: ParsedMessage, case: KnownCase) -> bool:
    return message.date is None or case.interview_at is None or message.date >= case.interview_at


def _people(case: KnownCase) -> set[str]:
    return {item.lower() for item in case.people} | {item.lower() for letter in case.letters for item in letter.to}


def _senders(message: ParsedMessage) -> set[str]:
    return {message.sender.email, *(item.email for item in message.reply_to)} - {""}


def _by_failure(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    failed = {item.email for item in message.failures}
    found = [case for case in cases if failed & _people(case)]
    return _one_of(message, found, "failed_recipient", "likely") if failed else None


def _by_person(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    found = [case for case in cases if _senders(message) & _people(case)]
    return _one_of(message, found, "person", "sure")


def _by_quotation(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    if len(message.quoted) < 80:
        return None
    words = _grams(message.quoted)
    shares = {case.id: max((_quoted(words, letter) for letter in case.letters), default=0.0) for case in cases}
    best = max(shares.values(), default=0.0)
    if best < 0.5:
        return None
    # Two letters of one wording: the one whose own words stand there wins, if it wins clearly.
    found = [case for case in cases if shares[case.id] > best - 0.05]
    return _one_of(message, found, "quoted_letter", "likely")


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(plain(text[:8000]))
    return {tuple(words[index : index + 4]) for index in range(len(words) - 3)}


def _quoted(words: set[tuple[str, ...]], letter: KnownLetter) -> float:
    """The share of a letter's runs of four words that stand in the quoted text."""
    own = _grams(letter.body)
    return len(own & words) / len(own) if len(own) >= 8 else 0.0


def _shares_domain(domain: str, case: KnownCase) -> bool:
    base = registrable(domain)
    if case.for_opening or not domain or domain in FREE_MAIL or base in FREE_MAIL or is_relay(domain):
        return False
    domains = {registrable(item) for item in case.domains}
    domains |= {registrable(item.rpartition("@")[2]) for item in _people(case) if not _is_shared(item)}
    return base in domains


def _is_shared(address: str) -> bool:
    domain = address.rpartition("@")[2]
    return domain in FREE_MAIL or registrable(domain) in FREE_MAIL or is_relay(domain)


def _by_domain(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    domains = {item.rpartition("@")[2] for item in _senders(message)}
    found = [case for case in cases if any(_shares_domain(domain, case) for domain in domains)]
    return _one_of(message, found, "organisation_domain", "likely")


def _by_relay(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    """An ATS answers from its own domain: the tenant or the sender's name gives the organisation."""
    if not is_relay(message.sender.domain):
        return None
    sender = plain(f"{message.sender.name} {message.sender.email} {message.subject} {message.text[:1500]}")
    found = [case for case in cases if _named(sender, case)]
    return _one_of(message, found, "relay", "likely")


def _by_words(message: ParsedMessage, cases: Sequence[KnownCase]) -> Match | None:
    """The last resort offers, it never decides: a name, a subject, an organisation told in the text."""
    subject = _bare(message.subject)
    where = plain(f"{message.sender.name} {message.subject} {message.text[:3000]} {message.signature[:800]}")
    sender = plain(message.sender.name)
    found = []
    for case in cases:
        same_subject = bool(subject) and any(_bare(letter.subject) == subject for letter in case.letters)
        named = _named(where, case)
        person = any(_plain_name(name) in sender for name in case.names if len(name) > 5)
        role = len(case.role) > 4 and _plain_name(case.role) in where
        if same_subject or person or (named and (role or message.answered_ids or len(case.organisation) > 4)):
            found.append(case)
    if not found:
        return None
    ranked = _ranked(message, found)
    return Match(None, "ask", ("words",), tuple(case.id for case in ranked))


@lru_cache(maxsize=8192)
def _bare(subject: str) -> str:
    return plain(_PREFIX.sub("", subject)).strip()


def _named(where: str, case: KnownCase) -> bool:
    words = _names(case.organisation)
    if not words or case.for_opening:
        return False
    # Most organisations are named nowhere: the plain search spares the pattern.
    if all(word in where and re.search(rf"\b{word}\b", where) for word in words):
        return True
    whole = "".join(words)
    return len(whole) >= 6 and whole in _joined(where)


@lru_cache(maxsize=4096)
def _names(organisation: str) -> tuple[str, ...]:
    return tuple(word for word in _WORD.findall(plain(organisation)) if word not in _LEGAL)


@lru_cache(maxsize=4)
def _joined(where: str) -> frozenset[str]:
    """The words of a text, each without its hyphens: «maison-roux» in an address is Maison Roux."""
    return frozenset(re.sub(r"[-_]", "", token) for token in re.split(r"[^a-z0-9_-]+", where))


#: Names, roles and subjects of the cases, asked again for every message.
_plain_name = lru_cache(maxsize=8192)(plain)


def _one_of(message: ParsedMessage, found: Sequence[KnownCase], because: str, certainty: Certainty) -> Match | None:
    """The one open case; several are asked about, the likely one first, unless the words tell them apart."""
    if not found:
        return None
    opened = [case for case in found if case.open] or list(found)
    if len(opened) == 1:
        return Match(opened[0].id, certainty, (because,))
    ranked = _ranked(message, opened)
    if _score(message, ranked[0]) >= _score(message, ranked[1]) + 3:
        return Match(ranked[0].id, "likely", (because, "words"))
    return Match(None, "ask", (because, "several_cases"), tuple(case.id for case in ranked))


def _ranked(message: ParsedMessage, cases: Iterable[KnownCase]) -> list[KnownCase]:
    return sorted(cases, key=lambda case: (-_score(message, case), case.id))


def _score(message: ParsedMessage, case: KnownCase) -> float:
    where = plain(f"{message.subject} {message.text[:3000]} {message.quoted[:3000]}")
    subject = _bare(message.subject)
    score = 0.0
    if subject and any(_bare(letter.subject) == subject for letter in case.letters):
        score += 3
    if len(case.role) > 3 and plain(case.role) in where:
        score += 3
    if _senders(message) & _people(case):
        score += 2
    if case.open:
        score += 1
    if message.date is not None and case.interview_at is not None:
        score += max(0.0, 1.0 - abs((message.date - case.interview_at).days) / 90)
    return score
