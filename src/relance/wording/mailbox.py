"""What the mailbox codes say: settings, the link, what a letter lacks to leave, what providers ask."""

from relance.wording import Sentences

LINK: Sentences = {
    "host_missing": {
        "fr": "Le nom du serveur manque, ou contient une espace.",
        "en": "The server's name is missing, or contains a space.",
    },
    "port_out_of_range": {
        "fr": "Le port {port} n’existe pas : un nombre de 1 à 65535 est attendu.",
        "en": "There is no port {port}: a number from 1 to 65535 is expected.",
    },
    "plaintext_refused": {
        "fr": "Sans chiffrement, le mot de passe passerait en clair jusqu’à {host}. Choisissez TLS ou STARTTLS.",
        "en": "Without encryption the password would travel in clear to {host}. Choose TLS or STARTTLS.",
    },
    "line_break": {
        "fr": "Ce champ tient sur une seule ligne : retirez le retour à la ligne.",
        "en": "This field holds one line only: remove the line break.",
    },
    "not_a_certificate": {
        "fr": "Ce texte n’est pas un certificat (il commence d’ordinaire par « -----BEGIN CERTIFICATE----- »).",
        "en": "This text is no certificate (one usually begins with “-----BEGIN CERTIFICATE-----”).",
    },
    "host_unknown": {
        "fr": "Aucun serveur ne s’appelle {host}, ou cette machine est hors ligne.",
        "en": "No server is called {host}, or this machine is offline.",
    },
    "port_closed": {
        "fr": "{host} ne répond pas sur le port {port}. Vérifiez le port et le type de chiffrement.",
        "en": "{host} does not answer on port {port}. Check the port and the kind of encryption.",
    },
    "unreachable": {
        "fr": "{host} est injoignable depuis cette machine.",
        "en": "{host} cannot be reached from this machine.",
    },
    "timeout": {
        "fr": "{host} n’a pas répondu à temps. Le port {port} est peut-être filtré, ou le chiffrement mal choisi.",
        "en": "{host} did not answer in time. Port {port} may be filtered, or the encryption be the wrong kind.",
    },
    "connection_lost": {
        "fr": "{host} a coupé la liaison.",
        "en": "{host} dropped the connection.",
    },
    "tls_certificate": {
        "fr": "Le certificat de {host} n’est pas valable ({said}). Rien n’a été envoyé, pas même le mot de passe.",
        "en": "The certificate of {host} is not valid ({said}). Nothing was sent, not even the password.",
    },
    "tls_failed": {
        "fr": "Le chiffrement avec {host} sur le port {port} a échoué : ce port attend sans doute l’autre type.",
        "en": "Encryption with {host} on port {port} failed: this port probably expects the other kind.",
    },
    "tls_not_offered": {
        "fr": "{host} ne propose pas de chiffrer la liaison ; le mot de passe n’a pas été envoyé.",
        "en": "{host} does not offer to encrypt the connection; the password was not sent.",
    },
    "password_refused": {
        "fr": "{host} refuse le mot de passe de {username}. Réponse du serveur : {said}",
        "en": "{host} refuses the password of {username}. The server said: {said}",
    },
    "app_password_needed": {
        "fr": "{host} demande un mot de passe d’application, à créer dans les réglages de votre compte.",
        "en": "{host} asks for an app password, to be made in your account's security settings.",
    },
    "passwords_not_taken": {
        "fr": "{host} n’accepte plus de mot de passe venant d’un programme. « Envoyer autrement » reste possible.",
        "en": "{host} no longer takes a password from a program. “Send another way” still works.",
    },
    "auth_not_offered": {
        "fr": "{host} ne propose aucune identification que Relance sache faire sur cette liaison.",
        "en": "{host} offers no way of logging in that Relance knows on this connection.",
    },
    "auth_required": {
        "fr": "{host} veut un identifiant et un mot de passe avant d’accepter un message.",
        "en": "{host} wants a user name and a password before it takes a message.",
    },
    "server_says_later": {
        "fr": "{host} demande de réessayer plus tard. Réponse du serveur : {said}",
        "en": "{host} asks to try again later. The server said: {said}",
    },
    "server_says_no": {
        "fr": "{host} refuse. Réponse du serveur : {said}",
        "en": "{host} refuses. The server said: {said}",
    },
    "server_unclear": {
        "fr": "{host} a donné une réponse qui ne se comprend pas ({said}).",
        "en": "{host} gave an answer that makes no sense ({said}).",
    },
    "no_idle": {
        "fr": "Ce serveur ne prévient pas quand un message arrive : Relance ira voir à intervalles réguliers.",
        "en": "This server does not say when a message arrives: Relance will look at regular intervals.",
    },
    "no_sent_folder": {
        "fr": "Aucun dossier « Envoyés » n’a été trouvé : vos lettres partiront, sans copie dans la boîte.",
        "en": "No “Sent” folder was found: your letters will leave, with no copy in the mailbox.",
    },
    "folder_emptied": {
        "fr": "Le dossier {folder} contenait {count} messages et n’en contient plus aucun. Par prudence, rien ne "
        "part tant que vous n’avez pas dit si c’est normal.",
        "en": "The folder {folder} held {count} messages and holds none any more. To be safe nothing leaves until "
        "you have said whether this is as it should be.",
    },
    "folder_missing": {
        "fr": "Le dossier n’existe plus sur {host}. Réponse du serveur : {said}",
        "en": "The folder no longer exists on {host}. The server said: {said}",
    },
}

LEAVING: Sentences = {
    "not_an_address": {
        "fr": "« {address} » n’est pas une adresse de courriel.",
        "en": "“{address}” is not an e-mail address.",
    },
    "line_break": LINK["line_break"],
    "subject_empty": {"fr": "L’objet est vide.", "en": "The subject is empty."},
    "subject_too_long": {
        "fr": "L’objet dépasse {limit} caractères.",
        "en": "The subject is longer than {limit} characters.",
    },
    "body_empty": {"fr": "Le texte est vide.", "en": "The text is empty."},
    "body_too_long": {
        "fr": "Le texte dépasse {limit} caractères.",
        "en": "The text is longer than {limit} characters.",
    },
    "attachments_too_big": {
        "fr": "Les pièces jointes dépassent {limit} Mo en tout ; la plupart des serveurs les refuseraient.",
        "en": "The attachments exceed {limit} MB in all; most servers would refuse them.",
    },
    "not_text": {
        "fr": "Le texte contient des caractères qui ne peuvent pas voyager par courriel.",
        "en": "The text holds characters that cannot travel by e-mail.",
    },
    "not_a_message_id": {
        "fr": "L’identifiant du message est mal formé ({value}).",
        "en": "The message's identifier is badly formed ({value}).",
    },
    "no_zone": {
        "fr": "L’heure de départ n’a pas de fuseau horaire.",
        "en": "The time to leave has no time zone.",
    },
    "not_a_media_type": {
        "fr": "Ce type de pièce jointe ne peut pas être envoyé.",
        "en": "This kind of attachment cannot be sent.",
    },
    "not_crlf": {
        "fr": "Le message enregistré est abîmé ; il n’a pas été envoyé.",
        "en": "The stored message is damaged; it was not sent.",
    },
    "address_not_carried": {
        "fr": "{host} ne sait pas écrire à une adresse qui contient des lettres accentuées.",
        "en": "{host} cannot write to an address with accented letters.",
    },
    "sender_refused": {
        "fr": "{host} ne vous laisse pas écrire depuis cette adresse. Réponse du serveur : {said}",
        "en": "{host} does not let you write from this address. The server said: {said}",
    },
    "recipient_refused": {
        "fr": "L’adresse du destinataire est refusée. Réponse du serveur : {said}",
        "en": "The recipient's address is refused. The server said: {said}",
    },
    "text_refused": {
        "fr": "{host} a refusé le message lui-même. Réponse du serveur : {said}",
        "en": "{host} refused the message itself. The server said: {said}",
    },
}

UNKNOWN: Sentences = {
    "connection_lost": {
        "fr": "La liaison a été coupée pendant l’envoi : le serveur a peut-être le message, peut-être pas.",
        "en": "The connection dropped while sending: the server may have the message, or not.",
    },
    "timeout": {
        "fr": "Le serveur n’a pas confirmé à temps : il a peut-être le message, peut-être pas.",
        "en": "The server did not confirm in time: it may have the message, or not.",
    },
    "unreadable_answer": {
        "fr": "Le serveur a répondu quelque chose d’incompréhensible : il a peut-être le message, peut-être pas.",
        "en": "The server's answer makes no sense: it may have the message, or not.",
    },
    "interrupted": {
        "fr": "L’envoi a été interrompu : le serveur a peut-être le message, peut-être pas.",
        "en": "Sending was interrupted: the server may have the message, or not.",
    },
}

NOTES: Sentences = {
    "needs_app_password": {
        "fr": "{name} demande un mot de passe d’application, distinct de votre mot de passe habituel.",
        "en": "{name} asks for an app password, other than your usual one.",
    },
    "takes_no_password": {
        "fr": "{name} n’accepte pas de mot de passe venant d’un programme : écrivez avec « Envoyer autrement » et "
        "notez les réponses vous-même.",
        "en": "{name} takes no password from a program: write with “Send another way” and note the answers "
        "yourself.",
    },
    "imap_to_switch_on": {
        "fr": "Chez {name}, l’accès par un logiciel (IMAP) s’active d’abord dans les réglages du webmail.",
        "en": "With {name}, access by a mail program (IMAP) is first switched on in the webmail's settings.",
    },
    "smtp_to_switch_on": {
        "fr": "Chez {name}, l’envoi identifié (SMTP authentifié) s’active d’abord dans l’espace abonné.",
        "en": "With {name}, authenticated sending (SMTP) is first switched on in the subscriber's pages.",
    },
    "needs_bridge": {
        "fr": "{name} passe par son programme Bridge, à lancer sur cette machine : prenez le mot de passe qu’il "
        "affiche et exportez son certificat.",
        "en": "{name} goes through its Bridge program, to be run on this machine: take the password it shows and "
        "export its certificate.",
    },
}
