"""What is wrong with something typed or handed in, said to the person who typed it. Nothing typed is lost."""

from relance.wording import Sentences

INPUTS = Sentences(
    "inputs",
    {
        "organisation_missing": "Dites chez qui c’était : entreprise, cabinet, administration.",
        "title_missing": "Dites quel est le poste.",
        "people_missing": "Nommez au moins une personne rencontrée, même sans adresse.",
        "name_missing": "Il manque le nom de cette personne.",
        "address_twice": "L’adresse {address} est déjà celle de {name}.",
        "address_of_another": (
            "Vous connaissez déjà {address} sous le nom de {name}. Est-ce la même personne ? Sinon, notez l’autre "
            "dans Réseau, et dites-y que l’adresse a changé de mains."
        ),
        "address_unreadable": "«{address}» n’a pas la forme d’une adresse mail.",
        "address_asked": "Retapez l’adresse où ce lien vous a été envoyé : rien n’a été fait.",
        "address_not_the_one": "Ce n’est pas l’adresse où ce lien a été envoyé : rien n’a été fait.",
        "too_many_tries": "Trop d’adresses essayées ce jour : rien n’est fait. Revenez demain, ou écrivez-leur.",
        "page_address_unreadable": "Ce n’est pas une adresse. Collez celle de la page, depuis votre navigateur.",
        "page_needs_https": "L’adresse doit commencer par https:// : le lien d’une page ne voyage pas en clair.",
        "page_not_public": "Cette adresse n’est pas publique : d’ici, elle ne peut pas être lue.",
        "page_unreachable": "Cette page ne répond pas. Rien n’a changé : essayez plus tard.",
        "page_unreadable": "Ce n’est pas une page que Relance sait suivre. Notez la date à la main.",
        "page_newer": "Cette page est d’une version plus récente : mettez Relance à jour pour la suivre.",
        "page_gone": "Ce lien ne montre rien, ou plus rien. Demandez-en un autre à la personne qui vous a reçu.",
        "consent_in_the_future": "L’accord ne peut pas dater de demain : mettez le jour où elle a dit oui.",
        "reference_unreachable": (
            "Pour figurer sur la feuille, il faut un téléphone ou une adresse : sinon, comment l’appeler ?"
        ),
        "assistant_address_unreadable": (
            "Ce n’est pas une adresse d’assistant. Exemple : https://example.org/v1, sans identifiant ni paramètre."
        ),
        "assistant_needs_https": (
            "Hors de cette machine, l’adresse doit commencer par https:// : vos lettres ne voyagent pas en clair."
        ),
        "assistant_model_missing": "Dites quel modèle demander, du nom que lui donne votre fournisseur.",
        "assistant_key_unfit": "Cette clé contient une espace ou un caractère impossible : recopiez-la.",
        "more_than_one_main_contact": "Une seule personne peut être le contact privilégié.",
        "more_than_one_agency": "Une seule personne peut être celle du cabinet de recrutement.",
        "zone_unknown": "Le fuseau «{zone}» n’existe pas. Exemple : Europe/Paris.",
        "region_unknown": "La région «{region}» n’est pas connue. Exemples : FR, BE, CA-QC.",
        "end_before_start": "La fin vient avant le début.",
        "interview_long_ago": "Cet entretien daterait de plus d’un an ({date}). Vérifiez l’année.",
        "date_missing": "Il manque la date.",
        "answer_missing": "Il manque votre réponse.",
        "start_missing": "Il manque le jour et l’heure.",
        "number_missing": "Il manque le nombre de jours.",
        "number_out_of_range": "{value} jours : le nombre doit aller de 1 à 366.",
        "promise_before_interview": "La date annoncée ({date}) tombe avant l’entretien ({interview}).",
        "promise_in_the_past": "La date annoncée ({date}) était déjà passée à l’arrivée de la réponse.",
        "round2_in_the_past": "Le prochain entretien tombe avant la réponse elle-même.",
        "instant_in_the_future": "Cela n’a pas encore eu lieu : la date est dans l’avenir.",
        "person_unknown": "Cette personne n’était pas de cet entretien.",
        "choice_unknown": "«{value}» n’est pas un choix possible.",
        "field_unknown": "Le champ «{name}» n’existe pas.",
        "reference_unknown": "Cette ligne renvoie à quelque chose qui n’est pas dans le fichier.",
        "text_too_long": (
            "Ce texte dépasse {most} signes : rien n’a été enregistré de trop, et votre texte est encore dans la "
            "page. Raccourcissez-le."
        ),
        "moved_since": "L’entretien a encore changé d’heure depuis : annulez d’abord le dernier déplacement.",
        "already_undone": "C’est déjà annulé.",
        "login_misshapen": (
            "«{login}» ne peut pas être un nom de compte : lettres, chiffres et . @ + - _ seulement."
        ),
        "login_unknown": "Personne ne s’appelle «{login}» ici. Demandez-lui son nom de compte.",
        "login_is_owner": "Ce recrutement est déjà à «{login}».",
        "sender_missing": "Dites d’abord dans les réglages de quel nom vous signez.",
        "reason_missing": "Il manque le motif ({name}) : une raison qui tient au poste, en une phrase.",
        "reason_unlawful": (
            "«{words}» : ce motif touche à la personne, non à l’emploi : la loi l’interdit. "
            "Dites ce qui tient au poste."
        ),
        "next_news_missing": "Dites quel jour viendra la prochaine nouvelle : sans date, on attend sans savoir.",
        "turn_missing": "Dites ce qui se passe.",
        "nobody_chosen": "Choisissez au moins une personne.",
        "login_taken": "Le nom «{login}» est déjà pris.",
        "password_weak": "Ce mot de passe se devine trop vite : au moins douze signes, et pas un mot courant.",
        "password_missing": "Il manque le mot de passe.",
        "port_not_a_number": "Le port est un nombre, 993 par exemple.",
        "records_not_empty": "Vous avez déjà des candidatures : l’import n’est possible que dans un Relance vide.",
        "not_json": "Ce fichier n’est pas un export de Relance (il ne se lit pas : {detail}).",
        "not_an_export": "Ce fichier n’est pas un export de Relance.",
        "export_of_another_format": "Cet export vient d’une autre version ({format}).",
        "export_unusable": "Cet export est abîmé : {detail}. Rien n’a été importé.",
        "file_missing": "Choisissez un fichier.",
        "file_too_large": (
            "Ce fichier pèse plus de {most} Mo : il n’a pas été lu. Une invitation en fait rarement un."
        ),
        "attachment_empty": "«{name}» est vide : il n’a pas été joint.",
        "attachment_too_large": (
            "«{name}» pèse plus de {most} Mo : il n’a pas été joint. Allégez-le, ou mettez un lien."
        ),
        "files_too_large": (
            "Les pièces jointes dépasseraient {most} Mo ensemble : la dernière n’a pas été jointe. Retirez-en une."
        ),
        "playbook_title_missing": "Donnez un nom à cette doctrine.",
        "playbooks_too_many": "Vous avez déjà {most} doctrines : oubliez-en une d’abord.",
        "table_too_large": (
            "Ce fichier pèse plus de {most} Mo : il n’a pas été lu. Une liste de candidatures en fait moins d’un."
        ),
        "table_too_long": "Au-delà de {most} lignes, le reste n’a pas été lu. Coupez le fichier en deux.",
        "table_empty": (
            "Il n’y a rien à lire dans ce fichier : une ligne de titres, puis une ligne par candidature."
        ),
        "table_is_a_workbook": "C’est un classeur. Enregistrez-le d’abord au format CSV, puis redonnez-le.",
        "line_unreadable": (
            "Cette ligne et les suivantes ne se lisent pas : un guillemet y est sans doute resté ouvert."
        ),
        "cell_too_long": "Une case dépasse {most} signes : elle a été coupée.",
        "cell_is_a_formula": "Une case contient une formule («{value}») : elle n’a pas été reprise.",
        "no_company_column": (
            "Aucune colonne ne donne l’entreprise. Nommez-la «Entreprise» ou «Company». Vues : {headers}."
        ),
        "line_without_company": "L’entreprise manque.",
        "interview_day_unreadable": "«{value}» n’est pas une date d’entretien.",
        "no_name_column": (
            "Aucune colonne n’a l’air d’être le nom de la personne. Les en-têtes lus : {headers}. Renommez l’une "
            "d’elles «Nom», puis reprenez le fichier."
        ),
        "line_refused": "Cette ligne n’a pas pu être reprise ({because}).",
        "hour_supposed": "L’heure de l’entretien manque : 10 h a été mis.",
        "not_a_morning_hour": "Choisissez une heure du matin, de 5 h à midi.",
        "call_back_in_the_past": "Cette heure est passée : quand faut-il rappeler ?",
        "call_back_far_away": "C’est dans plus de deux mois : notez plutôt une nouvelle date annoncée.",
        "address_had_by_another": (
            "{address} est l’adresse de {name}. Si c’est la même personne, réunissez les deux fiches ; si "
            "l’adresse a changé de mains, cochez la case plus bas."
        ),
        "same_sheet": "C’est la même fiche : il n’y a rien à réunir.",
        "sheet_joined_already": "Cette fiche est déjà réunie à une autre. Séparez-les d’abord.",
        "months_out_of_range": "Le nombre de mois doit aller de 1 à {most}.",
        "door_in_the_past": "Choisissez un jour à venir : la porte se rappellera à vous ce jour-là.",
        "door_far_away": "C’est dans plus de cinq ans : choisissez un jour plus proche.",
        "day_of_another_age": "Vérifiez l’année : {date} est trop loin.",
        "cards_missing": "Ce fichier ne contient pas de fiche vCard (.vcf). Rien n’a été repris.",
        "cards_too_many": "Au-delà de {most} fiches, le reste n’a pas été lu. Coupez le fichier en deux.",
        "cards_too_large": "Ce fichier dépasse {most} Mo. Exportez les fiches sans leurs photos.",
        "card_unfinished": "Cette fiche s’arrête sans sa fin : elle n’a pas été lue.",
        "card_without_a_name": "Cette fiche n’a pas de nom : elle n’a pas été lue.",
        "card_of_a_company": "«{name}» est une entreprise, pas une personne : laissée de côté.",
        "person_is_erased": (
            "Cette personne a été effacée : sa place garde la trace de ce que vous aviez fait. Ajoutez l’autre "
            "plus bas."
        ),
        "person_erased": "Personne effacée",
        "word_not_matching": "Pour effacer, recopiez le mot «{word}». Rien n’a été effacé.",
    },
)
