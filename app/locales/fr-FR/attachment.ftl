# Justificatifs : l'étape du dossier, les fichiers, et pourquoi l'un d'eux est refusé.
# Les valeurs des limites viennent de UploadRules::limit_args.

## L'étape (C-21 à C-25)
attachment-title = Justificatifs à transmettre
attachment-browse = Parcourir et ajouter un fichier…
attachment-drop = Glissez vos fichiers ici, ou
attachment-upload = Envoyer les fichiers choisis
attachment-limits = { $formats_count ->
    [one] { $formats_last }.
   *[many] { $formats_first } ou { $formats_last }.
} { $file_size } par fichier, { $max_files } fichiers et { $total_size } en tout.

## Les fichiers
attachment-list = Mes fichiers
attachment-none = Aucun fichier pour le moment.
attachment-count-one = 1 fichier, { $size } sur { $total }
attachment-count-many = { $files } fichiers, { $size } sur { $total }
attachment-pages-one = 1 page
attachment-pages-many = { $pages } pages
attachment-waiting = En attente
attachment-sending = Envoi en cours, { $percent } %
attachment-received = Reçu
attachment-refused-why = Refusé : { $reason }
attachment-reason-unreadable = document illisible
attachment-reason-other_days = document d’une autre période
attachment-reason-other_person = document d’une autre personne
attachment-reason-missing_page = page manquante
attachment-refused = Non envoyé
attachment-interrupted = Envoi interrompu
attachment-passed-over = Trop de fichiers dans un seul envoi
attachment-passed-over-text = Ceux-ci ont été laissés de côté, sans être gardés :
attachment-passed-over-more = et d’autres encore : { $count }
attachment-passed-over-next = Si l’un d’eux compte, retirez un fichier de la liste, puis ajoutez-le.
attachment-remove-name = Retirer { $name }
attachment-cancel-name = Annuler l’envoi de { $name }
attachment-retry = Réessayer
attachment-retry-name = Réessayer l’envoi de { $name }

## Ce que dit le lecteur d'écran
attachment-progress-name = Envoi de { $name }
attachment-said-received = { $name } est reçu.
attachment-said-refused = { $name } n’est pas envoyé. { $reason }
attachment-said-removed = { $name } est retiré.

## Le réseau
attachment-failed = Le fichier n’a pas pu être envoyé. Réessayez dans un instant.

## Pourquoi « Suivant » ne va pas plus loin
attachment-next-missing = Pour continuer, ajoutez au moins un justificatif.

## Un bon justificatif
attachment-tips = Un bon justificatif
attachment-tip-name = Votre nom et les dates sont visibles
attachment-tip-photo = Net, bien cadré, bien éclairé

## Pourquoi un fichier est refusé (S-39 à S-42, R-13)
attachment-refused-too_many = Nombre maximal de fichiers : { $max_files }.
attachment-refused-empty = Ce fichier est vide.
attachment-refused-too_large = Taille maximale de fichier acceptée : { $file_mo }Mo.
attachment-refused-bad_name = Le nom de ce fichier n’est pas lisible. Renommez-le.
attachment-refused-wrong_format = Formats acceptés : { $formats }
attachment-refused-image_bomb = Cette image est trop grande. Réduisez-la ou reprenez la photo.
attachment-refused-corrupt = Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo.
attachment-refused-encrypted_pdf = Ce PDF demande un mot de passe. Enregistrez-le sans protection.
attachment-refused-active_content_pdf = Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie.
attachment-refused-infected = Ce fichier a été refusé par notre antivirus.
attachment-refused-total_too_large = Taille totale des fichiers acceptée : { $total_mo }Mo.
attachment-lead = Le décompte de votre organisme social pour les jours déclarés.
attachment-save = Sauvegarder
attachment-next = Suivant
attachment-previous = Précédent
attachment-sending-now = Pour continuer, attendez la fin de l’envoi.

## Ce qui n’est pas arrivé (Y-1)
attachment-unfinished = Envois à vérifier
attachment-unfinished-text = Un fichier n’est reçu que lorsqu’il est marqué « Reçu ». Déposez à nouveau ceux qui sont à refaire.
attachment-under-way = Envoi en cours depuis le { $when }
attachment-again = À refaire : commencé le { $when }, jamais arrivé
missed-sms-text = { $brand } : un message n’a pas pu vous être remis. Il vous attend dans votre espace. Vérifiez-y votre adresse mail, ou appelez le { $phone }.
deposit-mail-subject = Un fichier n’est pas arrivé
deposit-mail-text = Bonjour,

    Un fichier que vous aviez commencé à nous envoyer n’est pas arrivé. Connectez-vous à votre espace et déposez-le à nouveau :

    { $portal }

    Vous l’avez déjà fait ? Vérifiez seulement qu’il y est marqué « Reçu ».
