## « Complément dossier » (M-1 à M-16, Y-6, Y-7).

complement-service = Complément dossier
complement-title = Compléter votre dossier
complement-about = { $guarantee }, dossier { $number }.
complement-due-days = Réponse attendue au plus tard le { $due }, dans { $days } jours.
complement-due-tomorrow = Réponse attendue au plus tard le { $due } : il vous reste un jour.
complement-due-today = Réponse attendue aujourd’hui, le { $due }.
complement-due-over = La réponse était attendue au plus tard le { $due }. Envoyez-la dès que possible : nous l’étudierons.
complement-progress = Documents reçus : { $done } sur { $all }
complement-changed = Ce dossier a changé depuis l’ouverture de la page. Relisez-le avant d’envoyer.

## One document (Y-6).

complement-waiting = À fournir
complement-received = Reçu
complement-accepted = Accepté
complement-refused = Refusé
complement-answered = Réponse donnée
complement-dropped = Plus nécessaire
complement-refused-on = Refusé le { $on } : { $reason }
complement-earlier = Envois précédents
complement-refused-why = Document refusé : { $reason }
complement-medical = Pli médical : lu seulement par le service médical.
complement-more = { $title } : à quoi sert ce document et où le trouver ?
complement-example = Un bon exemple :
complement-choose = Votre fichier : { $title }
complement-choose-again = Remplacer le fichier : { $title }
complement-limits = { $formats_count ->
    [one] { $formats_last },
   *[many] { $formats_first } ou { $formats_last },
} { $file_size } au plus. Un seul fichier.
complement-turned-away = { $name } n’est pas reçu. { $reason }
complement-too-late = Ce fichier n’a pas été gardé : la réponse pour ce document était déjà envoyée.
complement-too-late-decided = Ce fichier n’a pas été gardé : votre dossier avait déjà reçu une décision.
complement-deposit = Déposer
complement-cannot = Je n’arrive pas à l’obtenir
complement-you-said = Votre réponse : { $answer }.
complement-take-back = Revenir sur cette réponse

## « Envoyer » (M-10).

complement-send-label = Envoyer mes documents
complement-certify = Je certifie l’exactitude des éléments transmis.
complement-send = Envoyer
complement-later = Plus tard
complement-why = Pour envoyer :
complement-why-box = Cochez la case, puis choisissez « Envoyer ».
complement-lacks = Il manque : { $title }
complement-not-certified = Cochez la case « Je certifie l’exactitude des éléments transmis » pour envoyer.

## Help (M-8, M-11, M-12).

complement-help-label = Aide
complement-tips = Un document lisible
complement-tip-sharp = Net
complement-tip-framed = Bien cadré
complement-tip-lit = Bien éclairé
complement-help = Besoin d’un coup de main ?
complement-computer = Sur un ordinateur, il est plus facile de choisir vos documents que sur un téléphone.
complement-counters-text = Dans un guichet France services, un conseiller peut faire la démarche avec vous.
complement-counters = Trouver le guichet France services le plus proche

## « Je n’arrive pas à l’obtenir » (Y-7).

complement-cannot-lead = { $title } : dites-nous pourquoi. Votre réponse compte comme une pièce, et vous pourrez encore déposer le document.
complement-cannot-why = Pourquoi ne pouvez-vous pas déposer ce document ?
complement-answer-someone-else = Mon employeur ou mon médecin doit l’envoyer
complement-answer-already-sent = Je l’ai déjà envoyé
complement-answer-cannot-get = Je ne peux pas l’obtenir
complement-note = Une précision, si vous le souhaitez
complement-note-hint = { $count } caractères au plus. N’y écrivez rien de votre santé.
complement-cannot-next = Un gestionnaire lit votre réponse et vous dit quoi faire.
complement-answer = Enregistrer ma réponse
complement-back = Revenir aux documents
complement-missing-answer = Choisissez la réponse qui vous correspond.
complement-long-note = Ce texte est trop long. Abrégez-le à { $count } caractères.

## A link for whoever has the document (Y-7).

complement-link = Envoyer un lien à la personne qui a le document
complement-link-text = Votre employeur ou votre médecin peut déposer lui-même ce document. Le lien sert une fois, pendant { $days } jours. Il montre le nom du document, et rien d’autre de vous.
complement-link-make = Créer un lien
complement-link-made = Votre lien est prêt
complement-link-made-text = Copiez-le et envoyez-le à cette personne. Il n’est montré que maintenant, et fonctionne { $days } jours.
complement-link-again = Un nouveau lien remplace le précédent. Votre réponse devient « Mon employeur ou mon médecin doit l’envoyer ».
hand-in-title = Déposer un document
hand-in-lead = Une personne que nous assurons vous demande de nous transmettre ce document.
hand-in-file = Votre fichier
hand-in-once = Ce lien sert une seule fois. Vous ne verrez aucun autre document.
hand-in-received = Votre document est bien arrivé
hand-in-received-text = Merci. Nous l’avons transmis au service qui l’étudie. Vous pouvez fermer cette page.
hand-in-ended = Ce lien a déjà servi, ou n’est plus valable. Demandez-en un autre à la personne qui vous l’a envoyé.

## After sending (M-16).

complement-sent-page = Documents envoyés
complement-sent = Vos documents sont bien arrivés.
complement-sent-at = Envoyés le { $at }.
complement-sent-mail = Un accusé de réception part à { $email }.
complement-sent-text = Votre dossier est de nouveau en instruction. Si un document ne convient pas, nous vous redemanderons celui-là seulement.
complement-closed = Vos documents sont acceptés.
complement-ended = Votre dossier a reçu une décision.
complement-closed-text = Vous n’avez plus rien à envoyer pour cette demande.
complement-number = Numéro de l’envoi
complement-items = Les documents

## Where the member meets it (M-2, M-3, M-4).

complement-message-one = Vous avez un dossier à compléter
complement-message-many = Vous avez plusieurs dossiers à compléter
complement-message-one-text = Il manque des documents pour traiter votre demande.
complement-message-many-text = Chaque dossier est une démarche différente. Répondez à tous, un par un, le plus rapidement possible.
complement-message-due = Documents à fournir : { $count }. Réponse attendue au plus tard le { $due }.
complement-message-none = Vous n’avez aucun dossier à compléter.
complement-to-home = Aller à l’accueil
complement-notifications = Notifications
complement-notice-title = Mes démarches.
complement-notice = Vous avez un dossier à compléter.
complement-notice-line = Dossier { $number }, au plus tard le { $due }
complement-notice-more = En savoir plus…
complement-asked = Documents demandés
complement-arrived = Documents reçus
complement-asked-when = { $at }, par le Service Assurance { $service }, envoi { $number }
complement-arrived-when = { $at }, par vous, envoi { $number }

## What the desk asks and says (B-6, B-8).

complement-ask-nothing = Choisissez au moins un document dans la liste, ou écrivez son nom.
complement-ask-unreadable = Ce nom contient un caractère qui ne se voit pas. Écrivez-le à nouveau.
complement-ask-long = Ce nom est trop long. Abrégez-le à { $count } caractères.
complement-ask-bad-due = Cette date n’est pas dans le calendrier. Écrivez le jour, le mois et l’année, par exemple 02/04/2026.
complement-ask-due-range = La date doit être entre le { $first } et le { $last }.
complement-missing-reason = Choisissez un motif, ou écrivez-le : la personne le lira.
complement-flaw-unreadable = Ce document n’est pas lisible : reprenez-le net, entier et bien éclairé.
complement-flaw-other-days = Ce document ne couvre pas la bonne période.
complement-flaw-other-person = Ce document est au nom d’une autre personne.
complement-flaw-missing-page = Il manque une page à ce document.

## Mails: that something waits, never what (M-1).

complement-mail-subject = Votre dossier est à compléter
complement-mail-text = Bonjour,

    Il manque un ou plusieurs documents pour traiter votre dossier. Connectez-vous à votre espace pour les consulter et y répondre au plus tard le { $due }.

    { $portal }

    { $brand }
    { $phone }, { $hours }
complement-again-mail-subject = Un document est à déposer à nouveau
complement-again-mail-text = Bonjour,

    Au moins un document que vous avez envoyé ne convient pas. Connectez-vous à votre espace pour savoir lequel et pourquoi, et pour y répondre au plus tard le { $due }. Les autres restent acquis.

    { $portal }

    { $brand }
    { $phone }, { $hours }
complement-reminder-mail-subject = Votre dossier attend votre réponse
complement-reminder-mail-text = Bonjour,

    Nous attendons encore un ou plusieurs documents pour traiter votre dossier. Connectez-vous à votre espace pour y répondre au plus tard le { $due }.

    { $portal }

    { $brand }
    { $phone }, { $hours }
complement-receipt-mail-subject = Accusé de réception { $number }
complement-receipt-mail-text = Bonjour,

    Vos documents sont bien arrivés, sous le numéro { $number }. Votre dossier est de nouveau en instruction.

    Retrouvez cet accusé de réception et l’état de chaque document dans votre espace, en vous connectant comme d’habitude.

    { $brand }
    { $phone }, { $hours }
