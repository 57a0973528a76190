"""French notes: «j'ai oublié de parler de mon anglais» -> the noun phrase «mon anglais», and so on."""

import re
from typing import Any

from relance.letters.grammar import nouns
from relance.letters.grammar.days import number
from relance.letters.grammar.elision import elide, elides, fold, lower_first, without_de

_ABBREVIATIONS = {
    "bcp": "beaucoup", "rdv": "rendez-vous", "pb": "problème", "pbs": "problèmes", "tjs": "toujours", "tps": "temps",
    "exp": "expérience", "expé": "expérience", "xp": "expérience", "resp": "responsable", "dvpt": "développement",
    "nb": "nombre", "boulot": "travail", "taf": "travail", "boîte": "entreprise", "boite": "entreprise", "&": "et",
    "gestion": "gestion", "compta": "comptabilité", "infos": "informations", "formations": "formations", "ts": "tous",
}  # fmt: skip

# What a user writes before the point itself. `de`: what follows came after «de»; `que`: a clause follows.
_TALK_OF = r"(?:re)?(?:parler|discuter|toucher un mot|dire un mot|faire mention|faire état)"
_NAME = r"(?:mentionner|évoquer|citer|aborder|rappeler|signaler|préciser|souligner|présenter|mettre en avant|développer|détailler|expliquer|valoriser|dire)"
_FORGOT = (
    r"(?:(?:j’ai|j’avais)?\s*(?:oublié|omis) (?:de |d’)(?:lui |leur )?|"
    r"(?:je )?(?:n’ai |n’ai |ai )?pas (?:eu le temps|eu l’occasion|pensé|su|pu|réussi) ?(?:de |d’|à )?(?:lui |leur )?|j’ai pas (?:eu le temps|pensé|pu) (?:de |d’|à )?|"
    r"(?:j’)?aurais dû (?:leur |lui )?|(?:j’)?aurais (?:aimé|voulu) (?:leur |lui )?|il fallait |(?:ne )?pas (?:assez )?|à )"
)
_PREFIXES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^{_FORGOT}?(?:{_NAME}|leur dire|lui dire) (?:que |qu’)", re.IGNORECASE), "clause"),
    (re.compile(rf"^{_FORGOT}?{_TALK_OF} (?=de |du |des |d’)", re.IGNORECASE), "de"),
    (re.compile(rf"^{_FORGOT}?(?:insister|revenir|m’étendre) (?:assez )?sur ", re.IGNORECASE), "np"),
    (re.compile(rf"^{_FORGOT}?{_NAME} ", re.IGNORECASE), "np"),
    (re.compile(r"^(?:je n’ai|j’ai|n’ai|ne pas avoir)?\s*(?:pas|peu) (?:assez )?(?:re)?parlé (?=de |du |des |d’)", re.IGNORECASE), "de"),
    (re.compile(r"^(?:je n’ai|j’ai|n’ai|ne pas avoir)?\s*(?:pas|peu) (?:assez )?insisté sur ", re.IGNORECASE), "np"),
    (re.compile(r"^(?:je n’ai|j’ai|n’ai|ne pas avoir)?\s*(?:pas|peu) (?:assez )?(?:dit|précisé) (?:que |qu’)", re.IGNORECASE), "clause"),
    (re.compile(r"^(?:je n’ai|j’ai|n’ai|ne pas avoir)?\s*(?:pas|peu) (?:assez )?(?:mentionné|évoqué|cité|abordé|précisé|signalé|souligné|présenté|dit) ", re.IGNORECASE), "np"),
    (re.compile(r"^(?:oublié|oubli|omis)(?: de |\s?: )?", re.IGNORECASE), "np"),
    (re.compile(r"^(?:elle|il|ils|elles|on|m(?:me|\.) \S+|le \S+|la \S+) (?:m’a|m’ont|a|ont) (?:bien )?(?:dit|expliqué|précisé|indiqué|confirmé) (?:que |qu’)", re.IGNORECASE), "clause"),
    (re.compile(r"^(?:elle|il|ils|elles|on|m(?:me|\.) \S+|la \S+) (?:m’a|m’ont|a|ont) (?:beaucoup )?parlé (?=de |du |des |d’)", re.IGNORECASE), "de"),
    (re.compile(r"^(?:elle|il|ils|elles|on|m(?:me|\.) \S+) (?:insiste|insistent|a insisté|ont insisté) (?:beaucoup )?sur ", re.IGNORECASE), "np"),
    (re.compile(r"^(?:que |qu’)(?=je |j’|il |le |la |l’)", re.IGNORECASE), "clause"),
)  # fmt: skip
_QUESTION_PREFIX = re.compile(
    r"^(?:(?:j’ai )?oublié de )?(?:leur |lui )?(?:demander|savoir|connaître|poser la question)(?: à \S+)? ?(?:de |du |des |d’)?", re.IGNORECASE
)

_DETERMINER = re.compile(
    r"^(?:le|la|les|un|une|des|du|mon|ma|mes|notre|nos|votre|vos|ce|cet|cette|ces|leur|leurs|plusieurs|quelques|chaque|"
    r"deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|beaucoup de|une? grande?|\d+) \S|^l’\S|^de l[a’] ?\S|^beaucoup d’\S",
    re.IGNORECASE,
)
_FUNCTION = frozenset(
    "de du des d’ en à au aux sur sous dans par pour avec sans chez et ou entre vers depuis pendant dès contre auprès le la les l’ un une "
    "qui que qu’ dont où comme plus très bien mon ma mes son sa ses votre vos notre nos leur leurs ce cet cette ces tout tous toute toutes "
    "deux trois quatre cinq six sept huit neuf dix aussi ainsi non pas hors lors selon via face grâce".split()
)
_PREPOSITIONS = frozenset("de du des d’ en à au aux sur sous dans par pour avec sans chez entre vers contre selon via le la les l’ un une mon ma mes".split())
_VERBS = frozenset(
    "est sont était étaient sera seront serait a ont avait aura auront va vont ira iront doit doivent devra devront peut peuvent "
    "pourra faut faudra fait font fera feront veut veulent voudra demande demandent demandera exige exigent nécessite nécessitent implique "
    "impliquent comprend comprennent requiert requièrent consiste reste restent manque manquent cherche cherchent recherche recherchent "
    "recrute recrutent utilise utilisent prévoit prévoient compte comptent dépend dépendent vient viennent arrive arrivent part partent "
    "évolue évoluent couvre couvrent porte portent permet permettent correspond correspondent travaille travaillent gère gèrent passe "
    "passent tourne tournent sait savent ouvre ouvrent lance lancent prépare préparent démarre démarrent commence commencent inclut "
    "s’agit existe existent voit voient suppose supposent grandit grandissent double doublent traite traitent supervise encadre "
    "rassemble regroupe représente représentent parle parlent reçoit reçoivent attend attendent".split()
)
_SUBJECT_OPENERS = re.compile(r"^(?:il |ils |elle |elles |on |c’est |ce sont |ça |cela |il y a |y a )", re.IGNORECASE)
_INTERROGATIVE = re.compile(
    r"^(?:quel(?:le)?s? |combien |comment |pourquoi |quand |où |qui |que |qu’|est-ce |y a-t-il |à qui |avec qui |de qui |à quel|de quel|dans quel|sur quel|pour quel)",
    re.IGNORECASE,
)
_YOU = {
    "ont": "avez", "sont": "êtes", "font": "faites", "vont": "allez", "veulent": "souhaitez", "peuvent": "pouvez", "doivent": "devez",
    "prennent": "prenez", "tiennent": "tenez", "viennent": "venez", "savent": "savez", "disent": "dites", "reçoivent": "recevez",
    "avaient": "aviez", "auront": "aurez", "seront": "serez", "voudraient": "souhaitez", "prévoient": "prévoyez", "attendent": "attendez",
}  # fmt: skip

_POSSESSED = frozenset(
    "expérience anglais allemand espagnol italien néerlandais arabe chinois portugais maîtrise connaissance connaissances compétence compétences pratique formation "
    "diplôme permis licence certification habilitation agrément stage stages rigueur autonomie sens goût capacité aisance disponibilité mobilité "
    "polyvalence curiosité motivation réseau parcours niveau bilinguisme expertise adaptabilité patience écoute ponctualité CACES "
    "réactivité organisation créativité bénévolat engagement carnet portefeuille alternance apprentissage master thèse mémoire".split()
)

Found = tuple[Any, str] | None


def shape(text: str, field: str) -> Found:
    """The shape of a cleaned French note and its words, or None."""
    text = _expand(text)
    if field == "question":
        return _question(text)
    if text.endswith("?"):
        return None
    kind = ""
    for pattern, found in _PREFIXES:
        rest = pattern.sub("", text, count=1)
        if rest != text and rest:
            text, kind = rest, found
            break
    if kind == "de":
        text = without_de(text)
    text = _small(text)
    if kind == "clause" or _is_clause(text):
        return _clause(text)
    return _nominal(text, field)


def _expand(text: str) -> str:
    words = [_ABBREVIATIONS.get(word.lower(), word) for word in text.split(" ")]
    text = " ".join(words)
    text = re.sub(r"^[jJ]’ai pas\b", "je n’ai pas", text)
    text = re.sub(r"\b([Yy]) a\b(?<!il y a)(?<!Il y a)", "il y a", text)
    return re.sub(
        r"\b(\d{1,2}) (?=(?:ans?|années?|mois|semaines?|jours?)\b)", lambda m: f"{_counted(m[1], m.string[m.end():])} ", text
    )


def _counted(digits: str, after: str) -> str:
    if digits == "1":
        return "une" if after.startswith(("an", "sem")) and not re.match(r"ans?\b", after) else "un"
    return number(int(digits), "fr")


def _small(text: str) -> str:
    """First letter small, unless the first word is a name or an acronym."""
    first = re.split(r"[ ’]", text, maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        return text
    lower = first.lower()
    ordinary = (
        _DETERMINER.match(text)
        or lower in _FUNCTION
        or lower in {"je", "j", "il", "ils", "elle", "elles", "on", "c", "cela", "ça", "quel", "quelle", "combien", "comment"}
        or nouns.known_noun(lower)
        or nouns.infinitive(lower)
        or nouns.gender(lower)
    )
    return lower_first(text) if ordinary else text


def _is_clause(text: str) -> bool:
    lower = text.lower()
    if re.match(r"(?:je |j’|nous )", lower) or _SUBJECT_OPENERS.match(text):
        return True
    words = re.findall(r"[^\s’]+’?", lower)
    for index, word in enumerate(words[:9]):
        if word in {"qui", "que", "qu’", "dont", "où", ":", ","} or word.endswith(","):
            return False
        if index >= 2 and word in _VERBS and words[index - 1] not in _PREPOSITIONS and _DETERMINER.match(text):
            return True
    return False


def _clause(text: str) -> Found:
    """A sentence, «ils» (the employer) turned to «vous»; None when its subject is somebody we cannot name."""
    text = re.sub(r"^(?:ça|cela) ", "cela ", text, flags=re.IGNORECASE)
    lower = text.lower()
    if re.match(r"(?:elle|elles) ", lower) or re.search(r"\b(?:tu|toi|elle|lui|eux)\b", lower):
        return None
    if lower.startswith("il ") and not re.match(r"il (?:faut|faudra|faudrait|y |s’agit|s’agira|reste|manque|est (?:important|essentiel|possible))", lower):
        return None
    they = re.match(r"ils (n’|ne |s’|se )?(\S+)(.*)$", text, re.IGNORECASE)
    if they:
        return _they(they[1] or "", they[2], they[3])
    if re.search(r"\bils\b", lower):
        return None
    if re.match(r"(?:je |j’)", lower) and re.search(r"\b(?:oublié|pas su|pas pu|pas réussi|hésité)\b", lower):
        return None
    if re.match(r"on ", lower):
        return None
    return "clause", _yours(text)


def _they(particle: str, verb: str, rest: str) -> Found:
    if particle.strip() in {"s’", "se"} or not verb.endswith("nt"):
        return None
    you = _YOU.get(verb.lower()) or (verb[:-3] + "ez" if verb.endswith("ent") else None)
    return ("clause", _yours(f"vous {particle}{you}{rest}")) if you else None


def _yours(text: str) -> str:
    text = re.sub(r"\bleurs\b", "vos", text)
    return re.sub(r"\bleur\b(?! (?:a|ont|dire|parler))", "votre", text)


def _nominal(text: str, field: str) -> Found:
    if re.match(r"(?:elle|il|on|ils)\b", text, re.IGNORECASE):
        return None
    if _DETERMINER.match(text) or re.match(r"(?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|\d+) ", text):
        return _determined(text, field)
    first = text.split(" ", 1)[0]
    if re.match(r"(?:me |m’|se |s’|ne pas )?(\S+)", text) and nouns.infinitive(re.sub(r"^(?:me |m’|se |s’)", "", text).split(" ", 1)[0]):
        return ("inf", text) if field != "missed" and not re.match(r"(?:se |s’)", text) else None
    if "," in text or " et " in text:
        listed = _list(text, field)
        if listed:
            return listed
    if first.rstrip(",").lower() in _FUNCTION and first.lower() not in {"plus"}:
        return None
    return _bare(text, field)


def _determined(text: str, field: str) -> Found:
    text = _yours(text)
    tail = re.match(r"((?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|\d+) (?:ans|années|mois))( .+)?$", text)
    if tail:
        rest = tail[2] or ""
        if rest and rest.split()[0] not in _FUNCTION and not rest.strip().startswith(("d’",)):
            rest = " " + elide("de", rest.strip()) if nouns.known_noun(rest.split()[0]) else ""
            if not rest:
                return None
        if not rest.strip():
            return None
        return "np", f"{'mes' if field in {'missed', 'strength'} else 'les'} {tail[1]}{rest}"
    return ("np", text) if _dense(_after_determiner(text)) else None


def _after_determiner(text: str) -> str:
    return re.sub(r"^(?:l’|[^\s’]+ )", "", text, count=1)


def _list(text: str, field: str) -> Found:
    """«autonomie, rigueur» -> «mon autonomie et ma rigueur»."""
    items = [item.strip() for item in re.split(r", (?:et )?| et ", text)]
    if not 2 <= len(items) <= 4 or any(len(item.split()) > 4 or not item for item in items):
        return None
    done = [_bare(item, field) for item in items]
    texts = [found[1] for found in done if found and found[0] == "np"]
    if len(texts) != len(items):
        return None
    return "np", ", ".join(texts[:-1]) + " et " + texts[-1]


def _bare(text: str, field: str) -> Found:
    """A noun phrase without its article: given one when its gender is known, and the missing «de» after an action."""
    words = text.split(" ")
    head = words[0].rstrip(",")
    spoken = nouns.known_noun(head) or nouns.gender(head) is not None
    if not spoken or nouns.adjective(head) and not nouns.known_noun(head) and len(words) == 1:
        return None
    if len(words) > 1 and nouns.action(head) and words[1].lower() not in _FUNCTION and not words[1].startswith(("d’", "l’")):
        if nouns.known_noun(words[1]) or nouns.plural(words[1]):
            words[1] = elide("de", words[1])
        elif not nouns.adjective(words[1]):
            return None
    text = " ".join(words)
    tail = re.match(r"(.+?),? ((?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|\d+) (?:ans|mois))$", text)
    if tail:
        text = f"{tail[1]} pendant {tail[2]}"
    text = re.sub(r"\bniveau ([ABC][12])$", r"(niveau \1)", text)
    text = re.sub(r"(?<!niveau) ([ABC][12])$", r" (niveau \1)", text) if nouns.singular(head) in _POSSESSED else text
    if not _dense(text):
        return None
    owned = field in {"missed", "strength"} and (nouns.singular(head) in _POSSESSED or head in _POSSESSED)
    if field == "strength" and not owned:
        return None if nouns.action(head) is False else _with_article(text)
    found = nouns.possessive(text) if owned else None
    return ("np", found) if found else _with_article(text)


def _with_article(text: str) -> Found:
    found = nouns.definite(text)
    return ("np", found) if found else None


def _dense(text: str) -> bool:
    """Whether words follow one another as French lets them: no noun glued to a noun, no stray figure."""
    previous = ""
    for raw in re.sub(r"\([^)]*\)", "", text).replace("’", "’ ").split():
        word = raw.strip(",")
        glued = previous and previous not in _FUNCTION and not previous.endswith("’") and not raw.startswith("(")
        if glued and not _may_follow(word, previous):
            return False
        previous = "" if raw.endswith(",") else word.lower() if not word[:1].isupper() else word
    return True


def _may_follow(word: str, previous: str) -> bool:
    lower = word.lower()
    if lower in _FUNCTION or word.endswith("’"):
        return True
    if word[0].isupper() or nouns.adjective(word) or previous.isdigit() or nouns.adjective(previous):
        return True
    if re.fullmatch(r"\d+", word):
        return previous[:1].isupper() or fold(previous) in {"caces", "permis", "bac"}
    if previous in {"plus", "moins", "très"} or lower.endswith(("ment", "ant")):
        return True
    if not nouns.known_noun(word) and re.match(r"(?:b|c|d)$", lower):
        return True
    return previous == "permis" or (previous[:1].isupper() and lower in {"et", "ou"})


def _question(text: str) -> Found:
    stripped = _QUESTION_PREFIX.sub("", text, count=1)
    came_after_de = stripped != text and re.search(r"(?:de |du |des |d’)$", text[: len(text) - len(stripped)])
    if came_after_de:
        stripped = without_de(text[len(text) - len(stripped) - len(came_after_de[0]) :])
    text = _small(stripped.strip())
    if re.match(r"(?:si |s’il)", text, re.IGNORECASE):
        return "indirect", lower_first(text.rstrip(" ?"))
    if _INTERROGATIVE.match(text):
        return "direct", lower_first(text.rstrip(" ?"))
    if text.endswith("?"):
        text = text.rstrip(" ?")
        if re.search(r"-(?:t-)?(?:il|elle|ils|elles|on|vous|ce)\b", text):
            return "direct", lower_first(text)
    if _is_clause(text):
        return None
    return _nominal(text, "question")


def starts_with_vowel(text: str) -> bool:
    """Whether the words of a note call for elision before them."""
    return elides(text)
