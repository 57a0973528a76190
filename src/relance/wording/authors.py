"""Who wrote a rule: the five texts Relance stands on, and what was read beside them."""

from dataclasses import dataclass

from relance.wording import Sentences, say

_PLACES = Sentences(
    "places",
    {
        "le_matin_morocco": "Le Matin, Maroc",
        "fed_legal_france": "Fed Legal, France",
        "quebec": "Québec",
        "northern_france_and_belgium": "nord de la France et Belgique",
        "author_unknown_france": "auteur inconnu, France",
        "france": "France",
        "united_states": "États-Unis",
        "united_kingdom": "Royaume-Uni",
        "online": "en ligne",
        "netherlands": "Pays-Bas",
        "france_and_switzerland": "France et Suisse",
    },
)


@dataclass(frozen=True, slots=True)
class Source:
    """A text: its author, where it comes from (a code of _PLACES), and its year when known."""

    author: str
    origin: str
    year: int | None = None

    def place(self, lang: str = "fr") -> str:
        """Where the author writes from."""
        return say(_PLACES, self.origin, lang)


#: The five source texts, by the number that opens their names.
SEEDS = {
    "000": Source("Ali El Harti", "le_matin_morocco"),
    "001": Source("Audrey Déléris", "fed_legal_france"),
    "002": Source("Pages Jaunes", "quebec", 2014),
    "003": Source("La Voix Emploi", "northern_france_and_belgium", 2017),
    "004": Source("Le bilan sur le parking", "author_unknown_france"),
}

#: What was read beside them: used where the five texts are silent.
WIDER = {
    "B-02": Source("Stratégies", "france"),
    "B-03": Source("PowerMyCV", "france"),
    "B-04": Source("Fed Business", "france", 2023),
    "B-05": Source("Robert Half", "france", 2012),
    "B-06": Source("Journal Métro", "quebec"),
    "B-07": Source("La Presse, Accountemps", "quebec", 2012),
    "B-08": Source("Indeed", "france", 2023),
    "B-09": Source("HelloWork", "france"),
    "B-13": Source("Rebondir", "france"),
    "B-15": Source("Climb the Ladder", "united_states"),
    "B-16": Source("Firsthand, Vault", "united_states", 2012),
    "B-17": Source("TopCV", "united_kingdom"),
    "B-18": Source("YouTern", "united_states", 2016),
    "B-19": Source("JournalismJobs", "united_states"),
    "B-20": Source("Inspire Ambitions", "online"),
    "B-21": Source("Women as Agents of Change", "online", 2022),
    "B-22": Source("TU Delft", "netherlands"),
    "B-23": Source("PowerToFly", "united_states"),
    "B-24": Source("Cadremploi, jobup.ch", "france_and_switzerland"),
    "B-26": Source("Dalena Bradley", "united_states"),
    "B-27": Source("Elliott Scott HR", "online", 2015),
    "B-28": Source("Evil HR Lady", "united_states"),
    "B-29": Source("Appoint", "united_kingdom"),
    "B-30": Source("Jobijoba", "france", 2016),
    "B-40": Source("Robert Half", "united_states", 2017),
}

#: The texts that state a rule of the catalogue.
_STATED_BY = {
    "E-01": "000 001 003", "E-05": "001 003", "E-06": "003", "E-07": "003",
    "D-01": "004", "D-02": "000", "D-03": "004", "D-05": "004 000",
    "T-01": "000 001 002 003 004", "T-02": "000 001 002 003", "T-03": "000 001 002 003 004",
    "T-04": "000 001 002 003", "T-05": "000 001 002 003", "T-07": "000 001 002 004", "T-08": "000", "T-12": "001",
    "T-13": "001 002", "T-14": "003", "T-15": "003", "T-17": "002", "T-19": "001",
    "L-01": "001", "L-02": "001", "L-04": "001",
    "W-01": "001", "W-02": "001 003", "W-03": "000 001 002 003",
    "F-01": "000 001 002 003", "F-02": "000 001 002 003", "F-03": "000 001 002 003", "F-11": "003", "F-14": "000",
    "F-04": "002", "F-05": "000 001 002 003", "F-08": "003", "F-09": "003", "F-10": "003", "F-13": "001",
    "F-15": "003",
    "C-01": "003", "C-04": "003", "C-05": "002", "C-06": "002", "C-07": "002",
    "H-01": "003", "H-02": "001", "H-03": "001 003", "H-05": "000",
    "S-05": "002 003", "S-06": "001", "S-09": "003", "S-13": "003",
    "P-01": "001", "P-02": "001", "P-03": "001", "P-04": "001", "P-05": "004",
    "N-01": "001", "N-02": "001", "N-03": "001 002 004", "N-04": "001 002", "N-06": "002", "N-07": "001 002",
    "N-08": "004",
    "Q-01": "001", "Q-02": "001", "Q-03": "001", "Q-04": "001", "Q-07": "000 001 003", "Q-08": "001",
    "X-11": "002", "X-18": "002", "X-13": "001 003 004", "X-14": "000 001 004", "X-15": "001",
}  # fmt: skip

_OURS = Sentences(
    "ours",
    {
        "rule": "règle de Relance",
        "choice": "choix de Relance",
    },
)


def sources_of(rule: str, playbook_id: str = "") -> tuple[Source, ...]:
    """The texts behind a rule («T-02», «B-04»), none when it is our own (PL-…, AS-…).

    Under a doctrine drawn from one text («voix-003»), that text alone answers for the rules it states.
    """
    if rule in WIDER:
        return (WIDER[rule],)
    tags = _STATED_BY.get(rule, "").split()
    own = playbook_id.rpartition("-")[2]
    return tuple(SEEDS[tag] for tag in ([own] if own in tags else tags))


def who_wrote(rule: str, lang: str = "fr", playbook_id: str = "") -> str:
    """Who is behind a rule, in a few words: «Audrey Déléris (Fed Legal, France)»."""
    told = [
        f"{source.author} ({', '.join(filter(None, (source.place(lang), str(source.year or ''))))})"
        for source in sources_of(rule, playbook_id)
    ]
    if told:
        return "; ".join(told)
    return say(_OURS, "choice" if rule.startswith("AS-") else "rule", lang)
