"""Which dates of a message are promises, and which are the candidate's to meet.

A promise is the last day by which the sender will give news or a decision. Not a slot, not a deadline set to the
candidate, not the sending of a contract, not a return from leave, not a date gone by.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.dates import Here, Span, spans
from relance.mail.reading.sentences import Sentence

_NEWS = re.compile(
    r"\b(?:reviendr\w+|reviens|revenons|revenir|revient|recontact\w+|rappel(?:le|ler|lerai|lerons|lera|lons)\b|tiendr\w+|tiens|tenir|tenons|inform\w+|donner\w*|donne|donnons|ferai|ferons|fera|fais|faire|fait"
    r"|retour|repond\w*|reponses?|nouvelles|decision|decid\w+|tranch\w+|arbitr\w+|verdict|statu\w+|communiqu\w+|aurez|auras|aurons|aurai|saurez|saurons|saurai|sauras|choix|conclu\w*|contact\w+|ecri\w+"
    r"|deliber\w+|prononc\w+|resultats?|comite|point|avis|fixee?s?|confirm\w+|get back|back to you|in touch|let you know|hear\b|heard|updates?|decides?|deciding|answer|news|respon\w+|reply|revert|circle back"
    r"|know|outcome|results?|follow up|touch base|come back|posted|call you back|inform|conclude\w*|finali[sz]e|validat\w+|valid\w+|hope|expect|compter|comptez|delai|patient\w+|besoin|need|prendra|demand\w+|timing|calendrier|timeline|wrap\w*|process|boucl\w+|cloture\w*|issue|suite|fix\w+|soon)\b"
)
_STRONG_NEWS = re.compile(
    r"\b(?:reviendr\w+|reviens|revenons|revenir|revient|recontact\w+|rappell\w+|rappeler\w*|tenir\w* (?:inform|au courant)|tiendr\w+|tiens|tenons|reponses?|repondr\w+|nouvelles|decision|decid\w+|tranch\w+|verdict|retour|get back|back to you|in touch|let you know"
    r"|hear\b|heard|update|answer|news|respond|response|reply|outcome|decide|come back|arbitr\w+|choix|statu\w+|informer\w*|communiqu\w+|call you back|know|resultats?|point|follow up|posted|revert|circle back|touch base)\b"
)
_REQUEST = re.compile(
    r"\b(?:merci (?:de|d')|priere de|veuillez|pourriez[- ]vous|pouvez[- ]vous|peux[- ]tu|pourrais[- ]tu|je vous (?:remercie|saurais gre|prie|invite|demande) (?:de|d'|a)|nous vous (?:remercions|prions|invitons|demandons|saurions gre) (?:de|d'|a)|vous (?:avez|as) jusqu|tu as jusqu|vous disposez"
    r"|votre (?:reponse|accord|retour|decision|confirmation|choix)|ta (?:reponse|decision)|ton (?:retour|accord)|de votre part|de ta part|(?:repondez|confirmez|retournez|renvoyez|envoyez|completez|signez|transmettez|indiquez|faites|dites|reservez|choisissez|adressez|dis|fais|envoie|confirme|renvoie)[- ](?:moi|nous|le|la|les|votre|un|avant|d'ici|ces)"
    r"|il (?:nous |me )?faudrait|(?:aurions|aurais|avons|ai) besoin (?:de|d')|a (?:nous |me )?(?:retourner|renvoyer|completer|rendre|signer|transmettre|envoyer|realiser|effectuer)|date limite|me (?:repondre|confirmer|dire|faire savoir|donner|retourner|renvoyer|transmettre)|nous (?:repondre|confirmer|dire|faire savoir|faire part|retourner|renvoyer|transmettre|faire parvenir)"
    r"|attend\w* (?:votre|ta|ton|de vos)|please|kindly|could you|can you|would you|you have until|(?:need|want|require|like) (?:your|you to|to hear from you|to have your|an answer from you|to know)|your (?:answer|decision|response|reply|acceptance|confirmation)|from you|deadline|if you could|let (?:us|me) know (?:by|before|whether|if|which|what)|valable jusqu|valid (?:until|till)|expir\w+|open until|held until)\b"
)
_OURS = re.compile(r"\b(?:je|nous|on|j'|we|i|i'll|we'll|vous (?:aurez|recevrez|saurez|serez|tiens|tiendr\w+)|tu auras|you(?:'ll| will| should| can expect))\b")
_TOWARD = re.compile(
    r"\b(?:(?:vous|te|t'|you)\b ?(?:\S+ )?(?:tiendr\w+|tenir|tiens|inform\w+|donner\w*|donne|repond\w+|recontact\w+|rappell\w+|rappeler\w*|contacter\w+|ferai|ferons|fais|dirai|dirons|confirmer\w+|communiquer\w*)|(?:reviendr\w+|reviens|revenons|revenir|revient) (?:vers|a) (?:vous|toi)"
    r"|get back to you|let you know|be in touch|hear (?:from|back)|back to you|update you|(?:nous|on|je) (?:prendr\w+|rendr\w+|aur\w+|saur\w+|trancher\w+|decider\w+)|decision (?:sera|est|devrait)|(?:we|i)(?:'ll| will)|vous (?:aurez|recevrez|saurez))"
)
_PAPER = re.compile(r"\b(?:contrat|contract|promesse|offer letter|offre ecrite|proposition (?:ecrite|formelle|chiffree|de contrat|d'embauche)|paperwork|lettre d'(?:offre|engagement)|avenant|convention|formal offer|written offer|bulletin|dossier d'embauche|agreement)\b")
_START = re.compile(r"\b(?:commenc\w+|demarr\w+|debut\w*|prise de|prendre vos|prendrez|poste a pourvoir|a compter|integr\w+|arriv\w+|start\w*|join\w*|begin\w*|entree en|debuter\w*|first day|premier jour|cloture des candidatures|publi\w+)\b")
_NOT_LAST = re.compile(r"\b(?:apres|pas avant|a partir d[ue]|a partir de|des|after|from|not before|since|depuis|not (?:have|be|hear|know)\b.{0,25}before|au-dela d[ue]|a compter du|past|rather than|au lieu d[ue]|plutot que|instead of|initialement\b.{0,12}|originally\b.{0,12}|later than|posterieur\w* au)\s*(?:le|la|the|de|du|l')?\s*\Z")
_PAST = re.compile(r"\b(?:entretien|entrevue|echange|rencontre|rendez-vous|mail|message|courriel|courrier|candidature|appel|interview|meeting|call|conversation|email|letter|application|reunion|relance|rencontres?|recu|vus?|parle|met|spoke|parlions|venue?|passee?|datee?)\s+(?:\S+\s+){0,2}?(?:du|de|d'|of|from|on|le|last|dated)?\s*(?:the\s+)?\Z")
_BEFORE = re.compile(r"\b(?:avant|before|ahead of|prior to)\s+(?:le|la|les|l'|the|ce|this)?\s*\Z")
_LIMIT = re.compile(r"\b(?:avant|d'ici|jusqu'?a?u?|au plus tard|pour|sous|by|before|until|no later than|within|latest|dans|end of|fin|in|courant|on)\b[^.;]{0,30}\Z")
_LEAVE = re.compile(r"\b(?:conges?|vacances|absente?s?|absence|leave|holiday|vacation|away|out of office|deplacement|fermeture|ferme\w*|closed|rentree?|retour de|back (?:in|on|from)|de retour|au bureau|in the office|returns?)\b")
_PAST_VERB = re.compile(r"\b(?:avions|avais|avait|aviez|devions|devais|devait|pensions|pensais|esperions|esperais|etait prevue?|comptions|had (?:said|hoped|planned|promised|told)|was (?:due|supposed|meant|hoping)|were (?:due|supposed|hoping)|initialement|originally|initially|comme annonce|promis|we hoped|i said|i promised|said we)\b")
_TIME_AFTER = re.compile(r"\A[^.;]{0,14}?(?:\b(?:a|at|vers|from|between|entre|de|around)\s+)?\d{1,2}\s?(?:h\b|h\d|heures?|[ap]\.?m|:\d\d)")


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text with its role, and the words that hold it."""

    day: date
    words: str
    strength: int


@dataclass(frozen=True, slots=True)
class Dates:
    """What the message promises, and what it asks the candidate to meet."""

    promised: Told | None = None
    deadline: Told | None = None


def tell(text: Sequence[Sentence], here: Here, kind: str) -> Dates:
    """The promise and the deadline of a message of this kind; None where there is none."""
    promises: list[Told] = []
    deadlines: list[Told] = []
    previous = ""
    for sentence in text:
        for span in spans(sentence.plain, here):
            role, strength = _role(sentence, span, here, kind, previous)
            told = Told(_last_day(sentence.plain, span), sentence.written, strength)
            if role == "promise":
                promises.append(told)
            elif role == "deadline":
                deadlines.append(told)
        previous = sentence.plain
    return Dates(_best(promises), _best(deadlines))


def _best(found: list[Told]) -> Told | None:
    if not found:
        return None
    top = max(item.strength for item in found)
    return max((item for item in found if item.strength == top), key=lambda item: item.day)


def _clause(text: str, span: Span) -> str:
    """The words around a date up to the nearest firm boundary."""
    start = max((found.end() for found in re.finditer(r"(?:[;:]|, (?:mais|et|puis|but|and|so|car|donc) | mais | but )", text[: span.start])), default=0)
    tail = re.search(r"(?:[;:]|, (?:mais|et|puis|but|and|so|car|donc) | mais | but )", text[span.end :])
    return text[start : span.end + tail.start() if tail else len(text)]


def _role(sentence: Sentence, span: Span, here: Here, kind: str, previous: str) -> tuple[str, int]:
    text = sentence.plain
    before, after = text[: span.start], text[span.end :]
    clause = _clause(text, span)
    if span.last < here.today or _NOT_LAST.search(before) or (_PAST.search(before) and not _LIMIT.search(before[-12:])):
        return "", 0
    if _PAST_VERB.search(clause) and not re.search(r"\b(?:sera|serons|will|reviendr\w+|plutot|finalement|now)\b", clause):
        return "", 0
    if "sans" in text and "de votre part" in text or ("without" in text and "from you" in text):
        return "deadline", 3
    limited = _LIMIT.search(before) is not None or span.rule in {"count", "named", "close"}
    toward = _TOWARD.search(clause) is not None
    if _REQUEST.search(clause) and not (toward and not re.search(r"\bde votre part|votre (?:reponse|retour|accord|decision)", clause)):
        return ("deadline", 3) if limited and kind != "rejection" else ("", 0)
    if _TIME_AFTER.match(after) and not limited:
        return "", 0
    if _PAPER.search(clause) or (_START.search(clause) and not _STRONG_NEWS.search(clause)):
        return "", 0
    if _LEAVE.search(clause) and not toward:
        return "", 0
    if kind in {"offer", "rejection", "bounce", "auto_reply", "unrelated"} and not toward:
        return "", 0
    if kind == "invitation" and not (limited and toward):
        return "", 0
    if _STRONG_NEWS.search(clause) or _STRONG_NEWS.search(text):
        return "promise", 3 + toward
    if limited and _NEWS.search(text):
        return "promise", 1
    return "", 0


def _last_day(text: str, span: Span) -> date:
    if span.rule == "feast" and re.search(r"fetes|holiday|conges|vacances|festive|break", text[span.start : span.end]):
        return span.last - timedelta(days=1)
    if not _BEFORE.search(text[: span.start]):
        return span.last
    if span.first == span.last:
        is_end = span.rule in {"week", "weekend", "year", "count", "named"} or (span.rule == "month")
        return span.last if is_end else span.last - timedelta(days=1)
    return span.first - timedelta(days=1) if span.rule in {"month", "week_of", "iso_week"} else span.last
