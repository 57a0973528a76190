"""Whether a message has nothing to do with an application: newsletters, alerts, shops, friends."""

import re
from collections.abc import Sequence

from relance.mail.reading.sentences import Sentence, plain
from relance.mail.reading.shapes import ParsedMessage

_BULK = re.compile(
    r"\b(?:newsletter|desabonn\w+|desinscri\w+|unsubscribe|se desinscrire|voir (?:ce|cet|dans) (?:\S+ )?(?:navigateur|ligne)|view (?:in|this) (?:\S+ )?browser|nouvelles offres|offres (?:d'emploi )?(?:correspond|similaires|pour vous|du jour|recommandees)"
    r"|alerte (?:emploi|job)|job alert|jobs? (?:for you|you may|matching|recommended)|new jobs|people (?:viewed|are)|a consulte votre profil|viewed your profile|profile views?|webinaire|webinar|code promo|promo\w*|soldes|reduction|livraison|colis|commande n|your order|facture n|invoice|abonnement|subscription|se connecter a votre compte|votre mot de passe|password|nouveau message sur linkedin|vous a envoye une invitation|wants to connect|connection request)\b"
)
_RECRUITING = re.compile(
    r"\b(?:candidat\w*|entretien|entrevue|poste\b|recrut\w+|embauch\w+|profil|postul\w+|cv\b|rh\b|selection|application|interview|position|role\b|hiring|recruit\w+|offer letter|resume|job\b|candidacy|applicant|onboarding|contrat|prise de poste|mission|dossier|stage|alternance|process|salair\w+|remuneration|equipe|team|manager|client\b|decision|demarche|retenu\w*|echange\b|rencontre\b)\b"
)
_PRIVATE = re.compile(
    r"\b(?:bisous?|bises|maman|papa|mamie|anniversaire|diner|apero|barbecue|week-?end|vacances a|foot|match|cinema|les enfants|mum|dad|birthday|dinner|party|pub|kids|gym|yoga|dentiste|medecin|garage|plombier|loyer|appartement|syndic|assemblee generale|copropriete|association|ecole|creche|impots|banque|assurance|mutuelle|edf|electricite|releve de compte|garde d'enfant|voisin\w*|devis|reparation|vehicule|ordonnance|rent|landlord|dentist|doctor|plumber|school|parents' evening|concert|billets?|tickets?|leboncoin|vinted|reservation n|vol\b|hotel)\b"
)


def is_unrelated(message: ParsedMessage, text: Sequence[Sentence], *, strong: bool) -> tuple[str, ...]:
    """The words that show it, or nothing. `strong`: the words already speak of something that concerns us."""
    body = " ".join(item.plain for item in text)
    subject = plain(message.subject)
    whole = f"{subject} {body} {plain(message.signature)}"
    bulk = _BULK.search(whole)
    listed = bool(message.first("list-unsubscribe") or message.first("list-id"))
    threaded = bool(message.answered_ids)
    if bulk and (listed or len(_BULK.findall(whole)) >= 2) and not threaded:
        return (bulk[0],)
    if listed and not threaded and not _addressed(body):
        return ("List-Unsubscribe",)
    recruiting = len(set(_RECRUITING.findall(f"{subject} {body}")))
    private = _PRIVATE.search(f"{subject} {body}")
    if private and not recruiting:
        return (private[0],)
    if private and recruiting <= 1 and not strong and not threaded:
        return (private[0],)
    return ()


def _addressed(body: str) -> bool:
    return re.search(r"\b(?:votre|ta|your) (?:\S+ )?(?:candidature|entretien|entrevue|application|interview|profil|candidacy|postulation)\b", body) is not None
