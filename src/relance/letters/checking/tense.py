# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Whether a sentence that names a house wishes for it, or tells what is past or another's."""

import re

WISH = re.compile(
    r"\b(?:serait|serais|sera|pourrais|pourrai|aimerais|envie|veux|voudrais|souhaite|vois|verrais|plaît|plairait|fier|fière|rêve|espère|venir|avenir|prêt|prête|volontiers|hâte|motive|tente"
    r"|would|will|could|can see|hope|love|want|keen|proud|dream|like|forward|excited|eager)\b",
    re.IGNORECASE,
)
TOLD = re.compile(
    r"(?i:ancien|ex-|précédent|former|last employer|previous|used to|cousin|ami|amie|oncle|tante|sœur|frère|logé|habit|loger|dormir|client|fournisseur|concurrent|partenaire|supplier|customer|competitor|appris|acheté|mangé|déjeun)"
)
PAST = re.compile(
    r"\b(?:mon|ma|mes|my|our) (?:[\w'’-]+ ){0,3}?(?:expériences?|experiences?|années?|ans|stage|alternance|apprentissage|passage|employeur|poste actuel|precedent|précédent\w*|ancien\w*|parcours|client\w*|mission\w*|years?|time|stint|internship|previous|former|current|employer|background|role at|work (?:at|for|with)|work as|days|placement|job at|clients?|last|first|colleagues?)\b"
    r"|\b(?:j['’]ai|j['’]y ai|j['’]avais|ayant|après avoir|avoir) (?:[\w'’-]+ ){0,4}?(?:travaillé|passé|exercé|dirigé|géré|occupé|effectué|mené|piloté|conduit|formé|appris|acquis|commencé|débuté|quitté|encadré|mis|fait|tenu|suivi|vécu|connu|été|réalisé|monté|livré|accompagné|servi|participé|assuré|eu)\b"
    r"|\bi (?:[\w'’-]+ ){0,2}?(?:worked|spent|led|managed|ran|built|learned|learnt|did|was|trained|had|have (?:been|worked|led|managed|spent|run|built)|left|started|joined|used|handled|taught|supported|am currently|currently work|work as|gained|helped|delivered|moved|set)\b"
    r"|\b(?:quand|lorsque|lorsqu['’]|pendant que|à l['’]époque|when|while|during my|where) (?:j['’]|je |i\b|j)|\bactuellement|\bcurrently|\bdepuis \w+ ans|\bex-|\bconcurrent|\bcompetitor|\bcomme (?:chez|à)\b|\bje (?:travaille|gérais|pilotais|encadrais|m['’]occupais|dirigeais|assurais|faisais|tenais|suivais|conduisais)\b|\bissue? de\b|\bsorti[e]? de\b|\bjusqu['’]en\b|\bmes (?:\w+ )?(?:ans|années)\b|\b(?:dix|cinq|six|sept|huit|trois|deux|quatre|neuf|douze|quinze|vingt|\d+) (?:ans|années|mois|years|months|seasons|saisons)\b",
    re.IGNORECASE,
)


def clause(before: str) -> str:
    """The end of what comes before, from the last mark that parts two thoughts."""
    return re.split(r"[;:]| mais | but |, et | où | where ", before)[-1][-110:]
