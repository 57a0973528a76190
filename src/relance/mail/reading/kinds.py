"""What a message says: signals found sentence by sentence, then weighed where kinds meet (sending.md).

A word decides nothing by itself. A signal counts less, or not at all, when its clause is a condition («si votre profil
est retenu»), a negation («we are unable to offer»), a thank-you for what is past, or a rule told to everybody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relance.mail.reading.lexicon import Rule, rules
from relance.mail.reading.sentences import Sentence
from relance.mail.reading.shapes import Kind

_PROCESS_CONDITION = re.compile(
    r"\b(?:si|s'il|if|should|lorsque|quand|when|au cas ou|dans l'hypothese|en cas|unless|sous reserve|in case|once|des lors que|in the event)\b"
    r"[^.?!;]{0,60}?\b(?:candidature|profil|dossier|retenue?s?|selectionnee?s?|correspond\w*|application|profile|successful|selected"
    r"|shortlisted|a match|suitable|suite favorable|reponse favorable|interesse l|refus|ete contacte\w*|we (?:would|feel|think|decide)"
    r"|positive|preselection|accept\w*|background|skills|qualif\w+)\b"
)
_SILENCE = re.compile(
    r"\b(?:sans (?:nouvelles?|reponse|retour|signe|contact)|si vous n'(?:avez|etes)|si vous ne recevez|en l'absence de|a defaut de|passe ce delai|"
    r"au-?dela de|if you (?:do not|don't|have not|haven't)|if (?:we|i) (?:have not|haven't|do not|don't)|unless you hear|absence de reponse"
    r"|sans reponse de notre part|vous considere|veuillez considerer|pourrez considerer|vous pouvez considerer|please (?:assume|consider))\b"
)
_PLURAL = re.compile(
    r"\b(?:les (?:candidat\S*|profils?|personnes?|candidatures|postulants?) (?:\S+ ){0,2}?(?:retenu|non retenu|selectionn|qui|dont|preselection)|seul\w* les (?:candidat|profil|personne|dossier|candidature)"
    r"|only (?:shortlisted|selected|successful|those|candidates)|(?:successful|shortlisted|selected|unsuccessful|chosen) (?:candidates|applicants)"
    r"|(?:candidates|applicants) (?:who|that|will|must|are)|tous les candidats|all (?:candidates|applicants)|chaque candidat|nombreux candidats)\b"
)
_PAST = re.compile(
    r"\b(?:remerci\w+|merci|thanks?|thank you|plaisir (?:de|d')|ravie?s? (?:de|d')|great|lovely|pleasure|nice|enjoyed|suite a|lors d\S*"
    r"|apres|following|during|after|apprecie\w*|since|avait|avions|aviez|ayant|further to|depuis|au cours|heureux d'avoir|interet)\b[^.?!;]{0,70}\Z"
)
_COMING = re.compile(
    r"\?|\b(?:second|seconde|deuxieme|2e|2eme|prochaine?|next|final|finale?|troisieme|nouvel|nouveau|another|again|demain|tomorrow|lundi|mardi"
    r"|mercredi|jeudi|vendredi|monday|tuesday|wednesday|thursday|friday|creneau\w*|slot|semaine|week|propos\w+|souhait\w+|would|invit\w+|disponib\w+|available)\b"
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:ne|n')\b ?[^.?!;,]{0,40}\b(?:pas|plus|pouvons|peux|peut|jamais|pourrons)\b|\b(?:not|unable|won't|cannot|never|no longer)\b|n't\b)[^.?!;,]{0,60}\Z"
)
_NOT_INSIDE = re.compile(r"\b(?:ne|n')\b ?[^.?!;]{0,30}\b(?:pas|plus)\b|\b(?:not|unable|cannot|never)\b|n't\b")
_POLITE_NOT = re.compile(r"n'hesit\w+ (?:surtout )?pas|ne manquer\w+ pas|hesitate|pas (?:encore|de souci|de probleme)|why not|pourquoi pas|not only|not yet|n'est-ce pas|don't worry")
_AVAILABLE = re.compile(
    r"\b(?:reste\w*|restons|demeur\w+|tiens|tenons|suis|sommes|n'hesit\w+|remain|feel free|hesitate|should you|if you have any|si (?:vous avez|tu as|besoin))\b"
    r"[^.?!;]{0,80}\b(?:disposition|dispo|question|questions|contacter|joindre|appeler|contact|call|complement|available|renseignement|information)\b"
)

_SENSITIVE = frozenset({"invitation", "offer", "question"})


@dataclass(frozen=True, slots=True)
class Signal:
    """Words that spoke for a kind, in which sentence, and how loudly."""

    kind: str
    weight: float
    sentence: int
    words: str
    name: str = ""


@dataclass(slots=True)
class Weighed:
    """The scores by kind and the signals behind them."""

    scores: dict[str, float] = field(default_factory=dict)
    signals: list[Signal] = field(default_factory=list)

    def of(self, kind: str) -> float:
        """The score of a kind, 0 when nothing spoke for it."""
        return self.scores.get(kind, 0.0)


def weigh(text: Sequence[Sentence]) -> Weighed:
    """All signals of a message, and a score by kind: the loudest, helped by the others."""
    table = rules("kinds")
    signals = [signal for sentence in text for signal in _signals(sentence, table)]
    result = Weighed(signals=signals)
    for kind in {signal.kind for signal in signals}:
        weights = sorted((signal.weight for signal in signals if signal.kind == kind), reverse=True)
        result.scores[kind] = weights[0] + min(0.3 * sum(weights[1:]), 1.6)
    return result


def _signals(sentence: Sentence, table: Iterable[Rule]) -> list[Signal]:
    text = sentence.plain
    if len(text) > 1500:
        text = text[:1500]
    found: list[Signal] = []
    is_silence = _SILENCE.search(text) is not None
    condition = _PROCESS_CONDITION.search(text)
    is_plural = _PLURAL.search(text) is not None
    is_polite = _AVAILABLE.search(text) is not None
    for rule in table:
        if "q" in rule.flags and not sentence.asks:
            continue
        match = rule.pattern.search(text)
        if match is None:
            continue
        if rule.kind != "acknowledgement" and rule.kind != "delay":
            if is_silence or is_plural or (condition and condition.start() < match.end() and "c" not in rule.flags):
                continue
        if rule.kind in _SENSITIVE and _is_void(rule, sentence, match, is_polite=is_polite):
            continue
        words = sentence.written[match.start() : match.end()]
        found.append(Signal(rule.kind, rule.weight, sentence.index, words, rule.name))
    return found


def _is_void(rule: Rule, sentence: Sentence, match: re.Match[str], *, is_polite: bool) -> bool:
    """Whether an invitation, an offer or a question was denied, or only recalls what is past."""
    text = sentence.plain
    if is_polite and not sentence.asks:
        return True
    if not sentence.asks and not _POLITE_NOT.search(text):
        if _NOT_BEFORE.search(text[: match.start()]) or _NOT_INSIDE.search(match[0]):
            return True
    if rule.kind == "invitation":
        if _PAST.search(text[: match.start()]) or _PAST.match(match[0]):
            return not _COMING.search(match[0] + text[match.end() :])
    return False


def decide(weighed: Weighed) -> tuple[Kind, float]:
    """The kind, and by how much it wins (about 0 to 4). Order matters: it is where kinds meet."""
    of = weighed.of
    stopped, rejected, offered = of("process_stopped"), of("rejection"), of("offer")
    invited, asked, delayed, received = of("invitation"), of("question"), of("delay"), of("acknowledgement")
    if stopped >= 2.6 and stopped >= rejected - 1.0:
        if delayed >= 2.6 and _resumes(weighed):
            return "delay", delayed - 2.0
        return "process_stopped", stopped - max(rejected - 1.5, 1.5)
    if rejected >= 2.4:
        if invited >= 3.0 and _after_no(weighed):
            return "invitation", invited - 1.8
        if not (offered >= 3.0 and rejected < 3.0) and not (invited >= 3.4 and rejected < 2.9):
            return "rejection", rejected - max(offered * 0.5, invited * 0.5, delayed * 0.4, 1.0)
    if offered >= 2.4 and offered >= invited - 0.9:
        return "offer", offered - max(invited * 0.4, 1.0)
    if invited >= 2.0:
        return "invitation", invited - max(asked * 0.3, delayed * 0.3, 0.8)
    if delayed >= 2.4 and delayed >= asked - 0.4:
        return "delay", delayed - max(asked * 0.5, 0.8)
    if asked >= 1.6:
        return "question", asked - max(delayed * 0.4, 0.6)
    if delayed >= 1.6:
        return "delay", delayed - 1.0
    if rejected >= 1.8:
        return "rejection", rejected - 1.2
    if received >= 1.0:
        return "acknowledgement", received * 0.7
    if asked >= 1.0:
        return "question", 0.5
    return "other", 0.2


def _resumes(weighed: Weighed) -> bool:
    return any(signal.kind == "delay" and signal.weight <= 1.7 for signal in weighed.signals)


def _after_no(weighed: Weighed) -> bool:
    """A no for this post with a real slot for another: the invitation stands after the no."""
    last_no = max((signal.sentence for signal in weighed.signals if signal.kind == "rejection" and signal.weight >= 2.4), default=-1)
    return any(signal.kind == "invitation" and signal.weight >= 2.6 and signal.sentence > last_no for signal in weighed.signals)


def deciding_words(weighed: Weighed, kind: str, *, most: int = 3) -> tuple[str, ...]:
    """The words that decided, loudest first, as they were written."""
    own = sorted((signal for signal in weighed.signals if signal.kind == kind), key=lambda item: -item.weight)
    return tuple(dict.fromkeys(signal.words.strip() for signal in own if signal.words.strip()))[:most]
