"""What the user is told: refused acts, letters that did not leave as planned, a mailbox that fails."""

from relance.wording import Sentences

#: Why something is not done, or why a letter was stopped: what happened, what is safe, what to do.
REFUSALS = Sentences(
    "refusals",
    {
        "imported": (
            "Cette lettre vient d’un export : elle est peut-être partie de là-bas. Son texte est gardé ; "
            "ici, rien ne part sans un nouvel accord."
        ),
        "try-later": "Le serveur ne l’a pas prise cette fois. Nouvel essai à cette heure.",
        "no-mailbox": (
            "Aucune boîte mail n’est reliée. Le texte est gardé : envoyez-le autrement, ou reliez une boîte dans "
            "les réglages."
        ),
        "no-reference-agreed": (
            "Personne n’a encore donné son accord : la feuille serait vide. Demandez d’abord à vos références, "
            "puis notez le jour de leur oui."
        ),
        "assistant-unset": "Aucun assistant n’est réglé. Tout fonctionne sans lui.",
        "assistant-key-unreadable": (
            "La clé de votre assistant ne peut plus être lue sur cette machine : donnez-la à nouveau dans les "
            "réglages. Rien n’a été envoyé."
        ),
        "assistant-text-changed": (
            "Le texte ou le réglage a changé depuis que vous l’avez vu. Rien n’a été envoyé : relisez, "
            "puis envoyez."
        ),
        "assistant-unreachable": "{host} ne répond pas, ou pas comme il faut. Votre lettre est intacte.",
        "assistant-slow": "{host} n’a pas répondu en trente secondes. Votre lettre est intacte.",
        "assistant-said-no": (
            "{host} a refusé (code {status}). Vérifiez l’adresse, le modèle et la clé dans les réglages. Votre "
            "lettre est intacte."
        ),
        "assistant-unreadable": "{host} a répondu dans une forme inconnue. Votre lettre est intacte.",
        "assistant-too-long": "{host} a répondu bien plus qu’une lettre : rien n’en est gardé.",
        "assistant-silent": "{host} a répondu sans un mot. Votre lettre est intacte.",
        "assistant-not-here": (
            "{host} n’est pas cette machine : sans chiffrement, rien n’y est envoyé. Mettez une adresse en https://."
        ),
        "assistant-not-public": (
            "{host} n’est pas une adresse publique : depuis un serveur partagé, rien n’y est envoyé."
        ),
        "no-address": "Il n’y a pas d’adresse pour {name}. Ajoutez-la dans les personnes de cet entretien.",
        "letter-empty": "La lettre est vide : rien n’a été approuvé.",
        "letter-left-already": (
            "Cette lettre est déjà partie, ou en train de partir : elle ne peut plus changer, et ne partira pas "
            "deux fois."
        ),
        "letter-changed-elsewhere": (
            "Ce texte a changé dans un autre onglet. Rien n’est perdu : votre version est ci-dessous, l’autre est "
            "enregistrée."
        ),
        "letter-not-in-doubt": "Le doute est déjà levé pour cette lettre.",
        "check-error": "Une objection grave reste dans le texte. Corrigez-la, puis approuvez.",
        "answer-arrived": "Une réponse est arrivée : rien ne part avant que vous ayez dit ce qu’elle veut dire.",
        "question-to-answer": "Ils vous ont posé une question : répondez-leur d’abord.",
        "address-corrected": "L’adresse a changé depuis votre accord : la lettre est arrêtée, son texte gardé.",
        "interview-moved": "L’entretien a changé d’heure : la lettre a été arrêtée, son texte est gardé.",
        "interview-cancelled": (
            "L’entretien est annulé dans leur agenda : rien ne part avant que vous ayez dit ce qu’il en est."
        ),
        "bounce": "Un message précédent n’est pas arrivé : vérifiez l’adresse avant d’écrire à nouveau.",
        "letter-waits-for-them": (
            "Une lettre approuvée attend de partir pour {name}. Rien n’a été effacé : arrêtez d’abord la lettre, "
            "ou cochez la case qui l’arrête ; son texte reste dans la candidature."
        ),
        "letter-leaving-now": (
            "Une lettre pour {name} est en train de partir, ou nul ne sait si elle est partie. Rien n’a changé : "
            "réglez d’abord cette lettre."
        ),
        "person-erased": "La personne a été effacée : la lettre a été arrêtée, son texte est gardé.",
        "address-passed-on": (
            "L’adresse de cette lettre est devenue celle de quelqu’un d’autre : la lettre a été arrêtée, son texte "
            "est gardé."
        ),
        "case-closed": "Le dossier est refermé. Rouvrez-le pour écrire.",
        "not-planned": "Votre doctrine ne prévoit pas cette lettre à ce stade.",
        "not-by-mail": "Ce pas se fait autrement que par mail.",
        "playbook-unreadable": (
            "Votre doctrine ne peut pas être lue : rien ne part tant qu’elle n’est pas réparée."
        ),
        "guard": "Écrire maintenant serait contre-productif.",
        "not-yet": "L’heure de cette lettre n’est pas venue.",
        "early": "L’heure de cette lettre n’est pas venue.",
        "quiet-hours": "Il est trop tard ou trop tôt pour écrire (de 20 h à 8 h chez eux).",
        "absence": "La personne est absente : la lettre attend son retour.",
        "after-reply": (
            "Une réponse est arrivée depuis votre accord : la lettre a été arrêtée, son texte est gardé."
        ),
        "after-extra_contact": (
            "Vous avez écrit ou appelé depuis votre accord : la lettre a été arrêtée, son texte est gardé."
        ),
        "after-news": "Une nouvelle a été donnée depuis votre accord : la lettre est arrêtée, son texte gardé.",
        "after-turn": "Le recrutement a pris un autre tour depuis votre accord : la lettre est arrêtée.",
        "after-withdrew": "La personne s’est retirée depuis votre accord : la lettre a été arrêtée.",
        "opening-closed": "Ce recrutement est clos. Rouvrez-le pour recevoir quelqu’un.",
        "candidate-unanswered": (
            "Cette personne attend encore sa réponse : le dossier ne peut pas être rangé avant. Répondez-lui, "
            "ou notez ce que vous lui avez dit."
        ),
        "candidates-unanswered": "Le recrutement ne peut pas être clos : {names} n’a pas encore de réponse.",
        "after-done": "Ce pas est déjà fait : la lettre a été arrêtée, son texte est gardé.",
        "user": "Vous avez annulé l’envoi. Le texte est gardé.",
        "mailbox-unreadable": "La boîte mail n’a pas pu être lue : sans savoir s’ils ont répondu, rien ne part.",
        "mailbox-busy": "La boîte mail est en train d’être lue : l’envoi suit dans une minute.",
        "planned-again": "Son heure est passée pendant que la machine dormait : l’envoi est prévu à nouveau.",
        "server-refused": "Le serveur a refusé la lettre. Elle n’est pas partie. Réponse du serveur : {said}",
        "gave-up": (
            "Le serveur n’a pas voulu de la lettre à temps. Elle n’est pas partie. Réponse du serveur : {said}"
        ),
        "link-lost": (
            "La liaison a été coupée pendant l’envoi : personne ne sait si la lettre est partie. Aucune machine "
            "ne la renverra."
        ),
        "worker-died": (
            "Le programme s’est arrêté pendant l’envoi : personne ne sait si la lettre est partie. Aucune machine "
            "ne la renverra."
        ),
    },
)

#: Codes of Notice rows. `{name}` is the recipient.
NOTICES = Sentences(
    "notices",
    {
        "letter-unknown": (
            "Nul ne sait si votre lettre à {name} est partie. Regardez dans vos messages envoyés, puis dites-le "
            "ici."
        ),
        "letter-server-refused": (
            "Le serveur a refusé votre lettre à {name} : elle n’est pas partie, son texte est gardé. Il a dit : "
            "{said}"
        ),
        "letter-gave-up": "Votre lettre à {name} n’a pas pu partir à temps. Son texte est gardé.",
        "letter-try-later": "Le serveur demande d’attendre pour votre lettre à {name} : nouvel essai plus tard.",
        "letter-planned-again": (
            "La machine dormait à l’heure de votre lettre à {name}. Elle n’est pas partie ; une nouvelle heure "
            "est prévue."
        ),
        "letter-waits-for-mailbox": (
            "Une lettre attend : la boîte mail n’a pas pu être lue, et rien ne part sans savoir s’ils ont répondu."
        ),
        "letter-stopped": "Votre lettre à {name} a été arrêtée. Son texte est gardé.",
        "letter-bounced": "Votre lettre n’est pas arrivée à {address}. Vérifiez l’adresse : tout le reste attend.",
        "contact-by-hand": (
            "Vous leur avez écrit vous-même («{subject}») : ce contact est compté, et le plan en tient compte."
        ),
        "page-date": "Leur page annonce des nouvelles au plus tard {day}. Le plan suit.",
        "page-slowed": "Leur page dit que le recrutement a pris du retard.",
        "page-standby": "Leur page dit que le recrutement est en attente.",
        "page-stopped": "Leur page dit que le recrutement est arrêté. Leur réponse doit suivre.",
        "page-deciding": "Leur page dit qu’une décision est prise, ou presque. Leur réponse doit suivre.",
        "page-answered": "Leur page dit que vous avez eu votre réponse. Notez-la ici si ce n’est pas fait.",
        "page-withdrawn": "Leur page dit que votre candidature est retirée.",
        "page-gone": (
            "Leur page est fermée. La date annoncée et votre plan restent ; si vous avez un autre lien, collez-le."
        ),
        "page-away": (
            "Leur page ne répond plus depuis trois jours. La date annoncée reste, et la page est relue chaque jour."
        ),
        "retention-notice": "Le dossier de {name} sera effacé {day} : le délai de garde s’achève.",
        "candidate-asked": "{name} demande des nouvelles, depuis sa page.",
        "candidate-asked-reasons": "{name} demande les motifs du refus, depuis sa page.",
        "candidate-withdrew": "{name} retire sa candidature, depuis sa page. Ce qui devait partir est arrêté.",
        "candidate-corrected": "{name} a corrigé ses coordonnées, depuis sa page.",
        "candidate-corrects-by-hand": (
            "{name} donne une adresse qui est déjà celle de quelqu’un d’autre chez vous : corrigez-la vous-même."
        ),
        "mailbox-unreadable": (
            "Votre boîte mail ne se laisse pas lire depuis un moment. Rien ne part en attendant. Vérifiez les "
            "réglages."
        ),
        "interview-moved": (
            "L’entretien du {before} est déplacé au {after}, d’après l’invitation reçue. Le plan suit."
        ),
        "interview-cancelled": (
            "L’entretien du {before} est annulé dans leur agenda. Dites ce qu’il en est : rien ne part d’ici là."
        ),
        "duty-news": "{name} attend des nouvelles aujourd’hui, pour le poste «{title}».",
        "duty-answer": "{name} attend sa réponse aujourd’hui, pour le poste «{title}».",
        "duty-reason": "{name} a reçu un non sans motif, pour le poste «{title}» : le motif est dû aujourd’hui.",
        "duty-law": "Délai légal : {name} doit savoir où en est la décision au plus tard le {limit}.",
        "letter-sent": "Votre lettre à {name} est bien partie.",
        "morning-failed": (
            "Le mail du matin n’est pas parti : le serveur n’en a pas voulu ({said}). Ce qu’il y a à faire est ici."
        ),
        "morning-unknown": (
            "La liaison a été coupée pendant le mail du matin : il est peut-être arrivé, il ne sera pas renvoyé."
        ),
        "morning-bounced": "Le mail du matin n’est pas arrivé à {address}. Vérifiez l’adresse de votre boîte.",
        "morning-no-mailbox": "Le mail du matin n’est pas parti : aucune boîte mail n’est reliée.",
    },
)
