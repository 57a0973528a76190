"""What the mailbox codes say: settings, the link, what a letter lacks to leave, what providers ask."""

from relance.wording import Sentences

LINK = Sentences(
    "link",
    {
        "host_missing": "Le nom du serveur manque, ou contient une espace.",
        "port_out_of_range": "Le port {port} n’existe pas : un nombre de 1 à 65535 est attendu.",
        "plaintext_refused": (
            "Sans chiffrement, le mot de passe passerait en clair jusqu’à {host}. Choisissez TLS ou STARTTLS."
        ),
        "line_break": "Ce champ tient sur une seule ligne : retirez le retour à la ligne.",
        "not_a_certificate": (
            "Ce texte n’est pas un certificat (il commence d’ordinaire par « -----BEGIN CERTIFICATE----- »)."
        ),
        "host_unknown": "Aucun serveur ne s’appelle {host}, ou cette machine est hors ligne.",
        "port_closed": "{host} ne répond pas sur le port {port}. Vérifiez le port et le type de chiffrement.",
        "unreachable": "{host} est injoignable depuis cette machine.",
        "timeout": (
            "{host} n’a pas répondu à temps. Le port {port} est peut-être filtré, ou le chiffrement mal choisi."
        ),
        "connection_lost": "{host} a coupé la liaison.",
        "tls_certificate": (
            "Le certificat de {host} n’est pas valable ({said}). Rien n’a été envoyé, pas même le mot de passe."
        ),
        "tls_failed": (
            "Le chiffrement avec {host} sur le port {port} a échoué : ce port attend sans doute l’autre type."
        ),
        "tls_not_offered": "{host} ne propose pas de chiffrer la liaison ; le mot de passe n’a pas été envoyé.",
        "password_refused": "{host} refuse le mot de passe de {username}. Réponse du serveur : {said}",
        "app_password_needed": (
            "{host} demande un mot de passe d’application, à créer dans les réglages de votre compte."
        ),
        "passwords_not_taken": (
            "{host} n’accepte plus de mot de passe venant d’un programme. « Envoyer autrement » reste possible."
        ),
        "auth_not_offered": "{host} ne propose aucune identification que Relance sache faire sur cette liaison.",
        "auth_required": "{host} veut un identifiant et un mot de passe avant d’accepter un message.",
        "server_says_later": "{host} demande de réessayer plus tard. Réponse du serveur : {said}",
        "server_says_no": "{host} refuse. Réponse du serveur : {said}",
        "server_unclear": "{host} a donné une réponse qui ne se comprend pas ({said}).",
        "no_idle": (
            "Ce serveur ne prévient pas quand un message arrive : Relance ira voir à intervalles réguliers."
        ),
        "no_sent_folder": (
            "Aucun dossier « Envoyés » n’a été trouvé : vos lettres partiront, sans copie dans la boîte."
        ),
        "folder_emptied": (
            "Le dossier {folder} contenait {count} messages et n’en contient plus aucun. Par prudence, rien ne "
            "part tant que vous n’avez pas dit si c’est normal."
        ),
        "folder_missing": "Le dossier n’existe plus sur {host}. Réponse du serveur : {said}",
    },
)

LEAVING = Sentences(
    "leaving",
    {
        "not_an_address": "« {address} » n’est pas une adresse de courriel.",
        "line_break": LINK["line_break"],
        "subject_empty": "L’objet est vide.",
        "subject_too_long": "L’objet dépasse {limit} caractères.",
        "body_empty": "Le texte est vide.",
        "body_too_long": "Le texte dépasse {limit} caractères.",
        "attachments_too_big": (
            "Les pièces jointes dépassent {limit} Mo en tout ; la plupart des serveurs les refuseraient."
        ),
        "not_text": "Le texte contient des caractères qui ne peuvent pas voyager par courriel.",
        "not_a_message_id": "L’identifiant du message est mal formé ({value}).",
        "no_zone": "L’heure de départ n’a pas de fuseau horaire.",
        "not_a_media_type": "Ce type de pièce jointe ne peut pas être envoyé.",
        "not_crlf": "Le message enregistré est abîmé ; il n’a pas été envoyé.",
        "address_not_carried": "{host} ne sait pas écrire à une adresse qui contient des lettres accentuées.",
        "sender_refused": "{host} ne vous laisse pas écrire depuis cette adresse. Réponse du serveur : {said}",
        "recipient_refused": "L’adresse du destinataire est refusée. Réponse du serveur : {said}",
        "text_refused": "{host} a refusé le message lui-même. Réponse du serveur : {said}",
    },
)

UNKNOWN = Sentences(
    "unknown",
    {
        "connection_lost": (
            "La liaison a été coupée pendant l’envoi : le serveur a peut-être le message, peut-être pas."
        ),
        "timeout": "Le serveur n’a pas confirmé à temps : il a peut-être le message, peut-être pas.",
        "unreadable_answer": (
            "Le serveur a répondu quelque chose d’incompréhensible : il a peut-être le message, peut-être pas."
        ),
        "interrupted": "L’envoi a été interrompu : le serveur a peut-être le message, peut-être pas.",
    },
)

NOTES = Sentences(
    "notes",
    {
        "needs_app_password": (
            "{name} demande un mot de passe d’application, distinct de votre mot de passe habituel."
        ),
        "takes_no_password": (
            "{name} n’accepte pas de mot de passe venant d’un programme : écrivez avec « Envoyer autrement » et "
            "notez les réponses vous-même."
        ),
        "imap_to_switch_on": (
            "Chez {name}, l’accès par un logiciel (IMAP) s’active d’abord dans les réglages du webmail."
        ),
        "smtp_to_switch_on": (
            "Chez {name}, l’envoi identifié (SMTP authentifié) s’active d’abord dans l’espace abonné."
        ),
        "needs_bridge": (
            "{name} passe par son programme Bridge, à lancer sur cette machine : prenez le mot de passe qu’il "
            "affiche et exportez son certificat."
        ),
    },
)
