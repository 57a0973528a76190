# ruff: noqa: E501 -- a pattern is read whole, on its line
"""What a candidate met seems to ask for in a mail: a proposal for the recruiter, who decides. Pure."""

import re
import unicodedata
from typing import Literal, TypeAlias

Heard: TypeAlias = Literal["withdrew", "reasons", "news", "nothing"]

_WITHDREW = re.compile(
    r"retir\w* (de )?ma candidature|ma candidature .{0,20}retir|me retir\w*|renonc\w*|ne (souhaite|donne|desire)\w* "
    r"(plus|pas)( donner suite| poursuivre)|(accepte|signe)\w* (une |un )?(autre|offre|proposition)"
    r"|withdraw\w*|no longer (interested|wish|available)|accepted (an?|another) (other )?(offer|position|role|job)"
    r"|decided not to (pursue|continue)|not (to )?(pursue|continue with) (the|my|this)"
)
_REASONS = re.compile(
    r"(motif|raison)s?\b|retour .{0,30}(candidature|entretien|refus)|pourquoi (ma|mon|vous)|points? (a ameliorer|faibles?)"
    r"|\bfeedback\b|\breasons?\b|why (i was|my|you)"
)
_NEWS = re.compile(
    r"nouvelles?\b|ou en (est|etes|sont)|avance\w*|suites? (de|a|donnee?s?)|reviens vers vous|toujours (interesse|en attente)"
    r"|sans (retour|reponse)|decision|quand (aur|pens|saur|serai)|\bnews\b|update|any decision|heard back|following up"
    r"|follow(ing)? up|where (things|you|the process)|status of|timeline|still (interested|waiting)"
)


def heard_in(text: str) -> Heard:
    """The likeliest of what a candidate's words can be; leaving outweighs asking why, which outweighs news."""
    bare = unicodedata.normalize("NFD", text.casefold())
    flat = " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())
    if _WITHDREW.search(flat):
        return "withdrew"
    if _REASONS.search(flat):
        return "reasons"
    return "news" if _NEWS.search(flat) else "nothing"
