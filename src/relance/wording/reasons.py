"""Why: what each rule says, in a sentence. T-02, W-01… are rules of the source texts, PL-07… the planner's own."""

from relance.wording import Sentences

REASONS: Sentences = {
    # The interview and its debrief
    "E-01": {
        "fr": "Demander quelles sont les prochaines étapes.",
        "en": "Ask what the next steps are.",
    },
    "E-05": {
        "fr": "Demander sous quel délai ils répondront, précisément.",
        "en": "Ask how long the answer will take, precisely.",
    },
    "E-06": {
        "fr": "Demander s’ils répondront par mail ou par téléphone.",
        "en": "Ask whether they will write or call.",
    },
    "E-07": {"fr": "Demander qui sera l’interlocuteur privilégié.", "en": "Ask who your main contact will be."},
    "D-01": {
        "fr": "Faire le bilan sert toujours, quelle que soit l’issue.",
        "en": "Taking stock always helps, whatever the outcome.",
    },
    "D-02": {"fr": "Le bilan passe avant les messages.", "en": "The debrief comes before the messages."},
    "D-03": {
        "fr": "Faire le bilan sur place, tant que la mémoire est fraîche.",
        "en": "Debrief on the spot, while memory is fresh.",
    },
    "D-05": {
        "fr": "Le bilan prépare l’entretien suivant, les remerciements et la suite.",
        "en": "The debrief prepares the next interview, the thanks and what follows.",
    },
    # Thanks
    "T-01": {
        "fr": "Après un entretien, on remercie toujours.",
        "en": "After an interview, one always says thank you.",
    },
    "T-02": {
        "fr": "Les remerciements partent vite : aussitôt, le lendemain, ou un jour après selon la doctrine.",
        "en": "Thanks leave soon: at once, the next day, or a day later, as the doctrine says.",
    },
    "T-03": {"fr": "Les remerciements s’écrivent par mail.", "en": "Thanks are written by e-mail."},
    "T-04": {
        "fr": "On remercie l’interlocuteur, ou chaque personne rencontrée, selon la doctrine.",
        "en": "One thanks the contact, or everybody met, as the doctrine says.",
    },
    "T-15": {
        "fr": "Ne jamais invoquer l’offre d’une autre entreprise.",
        "en": "Never bring up another company’s offer.",
    },
    "T-17": {
        "fr": "Un mot à la main plaît toujours, mais le mail arrive à temps.",
        "en": "A handwritten note always pleases, but e-mail arrives in time.",
    },
    # LinkedIn
    "L-01": {
        "fr": "Demander ses interlocuteurs en contact sur LinkedIn.",
        "en": "Ask those you met to connect on LinkedIn.",
    },
    "L-02": {
        "fr": "Il n’est jamais trop tard pour se mettre en contact.",
        "en": "It is never too late to connect.",
    },
    # Waiting
    "W-01": {
        "fr": "Tant que le délai annoncé court, on attend.",
        "en": "While the announced delay runs, one waits.",
    },
    "W-02": {"fr": "Une fois le délai passé, on peut écrire.", "en": "Once the delay is over, one may write."},
    "W-03": {
        "fr": "Rien n’a été annoncé : laisser passer un temps avant de relancer.",
        "en": "Nothing was announced: let some time pass before following up.",
    },
    # Follow-ups and calls
    "F-01": {
        "fr": "Relancer après une semaine, dix jours ou deux, selon la doctrine.",
        "en": "Follow up after one week, ten days or two weeks, as the doctrine says.",
    },
    "F-02": {"fr": "La relance va au contact principal.", "en": "The follow-up goes to the main contact."},
    "F-03": {
        "fr": "La relance part par mail ou par téléphone, selon la doctrine.",
        "en": "The follow-up goes by e-mail or by phone, as the doctrine says.",
    },
    "F-11": {
        "fr": "Dans une relance, ne pas parler d’une offre concurrente.",
        "en": "In a follow-up, say nothing of a competing offer.",
    },
    "F-14": {
        "fr": "Pas de relance à date fixe si une réponse est annoncée avant.",
        "en": "No follow-up on a fixed date if an answer is announced before it.",
    },
    "F-15": {
        "fr": "Processus court : une semaine ; plus long : deux.",
        "en": "Short process: one week; longer: two.",
    },
    "C-01": {
        "fr": "Si le mail reste sans réponse, appeler le recruteur.",
        "en": "If the e-mail stays unanswered, call the recruiter.",
    },
    "C-04": {
        "fr": "Sans réponse, mieux vaut laisser un message que de rappeler dans la journée.",
        "en": "No answer: better leave a message than try again the same day.",
    },
    "C-05": {
        "fr": "Au premier répondeur, raccrocher et rappeler plus tard.",
        "en": "On the first voicemail, hang up and call later.",
    },
    "C-06": {
        "fr": "Ne pas appeler trop souvent sans laisser de message : les appels manqués se voient.",
        "en": "Do not call too often without a message: missed calls are logged.",
    },
    "C-07": {
        "fr": "Avant d’appeler, préparer le message à laisser.",
        "en": "Before calling, prepare the message to leave.",
    },
    # Limits
    "H-01": {
        "fr": "Trois prises de contact, puis c’est fini : une de plus serait du harcèlement.",
        "en": "Three contacts, then it ends: one more would look like harassment.",
    },
    "H-02": {
        "fr": "Aucun contact pendant le délai annoncé : un seul serait de trop.",
        "en": "No contact during the announced delay: a single one is too many.",
    },
    "H-05": {"fr": "Deux messages à envoyer, pas davantage.", "en": "Two messages to send, no more."},
    # A good answer
    "P-01": {"fr": "À une bonne nouvelle, répondre vite.", "en": "Answer good news fast."},
    "P-02": {"fr": "Se rendre disponible, garder le rythme.", "en": "Make yourself available, keep the pace."},
    "P-03": {"fr": "Laisser voir son enthousiasme.", "en": "Let your enthusiasm show."},
    "P-04": {
        "fr": "Plus intéressé ? Le dire tout aussi vite.",
        "en": "No longer interested? Say so just as fast.",
    },
    "P-05": {
        "fr": "Relire le bilan pour préparer l’entretien suivant.",
        "en": "Use the debrief to prepare the next interview.",
    },
    # A refusal
    "N-01": {
        "fr": "Prendre un refus avec le plus grand professionnalisme.",
        "en": "Take a refusal with utmost professionalism.",
    },
    "N-02": {
        "fr": "Ne pas s’emporter contre son interlocuteur.",
        "en": "Never lash out at the person who tells you.",
    },
    "N-03": {
        "fr": "Chercher à comprendre : demander un retour s’il n’a pas été donné.",
        "en": "Seek to understand: ask for feedback if none was given.",
    },
    "N-04": {"fr": "Demander comment s’améliorer.", "en": "Ask how to improve."},
    "N-06": {
        "fr": "Après un refus, un mot de remerciement écrit à la main.",
        "en": "After a refusal, a thank-you note written by hand.",
    },
    "N-07": {
        "fr": "Laisser la porte ouverte : le monde est petit.",
        "en": "Keep the door open: the world is small.",
    },
    "N-08": {
        "fr": "Se servir de l’analyse pour la suite.",
        "en": "Use the analysis for what comes next.",
    },
    # Where the texts disagree, and what the default chose
    "X-11": {
        "fr": "Le mot manuscrit est proposé, jamais imposé.",
        "en": "The handwritten note is offered, never planned.",
    },
    "X-13": {"fr": "Une seule demande de retour.", "en": "A single request for feedback."},
    "X-14": {
        "fr": "Le bilan d’abord, sans retarder les remerciements.",
        "en": "The debrief first, without delaying the thanks.",
    },
    "X-15": {"fr": "LinkedIn est facultatif.", "en": "LinkedIn is optional."},
    # The planner's rules
    "PL-01": {
        "fr": "Tout se compte dans le fuseau et le calendrier de l’employeur.",
        "en": "Everything is counted in the employer’s zone and calendar.",
    },
    "PL-02": {
        "fr": "Les jours se comptent sur le calendrier, les heures en temps écoulé.",
        "en": "Days are counted on the calendar, hours as elapsed time.",
    },
    "PL-03": {
        "fr": "Sont ouvrés les jours du lundi au vendredi, hors fériés et fermetures.",
        "en": "Working days are Monday to Friday, less holidays and closures.",
    },
    "PL-04": {
        "fr": "Une relance qui tombe un jour chômé attend le jour ouvré suivant.",
        "en": "A follow-up that falls on a day off waits for the next working day.",
    },
    "PL-05": {
        "fr": "Rien ne part entre 20 h et 8 h.",
        "en": "Nothing leaves between 8 p.m. and 8 a.m.",
    },
    "PL-06": {
        "fr": "Chaque sorte de démarche a son heure : mail à 10 h, appel à 10 h 30.",
        "en": "Each kind of step has its hour: e-mail at 10:00, call at 10:30.",
    },
    "PL-07": {
        "fr": "L’heure idéale des remerciements se compte depuis la fin de l’entretien.",
        "en": "The ideal hour for the thanks is counted from the end of the interview.",
    },
    "PL-08": {
        "fr": "Un jour chômé : la doctrine avance les remerciements au jour même, ou les laisse à leur date.",
        "en": "A day off: the doctrine brings the thanks forward to the same day, or leaves them on their date.",
    },
    "PL-09": {
        "fr": "Un message à chacun ; qui n’a pas d’adresse est remercié par le contact principal.",
        "en": "One message each; those without an address are thanked through the main contact.",
    },
    "PL-10": {
        "fr": "Des remerciements en retard partent aussitôt ; après trois jours ouvrés, ils rejoignent la relance.",
        "en": "Late thanks leave at once; after three working days they ride in the follow-up.",
    },
    "PL-11": {
        "fr": "Aucune relance avant la fin du jour annoncé.",
        "en": "No follow-up before the announced day is over.",
    },
    "PL-12": {
        "fr": "Une réponse a été promise : la relance attend les jours ouvrés qui suivent la date.",
        "en": "An answer was promised: the follow-up waits for the working days after that date.",
    },
    "PL-13": {
        "fr": "Sans promesse, le délai habituel de la doctrine.",
        "en": "With no promise, the usual delay of the doctrine.",
    },
    "PL-14": {
        "fr": "Au moins deux jours ouvrés entre deux prises de contact.",
        "en": "At least two working days between two contacts.",
    },
    "PL-15": {
        "fr": "Le nombre de contacts que permet la doctrine est atteint.",
        "en": "The number of contacts the doctrine allows is reached.",
    },
    "PL-16": {
        "fr": "Le dossier se clôt un temps après le dernier contact, ou après leur dernier mot.",
        "en": "The file closes some time after the last contact, or after their last word.",
    },
    "PL-17": {
        "fr": "Ils ont demandé du temps : l’attente repart de là.",
        "en": "They asked for time: the wait starts again from there.",
    },
    "PL-18": {
        "fr": "Ils proposent un nouvel entretien : plus aucune relance, on répond dans l’heure.",
        "en": "They offer another interview: no more follow-up, answer within the hour.",
    },
    "PL-19": {
        "fr": "Une offre est arrivée : plus aucune relance, on accuse réception puis on décide à temps.",
        "en": "An offer has come: no more follow-up, acknowledge it, then decide in time.",
    },
    "PL-20": {
        "fr": "Un refus est arrivé : plus aucune relance, on répond après une nuit.",
        "en": "A refusal has come: no more follow-up, answer after a night.",
    },
    "PL-21": {
        "fr": "Les remerciements n’étaient pas partis : ils vont dans la réponse.",
        "en": "The thanks had not left: they go in the answer.",
    },
    "PL-22": {
        "fr": "Ils ont dit comment ils préfèrent être contactés.",
        "en": "They said how they prefer to be contacted.",
    },
    "PL-23": {
        "fr": "Un cabinet fait l’intermédiaire : tout passe par lui.",
        "en": "An agency stands between: everything goes through it.",
    },
    "PL-24": {
        "fr": "L’heure prévue est passée : prochain créneau possible.",
        "en": "The planned hour is past: next possible slot.",
    },
    "PL-25": {
        "fr": "Les questions cinq minutes avant la fin, le bilan dès la sortie.",
        "en": "The questions five minutes before the end, the debrief on the way out.",
    },
    "PL-26": {
        "fr": "Le plan suppose que chaque étape est faite à son heure.",
        "en": "The plan supposes that each step is done when due.",
    },
    "PL-27": {
        "fr": "Une autre entreprise a fait une offre : la doctrine dit si on en parle.",
        "en": "Another company made an offer: the doctrine says whether to mention it.",
    },
    "PL-28": {
        "fr": "Un appel se prépare ; sur répondeur, la doctrine dit quoi faire.",
        "en": "A call is prepared; on voicemail, the doctrine says what to do.",
    },
    "PL-29": {
        "fr": "La demande LinkedIn part le jour des remerciements.",
        "en": "The LinkedIn request goes on the day of the thanks.",
    },
    "PL-30": {
        "fr": "La seconde relance laisse un temps après la première.",
        "en": "The second follow-up leaves some time after the first.",
    },
    "PL-31": {
        "fr": "Avant tout envoi : promesse, nombre de contacts, écart, heures de repos.",
        "en": "Before anything leaves: promise, number of contacts, gap, quiet hours.",
    },
    "PL-32": {
        "fr": "Chaque entretien ouvre un nouveau tour, compteurs à zéro.",
        "en": "Each interview opens a new round, counters at zero.",
    },
    "PL-33": {
        "fr": "L’état du dossier suit leur dernière réponse décisive.",
        "en": "The state of the file follows their last decisive answer.",
    },
}
