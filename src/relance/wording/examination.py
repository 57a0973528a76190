"""What `relance doctor` finds."""

from relance.wording import Sentences

EXAMINATION = Sentences(
    "examination",
    {
        "own_name_missing": (
            "Votre nom n’est pas renseigné : les lettres ne peuvent pas être signées. Ouvrez les réglages."
        ),
        "mailbox_missing": (
            "Aucune boîte mail n’est reliée : les lettres partent par votre propre programme de courrier."
        ),
        "password_unreadable": (
            "Le mot de passe de la boîte ne se déchiffre plus : la clé d’origine manque. Tapez-le à nouveau."
        ),
        "letter_in_doubt": (
            "Personne ne sait si la lettre à {name} est partie. Regardez vos messages envoyés, puis dites-le."
        ),
        "playbook_unknown": (
            "Aucune doctrine ne s’appelle «{id}» : rien ne part tant que vous n’en avez pas choisi une autre."
        ),
        "folder_unreadable": "Le dossier de vos doctrines ne se lit pas ({detail}).",
        "file_not_text": "Ce fichier n’est pas un texte : une doctrine est un fichier TOML en UTF-8.",
    },
)
