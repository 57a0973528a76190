# ruff: noqa: E501 -- letters and tables are written on their line
"""Letters to work on, written one by one: sentences set in a clean letter, and whole letters."""

from pathlib import Path
from typing import Any

import yaml

from relance.letters.checking import Finding, Message, read_message

WORKING = Path(__file__).parent / "working"

HOSTS = {
    ("fr", "followup"): (
        "Bonjour Madame Dupont,\n\nIl y a dix jours, vous me receviez pour le poste de juriste, qui me motive toujours "
        "autant. Depuis, j'ai terminé ma formation en droit social.\n\n{}\n\nJe reste à votre disposition pour en "
        "parler.\n\nCordialement,\nSamira Benali\n"
    ),
    ("fr", "thanks"): (
        "Bonjour Madame Dupont,\n\nMerci pour notre entretien d'hier. La réorganisation des agences de Lens et le passage "
        "aux forfaits jours m'ont donné très envie de rejoindre votre équipe.\n\n{}\n\nJe reste à votre disposition pour "
        "en parler.\n\nCordialement,\nSamira Benali\n"
    ),
    ("fr", "after_rejection"): (
        "Bonjour Madame Dupont,\n\nMerci de votre message et du temps que vous m'avez accordé.\n\n{}\n\nAuriez-vous un "
        "conseil pour m'aider à progresser ?\n\nCordialement,\nSamira Benali\n"
    ),
    ("en", "followup"): (
        "Dear Ms Smith,\n\nWe met ten days ago about the analyst role, which I would still love to take on. Since then I "
        "have completed my SQL course.\n\n{}\n\nI am happy to talk at any time.\n\nKind regards,\nTom Reed\n"
    ),
    ("en", "thanks"): (
        "Dear Ms Smith,\n\nThank you for meeting me yesterday. What you told me about the Leeds warehouse and the returns "
        "backlog made me want the job even more.\n\n{}\n\nI am happy to talk at any time.\n\nKind regards,\nTom Reed\n"
    ),
    ("en", "after_rejection"): (
        "Dear Ms Smith,\n\nThank you for letting me know, and for your time.\n\n{}\n\nIf you have any advice on how I "
        "could improve, I would be grateful.\n\nKind regards,\nTom Reed\n"
    ),
    ("fr", "refusal"): (
        "Bonjour Madame Roy,\n\nMerci d'être venue nous voir. Nous ne pouvons pas retenir votre candidature.\n\n{}\n\nJe "
        "reste joignable si vous souhaitez en parler.\n\nCordialement,\nLuc Petit\n"
    ),
    ("fr", "bare"): (
        "Bonjour Madame Roy,\n\nMerci d'être venue nous voir à Lens.\n\n{}\n\nNous vous souhaitons une bonne "
        "continuation.\n\nCordialement,\nLuc Petit\n"
    ),
    ("fr", "news"): (
        "Bonjour Madame Roy,\n\nLe recrutement avance moins vite que prévu.\n\n{}\n\nVous pouvez m'écrire à tout "
        "moment.\n\nCordialement,\nLuc Petit\n"
    ),
    ("fr", "dated"): (
        "Bonjour Madame Roy,\n\nLe recrutement avance moins vite que prévu. Je vous donnerai des nouvelles le vendredi 4 "
        "décembre.\n\n{}\n\nCordialement,\nLuc Petit\n"
    ),
    ("en", "refusal"): (
        "Dear Ms Roy,\n\nThank you for coming to see us. I am afraid we cannot offer you the post.\n\n{}\n\nDo call me if "
        "you would like to talk.\n\nKind regards,\nLuke Small\n"
    ),
    ("en", "bare"): (
        "Dear Ms Roy,\n\nThank you for coming to see us in Leeds.\n\n{}\n\nWe wish you every success.\n\nKind "
        "regards,\nLuke Small\n"
    ),
    ("en", "news"): (
        "Dear Ms Roy,\n\nThings are moving more slowly than planned.\n\n{}\n\nYou can write to me at any time.\n\nKind "
        "regards,\nLuke Small\n"
    ),
    ("en", "dated"): (
        "Dear Ms Roy,\n\nThings are moving more slowly than planned. I will write again on Friday 4 "
        "December.\n\n{}\n\nKind regards,\nLuke Small\n"
    ),
}
_RECRUITER = {
    "refusal": "recruiter_refusal",
    "bare": "recruiter_refusal",
    "news": "recruiter_news",
    "dated": "recruiter_news",
}


def load(name: str) -> Any:
    return yaml.safe_load((WORKING / name).read_text(encoding="utf-8"))


def said_cases() -> list[tuple[str, str, str, str, bool]]:
    """(language, letter, code, sentence, whether it is at fault) of every sentence to work on."""
    cases = []
    for name in (
        "said_fr.yaml",
        "said_en.yaml",
        "said_more.yaml",
        "said_third.yaml",
        "said_lot4.yaml",
        "said_recruiter.yaml",
    ):
        for group in load(name):
            lang = group.get("lang", name[5:7])
            letter = group.get("letter", group.get("purpose"))
            cases += [(lang, letter, group["code"], one, True) for one in group["faulty"]]
            cases += [(lang, letter, group["code"], one, False) for one in group["innocent"]]
    for name in ("twins.yaml", "twins_more.yaml", "lot4.yaml"):
        for group in load(name):
            cases += [(group["lang"], group["purpose"], group["code"], one, False) for one in group["innocent"]]
    return cases


def hosted(lang: str, letter: str, sentence: str) -> Message:
    """A clean letter with the sentence in it."""
    by_recruiter = letter in _RECRUITER
    people = {
        ("fr", False): ("Claire Dupont", "Mme", "Samira Benali"),
        ("en", False): ("Jane Smith", "Ms", "Tom Reed"),
        ("fr", True): ("Claire Roy", "Mme", ""),
        ("en", True): ("Claire Roy", "Ms", ""),
    }[lang, by_recruiter]
    case: dict[str, Any] = {
        "role": "Juriste" if lang == "fr" else "Analyst",
        "organisation": "Cabinet Delmas" if lang == "fr" else "Delmas Ltd",
        "candidate": {"name": people[2]},
        "recipient": {"name": people[0], "civility": people[1]},
    }
    if letter == "after_rejection":
        case["refusal"] = {"reasons": None}
    if letter in {"news", "dated"}:
        case["process"] = {"state": "running"}
    return message(
        purpose=_RECRUITER.get(letter, letter),
        locale="fr-FR" if lang == "fr" else "en-GB",
        case=case,
        body=HOSTS[lang, letter].format(sentence),
    )


def message(**data: Any) -> Message:
    """A message as `relance check` would read it; what is not said is filled so that nothing else is found."""
    read, problems = read_message({"subject": "Merci", "attachments": [], **data})
    assert read is not None
    assert problems == []
    return read


def codes(found: tuple[Finding, ...]) -> list[str]:
    return sorted(one.code for one in found)
