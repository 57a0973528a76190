"""What a letter lacks, as one short question and, where it helps, a sentence to finish."""

from dataclasses import dataclass

from relance.letters.drafting.pool import Pool
from relance.letters.drafting.scene import Scene


@dataclass(frozen=True, slots=True)
class Missing:
    """The fact that is missing: its path in the case, the question to ask, a sentence to finish if there is one."""

    fact: str
    question: str
    sentence: str = ""


_SENTENCES = {
    "fr": {
        "missed": "Un point que je n’ai pas eu le temps d’évoquer : ",
        "stake": "De nos échanges, je retiens surtout ",
        "strength": "Je pourrais mettre à votre service ",
        "answer": "Un élément peut utilement compléter mon dossier : ",
        "question": "Une question que je n’ai pas pensé à vous poser : ",
    },
    "en": {
        "missed": "One point I did not have time to raise: ",
        "stake": "What I remember most from our conversation is ",
        "strength": "What I could bring to the team is ",
        "answer": "One thing I would like to add to my application: ",
        "question": "One question I forgot to ask: ",
    },
}


def missing_fact(scene: Scene, pool: Pool) -> Missing:
    """The one thing to recall, or the note to turn into a sentence."""
    name = scene.address.reference
    noted = [note for note in pool.unfitted if scene.action != "thanks" or note.field != "answer"]
    if noted:
        note = min(noted, key=lambda n: ("missed", "answer", "stake", "strength", "question").index(n.field))
        sentence = _SENTENCES[scene.lang][note.field]
        if scene.tu:
            sentence = sentence.replace("vous", "te").replace("votre", "ton")
        if scene.lang == "fr":
            return Missing(
                note.path,
                f"Vous avez noté «\u00a0{note.text}\u00a0» : comment le diriez-vous{_to(name)} ?",
                sentence,
            )
        return Missing(note.path, f"You noted “{note.text}”: how would you say it{_to_en(name)}?", sentence)
    if scene.action == "followup1":
        if scene.lang == "fr":
            return Missing("debrief", f"Qu’avez-vous de nouveau à dire{_to(name)} ?")
        return Missing("debrief", f"What new thing can you tell {name or 'them'}?")
    if scene.lang == "fr":
        return Missing("debrief", f"Que souhaitez-vous rappeler{_to(name) or ' de cet entretien'} ?")
    return Missing("debrief", f"What would you like to remind {name or 'them'} of?")


def missing_name(scene: Scene) -> Missing:
    """Nobody signs the letter yet."""
    question = "De quel nom signez-vous ?" if scene.lang == "fr" else "What name do you sign with?"
    return Missing("candidate.name", question)


def missing_phone(scene: Scene) -> Missing:
    """A voice message without a number is lost."""
    question = (
        "À quel numéro peut-on vous rappeler ?" if scene.lang == "fr" else "Which number should they call back?"
    )
    return Missing("candidate.phone", question)


def _to(name: str) -> str:
    if not name:
        return ""
    return f" au {name[3:]}" if name.startswith("le ") else f" à {name}"


def _to_en(name: str) -> str:
    return f" to {name}" if name else ""
