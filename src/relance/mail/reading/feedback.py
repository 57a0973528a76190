"""Reasons given to this candidate: what was missing, or what the other one had more of. Kept as the user's lesson."""

import re
from collections.abc import Sequence

from relance.mail.reading.sentences import Sentence

_REASON = re.compile(
    r"\b(?:manqu\w+ (?:de|d'|encore|un peu)|manque (?:de|d')|vous (?:manqu\w+|fait defaut)|(?:aurions|aurais|aurait) (?:aime|souhaite|apprecie|voulu|attendu|prefere)|pas (?:assez|suffisamment)|insuffisan\w+|trop (?:junior|senior|jeune|technique|generaliste|specialise\w*|eloigne\w*|court\w*|peu|theorique|chere?|longu\w*)|un peu (?:juste|junior|court\w*|leger|legere|jeune|trop|en dessous)"
    r"|(?:plus|davantage|meilleure?) (?:d')?(?:experience|experimente\w*|senior|ancienne|maitrise|connaissance|expertise|pratique|a l'aise|operationnel\w*|proche|adaptee?|specialis\w+|abouti\w*|specifique|solide|approfondi\w*|pertinent\w*|complet)|dont (?:le|la|l'|les) (?:parcours|experience|profil|expertise|maitrise|competences?)|(?:parcours|profil|experience|expertise)\b[^.?!;]{0,40}?\b(?:plus (?:proche|adapte|en adequation|en phase|directement|senior|oriente|solide|proches)|correspond\w* (?:mieux|davantage|plus))"
    r"|ne (?:correspond|repond|colle)\w*[^.?!;]{0,40}?\b(?:niveau|experience|attentes en|seniorite|besoin)|pas (?:d'experience|l'experience|le niveau|la maitrise)|disposait|possedait|possede deja|justifi\w+ d|maitris\w+ (?:deja|mieux|parfaitement)|niveau (?:d'anglais|de|en)|points? (?:faible|a ameliorer|a travailler|d'amelioration|forts?)|axe\w* d'amelioration|lacune\w*|reserve\w*|pretentions? (?:salariale\w*)? ?(?:\S+ )?(?:trop|superieur|au-dela|elevee)|au-dessus de notre (?:budget|fourchette)"
    r"|(?:lacked?|lacking|missing|short on|light on|gap in|not enough|limited|insufficient|needed more|wanted more|looking for (?:more|someone with)|hoping for|would have liked|could have|too (?:junior|senior|early|technical|general|theoretical|long))\b|(?:more|stronger|deeper|greater|direct|closer|hands-on|relevant|extensive|specific|better) (?:\S+ )?(?:experience|background|knowledge|expertise|skills|track record|exposure|match|fit|alignment|understanding)|whose (?:experience|background|skills|profile|expertise)|more (?:closely|experienced|senior)|feedback (?:is|was|from|:)|(?:answers?|presentation|case study|test|exercise|portfolio) (?:\S+ ){0,2}?(?:was|were|lacked|felt|could)|your (?:strengths?|weak\w+)|came across|edged|had (?:already )?(?:managed|worked|led|run|done|several|\d+ years)|years? of experience in|salary expectations? (?:\S+ ){0,2}?(?:were|was|are|is|exceed|above)|above our (?:budget|range)"
    r"|(?:vos|tes|votre|ta|ton) (?:reponses?|presentation|cas pratique|test|exercice|motivation|expose|pitch|resultats?|note)\b[^.?!;]{0,60}?\b(?:etai\w*|manqu\w*|n'a|n'ont|moins|restai\w*|trop|peu|confus\w*|hesitant\w*|convaincu|en dessous|insuffis\w*|superficiel\w*|general\w*)|n'(?:a|avez|as|ont) pas (?:suffisamment )?(?:convaincu|su|demontre|montre|illustre)|n'etait pas (?:assez|suffisamment))\b"
)
_NOT_A_REASON = re.compile(
    r"\b(?:si vous|if you|feedback (?:form|survey|session|on your experience|call)|nombre (?:important )?(?:de candidatures|eleve)|d'autres opportunites|autres postes|budget|number of applic\w+|retour sur (?:votre experience|notre processus)|avis sur|questionnaire|temps|nous aurions (?:aime|souhaite) (?:vous|pouvoir|avoir une)|pas assez de (?:temps|candidat))\b"
)


def reasons(text: Sequence[Sentence]) -> tuple[str, ...]:
    """The sentences that give a reason about this candidate or the one chosen."""
    return tuple(item.written for item in text if _REASON.search(item.plain) and not _NOT_A_REASON.search(item.plain))[:6]
