"""What `relance doctor` finds."""

from relance.wording import Sentences

EXAMINATION: Sentences = {
    "own_name_missing": {
        "fr": "Votre nom n’est pas renseigné : les lettres ne peuvent pas être signées. Ouvrez les réglages.",
        "en": "Your name is not set: letters cannot be signed. Open the settings.",
    },
    "mailbox_missing": {
        "fr": "Aucune boîte mail n’est reliée : les lettres partent par votre propre programme de courrier.",
        "en": "No mailbox is connected: letters leave by your own mail program.",
    },
    "password_unreadable": {
        "fr": "Le mot de passe de la boîte ne se déchiffre plus : la clé d’origine manque. Tapez-le à nouveau.",
        "en": "The mailbox password can no longer be decrypted: its key is missing. Type it again.",
    },
    "letter_in_doubt": {
        "fr": "Personne ne sait si la lettre à {name} est partie. Regardez vos messages envoyés, puis dites-le.",
        "en": "Nobody knows whether the letter to {name} left. Look in your sent mail, then say so.",
    },
    "playbook_unknown": {
        "fr": "Aucune doctrine ne s’appelle «{id}» : rien ne part tant que vous n’en avez pas choisi une autre.",
        "en": "No playbook is called “{id}”: nothing leaves until you have chosen another.",
    },
    "folder_unreadable": {
        "fr": "Le dossier de vos doctrines ne se lit pas ({detail}).",
        "en": "The folder of your playbooks cannot be read ({detail}).",
    },
    "file_not_text": {
        "fr": "Ce fichier n’est pas un texte : une doctrine est un fichier TOML en UTF-8.",
        "en": "This file is not text: a playbook is a TOML file in UTF-8.",
    },
}
