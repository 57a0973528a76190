"""What the user is told: refused acts, letters that did not leave as planned, a mailbox that fails."""

from relance.wording import Sentences

#: Why something is not done, or why a letter was stopped: what happened, what is safe, what to do.
REFUSALS: Sentences = {
    "no-mailbox": {
        "fr": (
            "Aucune boîte mail n’est reliée. Le texte est gardé : envoyez-le autrement, ou reliez une boîte dans "
            "les réglages."
        ),
        "en": (
            "No mailbox is connected. The text is kept: send it another way, or connect a mailbox in the settings."
        ),
    },
    "no-address": {
        "fr": "Il n’y a pas d’adresse pour {name}. Ajoutez-la dans les personnes de cet entretien.",
        "en": "There is no address for {name}. Add it to the people of this interview.",
    },
    "letter-empty": {
        "fr": "La lettre est vide : rien n’a été approuvé.",
        "en": "The letter is empty: nothing was approved.",
    },
    "letter-left-already": {
        "fr": (
            "Cette lettre est déjà partie, ou en train de partir : elle ne peut plus changer, et ne partira pas "
            "deux fois."
        ),
        "en": "This letter has left, or is leaving: it can no longer change, and will not leave twice.",
    },
    "letter-changed-elsewhere": {
        "fr": (
            "Ce texte a changé dans un autre onglet. Rien n’est perdu : votre version est ci-dessous, l’autre est "
            "enregistrée."
        ),
        "en": "This text changed in another tab. Nothing is lost: your version is below, the other one is saved.",
    },
    "letter-not-in-doubt": {
        "fr": "Le doute est déjà levé pour cette lettre.",
        "en": "The doubt about this letter is settled already.",
    },
    "check-error": {
        "fr": "Une objection grave reste dans le texte. Corrigez-la, puis approuvez.",
        "en": "A serious objection remains in the text. Mend it, then approve.",
    },
    "answer-arrived": {
        "fr": "Une réponse est arrivée : rien ne part avant que vous ayez dit ce qu’elle veut dire.",
        "en": "An answer has arrived: nothing leaves before you have said what it means.",
    },
    "question-to-answer": {
        "fr": "Ils vous ont posé une question : répondez-leur d’abord.",
        "en": "They asked you a question: answer it first.",
    },
    "bounce": {
        "fr": "Un message précédent n’est pas arrivé : vérifiez l’adresse avant d’écrire à nouveau.",
        "en": "An earlier message did not arrive: check the address before writing again.",
    },
    "case-closed": {
        "fr": "Le dossier est refermé. Rouvrez-le pour écrire.",
        "en": "The file is closed. Open it again to write.",
    },
    "not-planned": {
        "fr": "Votre doctrine ne prévoit pas cette lettre à ce stade.",
        "en": "Your doctrine does not plan this letter at this point.",
    },
    "not-by-mail": {
        "fr": "Ce pas se fait autrement que par mail.",
        "en": "This step is not done by mail.",
    },
    "playbook-unreadable": {
        "fr": "Votre doctrine ne peut pas être lue : rien ne part tant qu’elle n’est pas réparée.",
        "en": "Your doctrine cannot be read: nothing leaves until it is mended.",
    },
    "guard": {
        "fr": "Écrire maintenant serait contre-productif.",
        "en": "Writing now would do harm.",
    },
    "not-yet": {
        "fr": "L’heure de cette lettre n’est pas venue.",
        "en": "The hour of this letter has not come.",
    },
    "early": {
        "fr": "L’heure de cette lettre n’est pas venue.",
        "en": "The hour of this letter has not come.",
    },
    "quiet-hours": {
        "fr": "Il est trop tard ou trop tôt pour écrire (de 20 h à 8 h chez eux).",
        "en": "It is too late or too early to write (8 pm to 8 am where they are).",
    },
    "absence": {
        "fr": "La personne est absente : la lettre attend son retour.",
        "en": "The person is away: the letter waits for their return.",
    },
    "after-reply": {
        "fr": "Une réponse est arrivée depuis votre accord : la lettre a été arrêtée, son texte est gardé.",
        "en": "An answer came after you approved: the letter was stopped, its text is kept.",
    },
    "after-extra_contact": {
        "fr": "Vous avez écrit ou appelé depuis votre accord : la lettre a été arrêtée, son texte est gardé.",
        "en": "You wrote or called after you approved: the letter was stopped, its text is kept.",
    },
    "after-done": {
        "fr": "Ce pas est déjà fait : la lettre a été arrêtée, son texte est gardé.",
        "en": "This step is done already: the letter was stopped, its text is kept.",
    },
    "user": {
        "fr": "Vous avez annulé l’envoi. Le texte est gardé.",
        "en": "You cancelled the sending. The text is kept.",
    },
    "mailbox-unreadable": {
        "fr": "La boîte mail n’a pas pu être lue : sans savoir s’ils ont répondu, rien ne part.",
        "en": "The mailbox could not be read: without knowing whether they answered, nothing leaves.",
    },
    "mailbox-busy": {
        "fr": "La boîte mail est en train d’être lue : l’envoi suit dans une minute.",
        "en": "The mailbox is being read: sending follows in a minute.",
    },
    "planned-again": {
        "fr": "Son heure est passée pendant que la machine dormait : l’envoi est prévu à nouveau.",
        "en": "Its hour passed while the machine slept: it is planned again.",
    },
    "server-refused": {
        "fr": "Le serveur a refusé la lettre. Elle n’est pas partie. Réponse du serveur : {said}",
        "en": "The server refused the letter. It did not leave. The server said: {said}",
    },
    "gave-up": {
        "fr": "Le serveur n’a pas voulu de la lettre à temps. Elle n’est pas partie. Réponse du serveur : {said}",
        "en": "The server would not take the letter in time. It did not leave. The server said: {said}",
    },
    "link-lost": {
        "fr": (
            "La liaison a été coupée pendant l’envoi : personne ne sait si la lettre est partie. Aucune machine "
            "ne la renverra."
        ),
        "en": (
            "The connection was lost while sending: nobody knows whether the letter left. No machine will send it "
            "again."
        ),
    },
    "restarted": {
        "fr": (
            "Le programme s’est arrêté pendant l’envoi : personne ne sait si la lettre est partie. Aucune machine "
            "ne la renverra."
        ),
        "en": (
            "The program stopped while sending: nobody knows whether the letter left. No machine will send it "
            "again."
        ),
    },
}

#: Codes of Notice rows. `{name}` is the recipient.
NOTICES: Sentences = {
    "letter-unknown": {
        "fr": (
            "Nul ne sait si votre lettre à {name} est partie. Regardez dans vos messages envoyés, puis dites-le "
            "ici."
        ),
        "en": "Nobody knows whether your letter to {name} left. Look in your sent mail, then say so here.",
    },
    "letter-server-refused": {
        "fr": (
            "Le serveur a refusé votre lettre à {name} : elle n’est pas partie, son texte est gardé. Il a dit : "
            "{said}"
        ),
        "en": "The server refused your letter to {name}: it did not leave, its text is kept. It said: {said}",
    },
    "letter-gave-up": {
        "fr": "Votre lettre à {name} n’a pas pu partir à temps. Son texte est gardé.",
        "en": "Your letter to {name} could not leave in time. Its text is kept.",
    },
    "letter-try-later": {
        "fr": "Le serveur demande d’attendre pour votre lettre à {name} : nouvel essai plus tard.",
        "en": "The server asks to wait for your letter to {name}: another try later.",
    },
    "letter-planned-again": {
        "fr": (
            "La machine dormait à l’heure de votre lettre à {name}. Elle n’est pas partie ; une nouvelle heure "
            "est prévue."
        ),
        "en": "The machine slept at the hour of your letter to {name}. It did not leave; a new hour is planned.",
    },
    "letter-waits-for-mailbox": {
        "fr": (
            "Une lettre attend : la boîte mail n’a pas pu être lue, et rien ne part sans savoir s’ils ont répondu."
        ),
        "en": (
            "A letter waits: the mailbox could not be read, and nothing leaves without knowing whether they "
            "answered."
        ),
    },
    "letter-stopped": {
        "fr": "Votre lettre à {name} a été arrêtée. Son texte est gardé.",
        "en": "Your letter to {name} was stopped. Its text is kept.",
    },
    "letter-bounced": {
        "fr": "Votre lettre n’est pas arrivée à {address}. Vérifiez l’adresse : tout le reste attend.",
        "en": "Your letter did not arrive at {address}. Check the address: everything else waits.",
    },
    "contact-by-hand": {
        "fr": "Vous leur avez écrit vous-même («{subject}») : ce contact est compté, et le plan en tient compte.",
        "en": "You wrote to them yourself (“{subject}”): this contact counts, and the plan follows.",
    },
    "mailbox-unreadable": {
        "fr": (
            "Votre boîte mail ne se laisse pas lire depuis un moment. Rien ne part en attendant. Vérifiez les "
            "réglages."
        ),
        "en": "Your mailbox has been unreadable for a while. Nothing leaves meanwhile. Check the settings.",
    },
    "letter-sent": {
        "fr": "Votre lettre à {name} est bien partie.",
        "en": "Your letter to {name} has left.",
    },
}
