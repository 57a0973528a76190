"""Why a rule says so, in one or two sentences, and who wrote it."""

from collections.abc import Sequence

from relance.web.said import lang
from relance.wording import say
from relance.wording.authors import sources_of, who_wrote
from relance.wording.reasons import REASONS

#: Among the rules a step cites, the one that tells a person most comes first.
_TELLING = (
    "W-02", "W-01", "H-01", "T-15", "C-05", "C-01", "W-03", "T-02", "D-03", "P-01", "P-04", "P-05", "N-03", "N-02",
)  # fmt: skip
#: Rules that moved a step from its usual place: said as well.
_MOVES = ("PL-10", "PL-08", "PL-22", "PL-17", "PL-21", "PL-23", "PL-28")


def why(because: Sequence[str], playbook: str = "", *, full: bool = False) -> tuple[str, str]:
    """The sentences of the most telling rules, and who wrote the first, with its id; `full`: and from where."""
    known = [rule for rule in because if rule in REASONS]
    if not known:
        return "", ""
    first = next((rule for rule in _TELLING if rule in known), known[0])
    told = [first, *(rule for rule in _MOVES if rule in known and rule != first)][:2]
    sentence = " ".join(say(REASONS, rule, lang()) for rule in told)
    authors = who_wrote(first, lang(), playbook) if full else _authors(first, playbook)
    return sentence, f"{authors} · {first}"


def _authors(rule: str, playbook: str) -> str:
    """Names and years; whoever is alone is told with the place they write from."""
    sources = sources_of(rule, playbook)
    if len(sources) < 2:
        return who_wrote(rule, lang(), playbook)
    return ", ".join(source.author for source in sources)
