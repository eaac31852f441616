## Dossiers.

claim-list-title = Mes dossiers
claim-list-lead = Vos arrêts déclarés, et la suite de chacun.
claim-none = Aucun dossier pour le moment
claim-none-text = Quand vous déclarez un arrêt, son dossier apparaît ici avec son suivi.
claim-declare-title = Déclarer un arrêt
claim-declare-text = Pour un arrêt que vous n’avez pas encore déclaré. Choisissez le crédit concerné.
claim-declare-none = Votre contrat ne permet pas de déclarer un arrêt en ligne. Appelez-nous : nous vous dirons ce qu’il prévoit.
claim-declare = Déclarer un arrêt
claim-title = Dossier { $number }
claim-line = Dossier { $number }, { $product }
claim-back = Assurance
claim-since = Depuis le { $day }.
claim-covered-to = Déclaré jusqu’au { $day }.
claim-status-draft = Brouillon
claim-status-in-review = En instruction
claim-status-complement-requested = Complément demandé
claim-status-accepted = Acceptée
claim-status-partly-accepted = Acceptée en partie
claim-status-refused = Refusée
claim-status-paid = Payée
claim-status-closed = Clôturée
claim-next = Prochaine étape
claim-next-draft = Terminez votre déclaration
claim-next-draft-text = Elle n’est pas encore transmise. Reprenez-la où vous l’avez laissée.
claim-next-in-review = Nous étudions votre demande
claim-next-in-review-text = Vous n’avez rien à faire. Nous vous dirons si elle est recevable et, s’il manque un document, lequel.
claim-next-file-refused = Un de vos justificatifs est refusé : la raison est indiquée sous « Mes demandes ». S’il en faut un autre, nous vous le demanderons.
claim-next-complement-requested = Un complément vous est demandé
claim-next-complement-requested-text = Notre service vous a écrit pour obtenir un document. Vous pouvez continuer à déclarer vos nouvelles périodes.
claim-next-accepted = Déclarez la suite de votre arrêt
claim-next-accepted-text = Dès que votre organisme social a indemnisé une nouvelle période, prolongez votre dossier.
claim-next-partly-accepted = Déclarez la suite de votre arrêt
claim-next-partly-accepted-text = Une partie des jours a été acceptée. Dès qu’une nouvelle période est indemnisée, prolongez votre dossier.
claim-next-refused = Votre demande n’a pas été acceptée
claim-next-refused-text = La décision et ses raisons vous ont été écrites. Appelez-nous si vous voulez en parler.
claim-next-paid = Déclarez la suite de votre arrêt
claim-next-paid-text = Ce qui a été déclaré est payé. Dès que votre organisme social a indemnisé une nouvelle période, prolongez votre dossier.
claim-next-closed = Ce dossier est clôturé
claim-next-closed-text = Il n’y a plus rien à y déclarer. Pour un nouvel arrêt, faites une nouvelle déclaration.
claim-next-by = Réponse attendue au plus tard le { $day }
claim-next-by-text-one = 9 demandes sur 10 comme la vôtre reçoivent une réponse en 1 jour ouvré.
claim-next-by-text-many = 9 demandes sur 10 comme la vôtre reçoivent une réponse en { $days } jours ouvrés.
claim-next-late = Notre réponse prend du retard
claim-next-late-text = Nous pensions vous répondre au plus tard le { $day } : nous vous prions de nous excuser. Votre demande est toujours à l’étude.
claim-next-declare-by = À déclarer au plus tard le { $day }.
claim-next-declare-late = La suite était à déclarer au plus tard le { $day }. Déclarez-la dès que possible : nous l’étudierons.
claim-next-go = Déclarer la suite
claim-next-nothing = Vous n’avez rien à faire
claim-next-resumed = Vous avez repris le travail le { $day }.
claim-task = À faire maintenant
claim-task-badge = Action attendue
claim-task-one-more = Et 1 autre dossier attend une action de votre part
claim-task-more = Et { $count } autres dossiers attendent une action de votre part
claim-days = Ma prise en charge, jour par jour
claim-timeline = Suivi du dossier
claim-received-initial = Déclaration reçue
claim-received-prolongation = Prolongation reçue
claim-received-when = { $at }, par vous, demande { $request }
claim-by-service = { $at }, par le Service Assurance { $service }
claim-said-accepted = Document accepté
claim-said-refused = Document refusé
claim-said-examined = Justificatifs examinés
claim-today = au { $day }
claim-documents = Documents demandés
claim-documents-of = Documents de l’envoi { $number }
claim-waiting-left-one = Encore 1 jour avant la prise en charge
claim-waiting-left-many = Encore { $days } jours avant la prise en charge
claim-waiting-over = Franchise terminée
claim-waiting-over-text = Vos { $days } jours de franchise sont passés, { $range }. Prise en charge dès le { $day }.
claim-waiting-from = Début de l’arrêt, le { $day }
claim-waiting-day = Jour { $day } sur { $days }
claim-waiting-to = Prise en charge dès le { $day }
claim-waiting-progress = Franchise : { $day } jours sur { $days }
claim-waiting-what = La franchise est la durée pendant laquelle l’assurance ne verse rien. Elle est fixée par votre contrat.
claim-requests = Mes demandes
claim-request-title = Demande { $request }
claim-request-files = Justificatifs transmis : { $count }
claim-request-draft = Brouillon
claim-request-sent = En instruction
claim-request-accepted = Acceptée
claim-request-partly-accepted = Acceptée en partie
claim-request-refused = Refusée
claim-request-paid = Payée
claim-proof = Télécharger la preuve de dépôt
claim-prolong = Prolonger mon dossier
claim-cannot-prolong-refused = Ce dossier est refusé : il ne peut pas être prolongé. Pour un autre arrêt, faites une nouvelle déclaration.
claim-cannot-prolong-closed = Ce dossier est clôturé : il ne peut pas être prolongé. Pour un nouvel arrêt, faites une nouvelle déclaration.
claim-cannot-prolong-draft = Cette déclaration n’est pas encore transmise.
claim-cannot-prolong = Ce dossier ne peut pas être prolongé.

## Reminders and apologies: that there is something to do or to wait for, never what for (Y-4, Y-5).

claim-prolong-mail-subject = Pensez à prolonger votre dossier
claim-prolong-mail-text = Bonjour,

    Les jours déclarés sur votre dossier arrivent à leur terme. Si votre situation continue, prolongez votre dossier dans votre espace dès que vous avez vos justificatifs. Sinon, vous n’avez rien à faire.

    { $portal }

    { $brand }
    { $phone }, { $hours }
claim-prolong-by-mail-subject = Pensez à prolonger votre dossier
claim-prolong-by-mail-text = Bonjour,

    Les jours déclarés sur votre dossier arrivent à leur terme. Si votre situation continue, prolongez votre dossier dans votre espace dès que vous avez vos justificatifs, et au plus tard le { $due }. Sinon, vous n’avez rien à faire.

    { $portal }

    { $brand }
    { $phone }, { $hours }
claim-prolong-sms-text = { $brand } : pensez à prolonger votre dossier dans votre espace. Pour en parler, appelez-nous au { $phone }.
claim-late-mail-subject = Notre réponse prend du retard
claim-late-mail-text = Bonjour,

    Nous pensions vous répondre au plus tard le { $due }. Votre demande est toujours à l’étude : nous vous prions de nous excuser de ce retard. Vous n’avez rien à faire, et nous vous écrirons dès que la réponse sera prête.

    { $portal }

    { $brand }
    { $phone }, { $hours }

## The request being written.

claim-draft-badge = Brouillon en cours
claim-draft-title = Votre demande n’est pas encore transmise
claim-draft-resume = Reprendre ma demande
claim-draft-shut = La demande que vous avez commencée ne peut plus être transmise
claim-draft-shut-text = Ce que vous avez saisi est encore là, pour vous seul. Vous pouvez le relire, ou le supprimer.
claim-step = Étape { $step } sur { $steps } : {""}
claim-step-title = { $step }, dossier { $number }
claim-steps = Étapes
claim-step-done = Terminée : {""}
claim-step-opening = Mon arrêt
claim-step-periods = Période
claim-step-files = Justificatifs
claim-step-summary = Récapitulatif
claim-step-done-name = Confirmation
claim-saved-at = Brouillon enregistré le { $at }
claim-leave = Quitter sans perdre
claim-delete-draft = Supprimer ce brouillon
claim-delete-draft-title = Supprimer ce brouillon ?
claim-delete-draft-text = Ce que vous avez saisi et les fichiers de cette demande seront effacés. Ce que vous avez déjà transmis n’est pas touché.
claim-delete-draft-yes = Supprimer le brouillon
claim-delete-draft-no = Le garder
claim-missing-periods = Les périodes sont à compléter ou à corriger : revenez à l’étape Période.
claim-missing-files = Il manque un justificatif : revenez à l’étape Justificatifs.
claim-already-sent = Cette demande est déjà transmise : elle ne peut plus être modifiée.
claim-stale = Rien n’a été transmis : cette demande a changé depuis l’ouverture de la page. Relisez-la avant de valider.

## First declaration.

opening-title = Quel arrêt déclarez-vous ?
opening-lead = Deux réponses, puis vos périodes et vos justificatifs.
opening-guarantee = Motif de la déclaration
opening-origin = Premier jour de l’arrêt
opening-origin-hint = jj/mm/aaaa, au plus tard aujourd’hui
opening-missing-guarantee = Choisissez le motif de votre déclaration.
opening-missing-origin = Indiquez le premier jour de l’arrêt, par exemple 01/02/2026.
opening-bad-origin = Cette date n’est pas dans le calendrier. Écrivez le jour, le mois et l’année, par exemple 01/02/2026.
opening-origin-in-future = Le premier jour de l’arrêt est après aujourd’hui, le { $today }. Corrigez-le.

## Recap and sending.

claim-recap-title = Récapitulatif de ma demande de prolongation
claim-recap-title-initial = Récapitulatif de ma déclaration
claim-recap-lead = Relisez. Après validation, la demande ne sera plus modifiable.
claim-recap-opening = Mon arrêt
claim-recap-periods = Mes périodes
claim-recap-previous = Votre arrêt précédent : { $range }.
claim-recap-files = Mes justificatifs
claim-recap-contact = Pour vous répondre
claim-recap-changed = Cette demande a changé dans un autre onglet ou sur un autre appareil.
claim-recap-reload = Afficher la demande à jour
claim-email = Adresse mail
claim-mobile = Mobile
claim-none-given = Non renseigné
claim-change = Modifier
claim-validate = Valider
claim-previous = Précédent
claim-why = Pour valider :
claim-sending = Envoi de votre demande…
claim-not-sent = Votre demande n’est pas partie : une panne de notre côté. Rien n’est perdu, réessayez dans un instant.
claim-retrying = La connexion est coupée. Votre demande est gardée, nouvel essai dans { $seconds } secondes.

## After sending.

claim-sent-page = Demande transmise
claim-sent = Votre demande de prolongation a bien été transmise au Service Assurance { $service }.
claim-sent-initial = Votre déclaration a bien été transmise au Service Assurance { $service }.
claim-sent-at = Transmise le { $at }.
claim-sent-mail = Un mail de confirmation part à { $email }. Pensez à vérifier vos SPAM.
claim-request-number = Numéro de la demande
claim-follow = Suivre mon dossier
claim-proof-hint = PDF horodaté avec la liste des fichiers reçus et leur empreinte.
claim-and-now = Et maintenant ?
claim-and-now-received = Demande reçue
claim-and-now-received-text = Elle ne peut plus être modifiée.
claim-and-now-review = Étude de votre demande
claim-and-now-review-text = Nous vous dirons si elle est recevable. S’il manque un document, vous recevrez la liste à transmettre.
claim-and-now-notice = Notification de paiement d’échéance(s)
claim-and-now-notice-text = Par mail et dans votre espace, une fois la demande acceptée.
claim-next-prolongation = Prochaine prolongation
claim-next-prolongation-text = Quand vous aurez votre prochain décompte, revenez sur ce dossier et choisissez « Prolonger mon dossier ».

## The proof and the mail.

claim-proof-title = Preuve de dépôt
claim-proof-initial = Première déclaration
claim-proof-prolongation = Prolongation
claim-proof-form = Formulaire complété, dont les périodes sont saisies à réception
claim-proof-not-resumed = Non
claim-mail-subject = Votre demande { $number } est bien arrivée
claim-mail-text = Bonjour,

    Nous avons bien reçu votre demande { $number }. Elle est enregistrée et sera étudiée par nos gestionnaires.

    Suivez-la et retrouvez votre preuve de dépôt dans votre espace, en vous connectant comme d’habitude. Nous ne vous demanderons jamais votre mot de passe par mail ou par téléphone.

    { $brand }
    { $phone }, { $hours }
