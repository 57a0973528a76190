"""People a summary or a description names: «vous rencontrerez Claire Dupont (DRH) et Marc Petit»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.invitation import Interviewer
from relance.calendars.invitations.names import NAME, SOMEBODY, civility_of, in_order, is_thing, is_title

_TITLED = re.compile(
    rf"(?<![\w'’]){SOMEBODY}"
    r"(?: ?[,–—|/] ?| - | ?\()(?:(?:notre|votre|our|your|the|la|le) )?(?P<title>[^,;.()\n|]{2,60})"
)
_CUES = (
    r"(?i:avec|rencontrerez|rencontreras|rencontrer|interlocut\w+ ?:?|recruteu\w+ ?:|interviewers? ?:|"
    r"intervenants? ?:|participants? ?:|with|meet(?:ing)?|hosted by|hôte ?:|contact ?:|reçue? par|by)"
)
_MET = re.compile(rf"(?<!\w){_CUES}\s+{SOMEBODY}")
_INVITING = re.compile(rf"(?<!\w){SOMEBODY} (?:vous invite|is inviting you|t['’]invite)")
_AND = re.compile(rf"(?:,| et| and| &| puis)\s+(?:avec )?{SOMEBODY}")


def _who(hit: re.Match[str]) -> tuple[str, str]:
    """Name and civility of a match."""
    return in_order(hit["last"] or hit["name"]), civility_of(hit["civility"])


def described(texts: Sequence[str], title: str) -> Iterator[Interviewer]:
    """People a description names, with their title where one follows."""
    seen: set[str] = set()
    for place, text in enumerate((title, *texts)):
        part = text[:8_000]
        for line in part.splitlines():
            short = line[:1_000]
            # In a summary, «Samira Benali - Juriste» is the candidate and the post.
            for hit in [*_TITLED.finditer(short)][:20] if place else ():
                name, civility = _who(hit)
                job = _cut_title(hit["title"])
                if job and _is_new(name, seen):
                    yield Interviewer(name, "", job, civility)
            yield from _met(short, seen)
        yield from _stacked(part, seen)


def _is_new(name: str, seen: set[str]) -> bool:
    key = fold(name)
    if is_title(name) or is_thing(name) or any(key in old or old in key for old in seen):
        return False
    seen.add(key)
    return True


def _met(line: str, seen: set[str]) -> Iterator[Interviewer]:
    for begin in (_MET.search(line), _INVITING.search(line)):
        hit = begin
        while hit is not None:
            name, civility = _who(hit)
            if _is_new(name, seen):
                yield Interviewer(name, "", "", civility)
            hit = _AND.match(line, hit.end())


def _stacked(text: str, seen: set[str]) -> Iterator[Interviewer]:
    """A signature: the name on a line, the title on the next."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:300]
    for line, after in pairwise(lines):
        if len(line) < 50 and len(after) < 60 and re.fullmatch(NAME, line):
            job = after if is_title(after) else ""
            if job and _is_new(line, seen):
                yield Interviewer(in_order(line), "", job)


def _cut_title(text: str) -> str:
    """The title alone, out of «DRH et Marc Petit» or «responsable juridique chez Delmas»."""
    text = re.split(
        r"\s+(?:et|and|puis|chez|at|ainsi|qui|who|pour|au|le|à|from|sera|will|vous|is|est)\s+|\s+&\s+|:",
        text,
        maxsplit=1,
    )[0]
    text = re.sub(r"^(?:notre|votre|our|your|the|la|le) ", "", text.strip(" .-–"))
    return text if is_title(text) else ""
