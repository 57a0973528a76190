# ruff: noqa: E501 -- a pattern is read whole, on its line
"""Where a letter's parts are: what the writer wrote, the greeting, the closing, the signature.

Quoted mail, device signatures and confidentiality notices belong to nobody here: they are left out before anything is
looked for.
"""

import re
from dataclasses import dataclass, replace

from relance.letters.checking.text import Letter, fold, sentences

_LINE = re.compile(r"[^\n]*")
_QUOTE_HEAD = re.compile(
    r"^(?:le .{4,90} a ecrit ?:?|on .{4,90} wrote ?:?|-{2,} ?(?:original message|message d.origine|message original"
    r"|forwarded message|message transfere|reponse).{0,20}|begin forwarded message.*|debut du message (?:reexpedie|transfere).*"
    r"|_{20,}|(?:de|from) ?: .{3,}|> ?.*)$"
)
_MAIL_FIELD = re.compile(r"^(?:envoye|date|a|sent|to|cc|objet|subject) ?: ?.+$")
_DEVICE = re.compile(
    r"^(?:envoye (?:de|depuis|a partir de|via|avec|par) (?:mon|ma|un|une|l[' ’]|yahoo|proton|gmail|outlook|orange|mobile|android|iphone|samsung|courriel|courrier|la|le).{0,60}"
    r"|sent (?:from|via|with|using) (?:my|a|an|yahoo|proton|gmail|outlook|mail|samsung|android|iphone|the).{0,60}"
    r"|(?:telecharger|obtenir|get|obtenez) (?:outlook|bluemail).{0,40}"
    r"|(?:provenance|virus-?free|sans virus|garanti sans virus).{0,60}|expedie de mon .{0,40}"
    r"|-- ?|(?:ce (?:message|courriel|mail)|this (?:e-?mail|message)) .{0,60}(?:confidenti|privileged|destinataire|intended).*"
    r"|(?:pensez a l.environnement|avant d.imprimer|please consider the environment|n.imprimez).*)$"
)
_ADDRESS = (
    r"(?:madame|monsieur|mesdames|messieurs|mademoiselle|maitre|maitres|docteur|docteure|professeur|professeure|"
    r"mme|mlle|mr|mrs|ms|miss|mx|m|me|dr|pr|prof|sir|madam|sirs)"
)
_HELLO = (
    r"(?:re-?|tres |bien )?(?:bonjour|bonsoir|salut|coucou|allo|hello|hi|hey|rebonjour|greetings|"
    r"good (?:morning|afternoon|evening|day)|salam|morning|afternoon|evening)"
)
_DEAR = r"(?:tres )?(?:cher|chere|chers|cheres|dear|dearest)"
_GREETING = re.compile(
    rf"^(?:{_HELLO}|{_DEAR}|{_ADDRESS}\.?|to whom it may concern|a qui de droit|a toute l[' ’]equipe|team)(?=[ ,.!:;’'\-–—]|$)"
)
_GREETING_STOP = re.compile(r"[,!:;\n—–]|\.(?=\s|$)| - ")
_AFTER_COMMA = re.compile(rf"^[ ,]*(?:et |and |cher |chere |tous |toutes |all)?(?:{_ADDRESS})\.?(?=[ ,.!:;’']|$)")
_HEAD_FIELD = re.compile(
    r"^(?:objet|subject|concerne|re|a l[' ’]attention de|date|ref(?:erence)?s?|v\. ?ref|n\. ?ref|pj|p\.? ?j\.?|cc|a|de|from|to) ?[:.]? ?:"
)

_SHORT_CLOSING = re.compile(
    r"^(?:(?:je (?:vous|te) (?:souhaite|adresse|envoie|transmets|presente)|(?:et )?(?:en )?(?:vous|te) souhait\w+|et |tres |bien |avec |recevez |mes |nos |votre |croyez |toutes? |a |en |plus |passez |merci (?:encore |beaucoup |d[' ’]avance )?(?:et )?)*)"
    r"(?:cordialement|cordiales?|cdlt|cdt|crdlt|bien a (?:vous|toi)|a vous|bav|salutations|sinceres?|sincerement|meilleures?|respectueu\w+|respects|amicale\w*|amities|"
    r"(?:une )?(?:bonne|belle|excellente|agreable|douce|tres bonne|tres belle) (?:journee|soiree|fin|semaine|continuation|apres-midi|reception|week|suite|weekend)|bon (?:week|weekend|apres)|au plaisir|bientot|a la prochaine|a la revoyure|"
    r"a (?:tres )?(?:bientot|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi)|(?:tout(?:e)? (?:ma|mes|nos|notre) |ma |mes |nos |notre )?(?:gratitude|remerciements|consideration|reconnaissance|devouement|hommages|salutations|sentiments)|"
    r"veuillez|agreez|recevez|acceptez|je vous prie|nous vous prions|je vous salue|salutairement|devouee?|chaleureu\w+|bises|bisous|courtoisement|a votre service|vivement)"
)
_SHORT_CLOSING_EN = re.compile(
    r"^(?:(?:with|my|our|very|kind|kindest|best|warm|warmest|many|good|heartfelt|and|sincere|again|all|once|thanks|thank you|yours|so|much|again,) )*"
    r"(?:regards|wishes|sincerely|faithfully|truly|cordially|respectfully|warmly|gratefully|appreciatively|best|thanks|thank you|thank you again|many thanks|yours|cheers|kindly|gratitude|appreciation|"
    r"all the best|take care|rgds|kr|br|respect|have a (?:good|great|nice|lovely|wonderful|pleasant)|enjoy (?:the|your)|until (?:then|soon)|see you|speak soon|bye|thanks again)(?:[ ,.!]|$)"
)
_FORMULA = re.compile(
    r"\b(?:agreer|agreez|recevoir|recevez|accepter|acceptez|croire|croyez|prie d[' ’]|adresse|transmets|presente|veuillez)\b.{0,80}"
    r"\b(?:salutations|sentiments|consideration|respects?|hommages?|devouement|civilites|souvenir|amities|gratitude)\b"
    r"|\b(?:vous|te) salu\w+ (?:bien |tres )?(?:cordialement|respectueusement|amicalement|sincerement|bien)\b"
)
_INLINE_CLOSING = re.compile(
    r"(?:^|[.!?,;] )((?:bien |tres |en vous souhaitant une |je vous souhaite une )?(?:cordialement|bien a vous|respectueusement|sincerement|"
    r"(?:tres )?(?:bonne|belle|excellente) (?:journee|soiree|fin de \S+|semaine)|sinceres salutations|meilleures salutations|cordiales salutations|salutations distinguees|"
    r"(?:kind|best|warm) regards|regards|sincerely|yours (?:sincerely|faithfully|truly)|best wishes|all the best)\b)"
)
_POSTSCRIPT = re.compile(r"^p\.? ?-?s\.?(?: ?:| ?-| |\.|,)")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its margins: `text` is folded, and as long as body[start:end]; `rank` counts lines not blank."""

    text: str
    start: int
    end: int
    rank: int

    @property
    def size(self) -> int:
        return len(self.text.split())


def dissect(body: str, language: str) -> Letter:
    """Cut a body into its parts, reading the sentences in «fr» or «en»."""
    lines = _own_lines(body)
    head, greeting = _greeting(lines)
    rest = [line for line in lines if line.end > greeting[1] and line.start >= head]
    closing_at = _closing_line(rest, language)
    text, closing, signature = _divide(rest, closing_at, greeting[1])
    kinds = [("greeting", greeting), *(("body", span) for span in text), ("closing", closing)]
    found = tuple(
        sentence
        for kind, (start, end) in kinds
        if end > start
        for sentence in sentences(body, start, end, language, kind)
    )
    return Letter(body, language, greeting, closing, tuple(text), signature, found)


def _own_lines(body: str) -> list[_Line]:
    """The lines the writer wrote, blank ones left out, up to the quoted mail or the device's signature."""
    found: list[_Line] = []
    lines: list[_Line] = []
    for match in _LINE.finditer(body):
        if text := match.group().strip():
            start = match.start() + match.group().index(text[0])
            lines.append(_Line(fold(text), start, start + len(text), len(lines)))
    for index, line in enumerate(lines):
        if _DEVICE.match(line.text):
            if line.text.startswith("--") and not found:
                continue
            break
        if _QUOTE_HEAD.match(line.text) and _is_quote_head(lines, index):
            if line.text.startswith(">") or any(_starts_quote(lines, index)):
                continue
            break
        found.append(line)
    return found


def _is_quote_head(lines: list[_Line], index: int) -> bool:
    """«De : X» opens a quoted mail only when other mail fields follow it."""
    text = lines[index].text
    if not re.match(r"(?:de|from) ?:", text):
        return True
    return any(_MAIL_FIELD.match(line.text) for line in lines[index + 1 : index + 4])


def _starts_quote(lines: list[_Line], index: int) -> list[bool]:
    """Whether the lines after an «… a écrit :» are marked with «>»: then what follows them is the writer's again."""
    after = [line.text for line in lines[index + 1 :] if line.text]
    return [True] if after and after[0].startswith(">") else []


def _greeting(lines: list[_Line]) -> tuple[int, tuple[int, int]]:
    """Where the letter starts (after an address block or an «Objet :») and the span of its greeting."""
    for rank, line in enumerate(lines[:14]):
        span = _greeting_in(line)
        if span:
            return line.start, span
        if rank == 0 and (_bare_name(line) or _odd_greeting(line)):
            return line.start, (line.start, line.end)
        if line.size > 14:
            break
    start = next((line.start for line in lines if not _HEAD_FIELD.match(line.text)), 0)
    return start, (start, start)


def _greeting_in(line: _Line) -> tuple[int, int] | None:
    match = _GREETING.match(line.text)
    if match is None:
        return None
    lead = line.start
    end = match.end()
    stop = _stop(line.text, end)
    while stop < len(line.text) and line.text[stop] == "," and (more := _AFTER_COMMA.match(line.text[stop:])):
        stop = _stop(line.text, stop + more.end())
    words = len(line.text[:stop].split())
    named = re.match(rf"{_HELLO}|{_DEAR}|to whom|a qui", line.text)
    if words > (9 if named else 8) or (not named and stop == len(line.text) and words > 5):
        return (lead, lead + match.end()) if re.match(_HELLO, line.text) else None
    return lead, lead + min(stop + 1, len(line.text))


def _stop(text: str, start: int) -> int:
    """Where the greeting's stretch ends, the stop of an abbreviation («Ms. Smith») passed over."""
    for match in _GREETING_STOP.finditer(text, start):
        if match.group() == "." and re.search(
            r"\b(?:m|mr|mrs|ms|dr|pr|prof|mx|st|me|mme|[a-z])$", text[: match.start()]
        ):
            continue
        return match.start()
    return len(text)


def _bare_name(line: _Line) -> bool:
    """«Claire,» alone on the first line."""
    return (
        line.size <= 4
        and line.text.endswith(",")
        and line.text[:-1].replace("-", "").replace(" ", "").replace("'", "").isalpha()
    )


_NOT_GREETING = re.compile(
    r"(?:je|j[' ’]|nous|merci|suite|apres|c[' ’]est|il|elle|i|we|thank|thanks|following|after|as|it|this|voici|depuis|si|en|ceci|pour)\b"
)


def _odd_greeting(line: _Line) -> bool:
    """«Mon cher confrère et ami,», «Ahlan Monsieur Tazi,»: a short first line that ends on a comma."""
    return line.size <= 6 and line.text.endswith(",") and not _NOT_GREETING.match(line.text)


def _odd_closing(lines: list[_Line]) -> int | None:
    """A short line before a name: «Avec mes pensées les plus gourmandes,»."""
    if len(lines) < 3:
        return None
    last, before = lines[-1], lines[-2]
    signed = last.size <= 4 and last.text[-1:].isalpha()
    if not signed or before.size > 8 or _NOT_GREETING.match(before.text) or before.text.endswith("?"):
        return None
    return (
        len(lines) - 2
        if before.text.endswith((",", "!")) or (before.size <= 5 and not before.text.endswith("."))
        else None
    )


def _closing_line(lines: list[_Line], language: str) -> int | None:
    """The index of the first line of the last closing, looked for from the bottom up."""
    floor = max(0, len(lines) - 16)
    for index in range(len(lines) - 1, floor - 1, -1):
        if _closes(lines[index], language):
            while index > floor and _leads_to_closing(lines[index - 1], language):
                index -= 1  # noqa: PLW2901
            return index
    return _odd_closing(lines)


def _leads_to_closing(line: _Line, language: str) -> bool:
    """«Bien à vous,» above «Cordialement»; «Thank you for applying.» is a sentence of the letter."""
    thanked = line.text.startswith(("thank", "merci")) and line.text.endswith(".")
    return line.size <= 6 and not thanked and _closes(line, language)


def _closes(line: _Line, language: str) -> bool:
    text = line.text.lstrip("-–— ")
    if _FORMULA.search(text):
        return True
    if line.size <= 9 and _SHORT_CLOSING.match(text):
        return not text.endswith("?")
    if language == "en" and line.size <= 8 and (match := _SHORT_CLOSING_EN.match(text)):
        return line.size <= 4 or match.end() >= len(text) - 1 or "have a" in text or text.endswith(",")
    inline = _INLINE_CLOSING.search(text)
    return bool(inline and len(text[inline.end() :].split()) <= 7)


def _divide(
    lines: list[_Line], closing_at: int | None, floor: int
) -> tuple[list[tuple[int, int]], tuple[int, int], tuple[int, int]]:
    """The spans of the text, of the closing and of the signature."""
    end = lines[-1].end if lines else floor
    if closing_at is None:
        last = len(lines) - 1
        signed = last > 0 and lines[last].size <= 5 and lines[last].text[-1:].isalpha()
        cut = lines[last].start if signed else end
        return _runs(lines[: last if signed else None], floor), (cut, cut), (cut, end)
    closing_line = lines[closing_at]
    after = closing_at + 1
    while after < len(lines) and lines[after].size <= 6 and _FORMULA.search(lines[after].text):
        after += 1
    start = closing_line.start
    text = closing_line.text
    inline = _INLINE_CLOSING.search(text)
    signature = closing_line.end
    if inline and inline.start(1) > 0 and not _FORMULA.search(text):
        start += inline.start(1)
    spans = _runs(lines[:closing_at], floor)
    if start > closing_line.start:
        spans += _runs([replace(closing_line, end=start)], floor)
    later = next(
        (i for i in range(after, len(lines)) if _POSTSCRIPT.match(lines[i].text) or lines[i].size > 14), len(lines)
    )
    spans += _runs(lines[later:], floor)
    signed_end = lines[later - 1].end if later > after else signature
    return spans, (max(start, floor), max(closing_line.end, floor)), (signature, max(signature, signed_end))


def _runs(lines: list[_Line], floor: int) -> list[tuple[int, int]]:
    """Stretches of text made of following lines; a line left out between two parts them."""
    spans: list[tuple[int, int]] = []
    before = -2
    for line in lines:
        start = max(line.start, floor)
        if line.rank == before + 1 and spans:
            spans[-1] = (spans[-1][0], line.end)
        else:
            spans.append((start, line.end))
        before = line.rank
    return [span for span in spans if span[1] > span[0]]
