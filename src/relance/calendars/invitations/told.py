"""People a summary or a description names: «vous rencontrerez Claire Dupont (DRH) et Marc Petit»."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from relance.calendars.invitations.interviews import fold
from relance.calendars.invitations.invitation import Interviewer
from relance.calendars.invitations.names import NAME, civility_of, in_order, is_thing, is_title

_TITLED = re.compile(
    rf"(?:(?P<civility>M\.|Mr\.?|Monsieur|Mme|Madame|Mrs\.?|Ms\.?|Me|Maître|Dr\.?) )?(?P<name>{NAME})"
    r"(?: ?[,–—|/] ?| - | ?\()(?:(?:notre|votre|our|your|the|la|le) )?(?P<title>[^,;.()\n|]{2,60})"
)
_MET = re.compile(
    r"(?:avec|rencontrerez|rencontreras|rencontrer|interlocut\w+ ?:?|recruteu\w+ ?:|interviewers? ?:|"
    r"intervenants? ?:|participants? ?:|"
    r"with|meet(?:ing)?|hosted by|hôte ?:|contact ?:|reçue? par|entre|by)\s+"
    rf"(?:(?P<civility>M\.|Mr\.?|Monsieur|Mme|Madame|Mrs\.?|Ms\.?|Me|Maître|Dr\.?) )?(?P<name>{NAME})"
)
_AND = re.compile(
    rf"(?:,| et| and| &| puis)\s+"
    rf"(?:(?P<civility>M\.|Mr\.?|Monsieur|Mme|Madame|Mrs\.?|Ms\.?|Me|Dr\.?) )?(?P<name>{NAME})"
)


def described(texts: Sequence[str], title: str) -> Iterator[Interviewer]:
    """People a description names, with their title where one follows."""
    seen: set[str] = set()
    for text in (title, *texts):
        part = text[:8_000]
        for line in part.splitlines():
            met = _MET.search(line) if len(line) < 1_000 else None
            for hit in [*_TITLED.finditer(line[:1_000])][:20]:
                job = _cut_title(hit["title"])
                if job and fold(hit["name"]) not in seen and not is_title(hit["name"]):
                    seen.add(fold(hit["name"]))
                    yield Interviewer(in_order(hit["name"]), "", job, civility_of(hit["civility"]))
            yield from _met(line, met, seen)
        yield from _stacked(part, seen)


def _met(line: str, met: re.Match[str] | None, seen: set[str]) -> Iterator[Interviewer]:
    while met is not None:
        key = fold(met["name"])
        if (
            not is_title(met["name"])
            and not is_thing(met["name"])
            and not any(key in old or old in key for old in seen)
        ):
            seen.add(key)
            yield Interviewer(in_order(met["name"]), "", "", civility_of(met["civility"]))
        met = _AND.match(line, met.end())


def _stacked(text: str, seen: set[str]) -> Iterator[Interviewer]:
    """A signature: the name on a line, the title on the next."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:300]
    for line, after in pairwise(lines):
        if len(line) < 50 and len(after) < 60 and re.fullmatch(NAME, line) and fold(line) not in seen:
            job = after if is_title(after) else ""
            if job and not is_title(line):
                seen.add(fold(line))
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
