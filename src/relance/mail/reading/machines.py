"""Machine or human (RFC 3834), and what a machine said: absence, challenge, receipt.

The headers come first, exactly as sending.md lists them. What has no header is recognised by its words, and only when
they speak of nothing else: a person who says in passing that they leave on Friday is a person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.mail.reading.dates import Here, spans
from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage

_SUBJECT = re.compile(
    r"(?:\[[^\]]{1,20}\]\s*)?(?:r(?:e|ef)\s*:\s*)?(?:reponse automatique|reponse d'absence|message d'absence|absence|absente?|auto(?:matic)?[ -]?(?:reply|response)?\s*:"
    r"|automatic (?:reply|response)|autoreply|auto-reply|out[ -]of[ -](?:the )?office|ooo\b|automatische antwort|automatisch antwoord|abwesenheit"
    r"|ferienabwesenheit|afwezig|risposta automatica|respuesta automatica|en conge|conges|vacances|on leave|annual leave|notification d'absence)"
)
_ABSENT = re.compile(
    r"\b(?:(?:suis|serai|serons|sommes|est|sera|etant)\b[^.?!;]{0,25}?\b(?:absente?s?\b|en (?:conges?|vacances|deplacement|formation|arret|rtt|conge)|"
    r"indisponible|hors du bureau|injoignable|fermee?s?)|absente? (?:du bureau|de mon bureau|jusqu|du \d|a partir)|absence du bureau"
    r"|(?:actuellement|currently) (?:absente?|en conge|out|away|on)|je m'absente|en mon absence|pendant mon absence|durant mon absence"
    r"|(?:am|be|is|are|will be) (?:\S+ ){0,2}?(?:out of (?:the )?office|on (?:\S+ )?(?:leave|holiday|vacation)|away|ooo|travelling|out until|out from)"
    r"|out of (?:the )?office|(?:limited|no|intermittent|restricted) access to (?:my )?(?:e-?mails?|inbox)|ferme(?:e|s)? (?:du|jusqu|pour|entre)"
    r"|(?:acces|connexion) (?:\S+ ){0,3}?(?:limite|restreint|reduit)|pas acces a (?:mes|ma)|de retour (?:au bureau|le|lundi|mardi|mercredi|jeudi|vendredi)"
    r"|ich bin (?:\S+ ){0,5}?(?:abwesend|nicht im)|ik ben (?:\S+ ){0,5}?afwezig)\b"
)
_GENERIC = re.compile(
    r"\b(?:en cas d'urgence|pour toute (?:urgence|demande|question)|urgen\w+|contacter? (?:mon|ma|notre|le|la|m\.|mme|monsieur|madame)|(?:m'|s')?adresser a|dans l'intervalle"
    r"|in my absence|je (?:vous )?(?:repondr|traiter|prendr|ser)\w* (?:\S+ ){0,4}?(?:des|a) (?:mon )?retour|(?:repondrai|prendrai connaissance|traiterai|lirai)\b[^.?!;]{0,40}?\bretour"
    r"|on my return|when i(?:'m| am)? (?:return|get back|back)|upon my return|as soon as i (?:return|am back|get back)|for (?:urgent|anything urgent|immediate)|please contact|ne (?:sera|seront) (?:pas )?(?:lus?|transferes?|transmis|consult)"
    r"|consulterai (?:pas )?mes|votre (?:message|mail|courriel|e-mail) (?:sera|ne sera|est)|messages? (?:ne )?(?:sera|seront))\b"
)
_PERSONAL = re.compile(
    r"\b(?:votre (?:candidature|entretien|dossier|profil|entrevue|postulation)|notre (?:echange|entretien|entrevue|rencontre|conversation|rendez-vous|decision|choix)"
    r"|your (?:application|interview|candidacy|profile)|our (?:conversation|interview|chat|discussion|decision|meeting)|le (?:poste|recrutement)|the (?:role|position)"
    r"|candidats?|candidates?|j'ai (?:transmis|parle|vu|bien|recu|eu)|i(?:'ve| have)? (?:passed|spoken|spoke|forwarded|shared)|merci pour (?:votre|ta|ton) (?:mot|gentil)"
    r"|decision|entretien|second|deuxieme|offre|offer|proposition|contrat|contract|disponib\w+|references|before i (?:go|leave)|avant de partir|avant mon depart|toi|ta|ton)\b"
)
_CHALLENGE = re.compile(
    r"\b(?:mailinblack|mail in black|antispam|anti-spam|spamarrest|boxbe|vade|captcha|(?:authentifi|valid|verifi|identifi)\w* (?:\S+ ){0,4}?(?:adresse|expediteur|messages?|email|e-mail)|(?:confirm|verif)\w* (?:\S+ ){0,4}?(?:you are (?:a )?(?:human|real)|your (?:email )?address|que vous (?:n'etes pas un robot|etes (?:bien )?un\w*))"
    r"|message (?:est|a ete) (?:\S+ ){0,3}?(?:retenu|mis en attente|bloque|en quarantaine|place en)|quarantaine|being held|has been held|liste blanche|whitelist|approved senders?|premiere fois que vous (?:m'|nous )?(?:ecriv|envoy))\b"
)
_CLICK = re.compile(r"\b(?:cliqu\w+|click\w*|lien|link|repond\w+|saisi\w+|recopi\w+|enter|captcha|following)\b")
_LEFT = re.compile(
    r"\b(?:(?:ne fais|ne fait|ne font|fais|fait|faisant) (?:desormais )?(?:plus|plus desormais) partie|ne travaille(?:nt)? plus|n'est plus (?:en poste|employee?|dans|chez|salariee?|au sein|joignable a cette)"
    r"|a quitte (?:l'|la|le|notre|ses|ce|cette|son)|ai quitte (?:l'|la|le|notre|mes)|adresse n'est plus (?:active|valide|utilisee|consultee|relevee)|boite (?:mail |aux lettres )?n'est plus"
    r"|no longer (?:works?|with|employed|at|part|in use|monitored|active|valid)|has left (?:the )?(?:company|organi[sz]ation|firm|business|team|us)|have left (?:the )?(?:company|organi[sz]ation)|left the (?:company|business|firm))\b"
)
_RECEIPT = re.compile(
    r"\b(?:(?:votre|ta) (?:candidature|postulation|dossier|cv)\b[^.?!;]{0,50}?\b(?:bien |ete )+(?:recue?|parvenue?|enregistree?|transmise?|prise? en compte|soumise?|deposee?)|avons bien (?:recu|enregistre) votre (?:candidature|postulation|dossier|cv)"
    r"|accusons? (?:bonne )?reception (?:\S+ )?(?:de )?votre (?:candidature|postulation|dossier|cv)|merci (?:d'avoir|pour l'interet|de l'interet|de votre interet|pour votre interet|d'avoir postule|pour votre candidature|de votre candidature)"
    r"|thank(?:s| you) for (?:applying|your application|submitting|your interest in)|(?:we(?:'ve| have)|has been) (?:successfully )?(?:received|submitted)[^.?!;]{0,30}?(?:application)?|your application (?:has been|was|is) (?:\S+ ){0,2}?(?:received|submitted|sent)"
    r"|application received|received your application|confirmation of your application|candidature recue|confirmation de (?:votre )?candidature)\b"
)
_AUTOMATED = re.compile(
    r"\b(?:(?:ceci est|il s'agit d'|message|reponse|e-?mail|courriel|mail|envoi|notification|ce message est) (?:\S+ ){0,3}?(?:automatique|genere automatiquement|automatise|auto)\w*|genere automatiquement|envoye automatiquement|automatically generated"
    r"|automated (?:message|email|e-mail|response|reply|notification)|auto-generated|(?:merci de )?ne (?:pas )?(?:y )?(?:repond\w*|pas repond\w*)(?: directement)? (?:pas )?(?:a (?:ce|cet)|directement)|ne pas y repondre|do not reply|don't reply|not monitored|unmonitored|no-?reply"
    r"|boite (?:\S+ )?(?:non )?(?:relevee|consultee|surveillee)|adresse d'envoi)\b"
)
_MAILBOX = re.compile(
    r"\b(?:(?:votre|ton) (?:message|mail|courriel|e-mail|demande|email) (?:\S+ ){0,3}?(?:bien )?(?:ete )?(?:recu|enregistre|pris en compte|parvenu|transmis au service)|nous avons bien recu votre (?:message|mail|courriel|e-mail|demande)|we have received your (?:message|email|e-mail|enquiry|request)"
    r"|your (?:message|email|enquiry|request|ticket) (?:has been|was) (?:received|registered|logged)|ticket|numero de (?:dossier|demande|ticket)|sera traite\w* dans|under (?:2|48)|thank you for contacting|merci de nous avoir contactes)\b"
)
_NO_REPLY = re.compile(r"(?:no-?_?\.?reply|ne-?pas-?repondre|nepasrepondre|do-?not-?reply|donotreply|noreponse|notifications?|notify|automailer|mailer)", re.IGNORECASE)
_ATS = re.compile(
    r"(?:greenhouse(?:-mail)?\.io|hire\.lever\.co|myworkday\.|ashbyhq\.com|teamtailor-mail\.com|smartrecruiters\.com|welcomekit\.co|welcometothejungle"
    r"|workablemail\.com|recruitee|comeet|successfactors|personio|join\.com|icims|taleo|oraclecloud|bullhorn|taleez|flatchr|beetween|jobaffinity|digitalrecruiters|jobvite|bamboohr)",
    re.IGNORECASE,
)
_RETURN = re.compile(r"\b(?:retour|return\w*|back|reprend\w*|reprise|rentre\w*|reouvr\w*|resume|joignable|disponible|reviens|zuruck|terug|a nouveau)\b")
_UNTIL = re.compile(r"\b(?:jusqu'?\s?a?u?|inclus|until|till|through|to|au|bis|tot|-)\b[^.]{0,14}\Z")
_CONTACT_NAME = re.compile(
    r"(?:contacter?|contactez|adresser? à|adressez-vous à|joindre|auprès de|vers|voir avec|remplacée? par|contact|reach(?: out to)?|e-?mail|write to)\s+"
    r"((?:(?:ma|mon|notre|le|la|my|our)\s[\wéèêç' -]{3,40}?,?\s)?(?:M\.|Mme|Mlle|Monsieur|Madame|Mr|Mrs|Ms|Me|Dr)?\s?[A-ZÉÈÀÂÇÎÔ][\wéèêëàâçîïôûù-]+(?:\s(?:de |d'|van |le )?[A-ZÉÈÀÂÇÎÔ][\wéèêëàâçîïôûù'-]+){0,3})"
)
_EMAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")


@dataclass(frozen=True, slots=True)
class Robot:
    """What shows that a machine wrote, if one did. `topic`: absence, challenge, left, receipt, mailbox or empty."""

    is_machine: bool
    topic: str = ""
    because: tuple[str, ...] = ()
    until: date | None = None
    stand_in: str | None = None


def declared(message: ParsedMessage) -> bool | None:
    """What the headers say: True a machine, False a human, None nothing (RFC 3834; `Precedence: bulk` proves nothing)."""
    auto = message.first("auto-submitted").split(";")[0].split("(")[0].strip().lower()
    if auto:
        return auto != "no"
    if any(message.first(name).strip().lower() not in {"", "no", "false"} for name in ("x-autoreply", "x-autorespond", "x-autoresponse")):
        return True
    if message.first("precedence").strip().lower().replace("-", "_") == "auto_reply":
        return True
    return None


def examine(message: ParsedMessage, text: Sequence[Sentence], here: Here) -> Robot:
    """Machine or human, and what the machine said."""
    header = declared(message)
    subject = plain(message.subject)
    body = " ".join(sentence.plain for sentence in text)
    absent = _ABSENT.search(body)
    prefixed = _SUBJECT.match(subject) is not None
    personal = _PERSONAL.search(body)
    if header is not False:
        challenge = _CHALLENGE.search(body)
        if challenge and _CLICK.search(body) and (header or _looks_automatic(message, body) or not personal):
            return Robot(True, "challenge", (challenge[0],))
        left = _LEFT.search(body)
        if left and (header or prefixed or (not personal and len(text) <= 8)):
            return Robot(True, "left", (_written(text, left[0]),), None, stand_in(text))
    if absent and header is not False:
        cues = (header is True) * 2 + prefixed * 2 + (_GENERIC.search(body) is not None) + (len(text) <= 6) - (personal is not None) * 2
        if cues >= 2:
            return Robot(True, "absence", (_written(text, absent[0]),), return_date(text, here), stand_in(text))
    if header is False:
        return Robot(False)
    if prefixed and header and not body.strip():
        return Robot(True, "absence", (message.subject,))
    receipt = _RECEIPT.search(body)
    automatic = header is True or _looks_automatic(message, body)
    if receipt and automatic:
        return Robot(True, "receipt", (_written(text, receipt[0]),))
    mailbox = _MAILBOX.search(body)
    if mailbox and automatic:
        return Robot(True, "mailbox", (_written(text, mailbox[0]),))
    return Robot(automatic)


def _looks_automatic(message: ParsedMessage, body: str) -> bool:
    local = message.sender.email.partition("@")[0]
    return _AUTOMATED.search(body) is not None or _NO_REPLY.search(local) is not None


def is_relay(domain: str) -> bool:
    """Whether a domain belongs to an applicant tracking system, not to an employer."""
    return _ATS.search(domain) is not None


def _written(text: Sequence[Sentence], words: str) -> str:
    for sentence in text:
        at = sentence.plain.find(words)
        if at != -1:
            return sentence.written[at : at + len(words)]
    return words


def return_date(text: Sequence[Sentence], here: Here) -> date | None:
    """The day of the return when it is told, else the last day of the absence."""
    last: date | None = None
    back: date | None = None
    for sentence in text:
        for span in spans(sentence.plain, here):
            before = sentence.plain[max(0, span.start - 60) : span.start]
            if span.last < here.today - timedelta(days=1):
                continue
            if _RETURN.search(before) and not _UNTIL.search(before[-18:]):
                back = max(back or span.last, span.last)
            else:
                last = max(last or span.last, span.last)
    return back or last


def stand_in(text: Sequence[Sentence]) -> str | None:
    """Who answers meanwhile: a name, else an address."""
    for sentence in text:
        found = _CONTACT_NAME.search(sentence.written)
        if found:
            return found[1].strip()
    for sentence in text:
        email = _EMAIL.search(sentence.written)
        if email:
            return email[0]
    return None
