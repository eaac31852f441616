## Le poste de gestion.

office-brand = Relais Gestion
office-print-line = { $brand }, { $name }, { $roles }. Édité le { $at }.
office-nav-queue = À traiter
office-nav-account = Mon compte
office-nav-medical = Plis médicaux
office-nav-approvals = Paiements à valider
office-nav-exports = Virements
office-nav-corrections = Demandes de correction
office-role-handler = Gestionnaire
office-role-medical = Service médical
office-role-assistance_agent = Chargé d’assistance
office-role-editor = Rédaction des documents
office-role-employer_admin = Autorisations d’un employeur
office-role-supervisor = Responsable
office-role-accountant = Comptabilité
office-role-tenant_admin = Administration
office-role-none = Aucun rôle

## Entrer au poste de gestion.

office-sign-in-title = Me connecter au poste de gestion
office-sign-in-lead = Réservé aux personnes invitées par l’administration. Un code vous est demandé à chaque connexion.
office-email = Adresse mail professionnelle
office-member-door = Vous êtes assuré ? Connectez-vous à votre espace.
office-lost = Mot de passe ou téléphone perdu ? L’administration peut vous inviter à nouveau.
office-invitation-title = Bienvenue au poste de gestion
office-invitation-lead = Bonjour { $name }. Choisissez votre mot de passe. L’étape suivante active votre code de connexion, obligatoire ici.
office-invitation-login = Votre adresse de connexion
office-invitation-send = Enregistrer et continuer
office-invitation-dead = Une invitation ne sert qu’une fois et pendant quelques jours. Demandez-en une autre à l’administration.
office-second-lead = Obligatoire au poste de gestion : en plus de votre mot de passe, un code que seul votre téléphone connaît. Rien d’autre ne s’ouvre avant.
office-second-lost = Téléphone ou codes perdus ? L’administration peut vous inviter à nouveau : mot de passe et code seront choisis à nouveau.
office-second-on = Continuer vers le poste de gestion
office-invite-mail-subject = Votre invitation au poste de gestion
office-invite-mail-text = Bonjour,

    Vous êtes invité au poste de gestion de { $brand }. Pour choisir votre mot de passe et activer votre code de connexion, ouvrez ce lien :

    { $portal }/gestion/invitation/{ $token }

    Il fonctionne { $invite_hours } heures et une seule fois. Ce que vous utilisiez avant pour vous connecter ne fonctionnera plus ensuite.

    Vous n’attendiez pas cette invitation ? Ne l’ouvrez pas et prévenez votre administration.
office-unlock-mail-subject = Plusieurs essais de connexion au poste de gestion
office-unlock-mail-text = Bonjour,

    Quelqu’un s’est trompé au moins dix fois de mot de passe ou de code avec votre adresse, au poste de gestion de { $brand }. Les essais sont suspendus pendant un quart d’heure.

    C’est vous ? Ouvrez ce lien pour réessayer tout de suite. Il fonctionne { $minutes } minutes :

    { $portal }/lien/{ $token }

    Ce n’est pas vous ? Prévenez votre administration.
office-notice-mail-subject = Votre code de connexion a changé
office-notice-mail-text = Bonjour,

    La validation en deux étapes de votre compte au poste de gestion de { $brand } vient d’être activée ou modifiée.

    Ce n’est pas vous ? Prévenez tout de suite votre administration : elle peut fermer votre compte et vous inviter à nouveau.

## Mon compte.

office-account-title = Mon compte
office-account-roles = Rôles
office-account-second = Validation en deux étapes
office-account-second-text = Active. Un code vous est demandé à chaque connexion. Codes de secours restants : { $left }.
office-account-password = Modifier mon mot de passe

## La file.

office-queue-title = À traiter
office-queue-lead = Les dossiers transmis qui attendent une décision, du plus ancien au plus récent.
office-queue-none = Rien à traiter
office-queue-none-text = Tous les dossiers transmis ont reçu leur décision.
office-queue-received = Reçu le
office-queue-none-filtered = Aucun dossier ne correspond
office-queue-none-filtered-text = Des dossiers peuvent attendre hors de ce filtre, ou avant cette page.
office-queue-claim = Dossier
office-queue-age = Attente
office-queue-kind = Demande
office-queue-files = Documents
office-queue-holder = Gestionnaire
office-queue-changed = La file vient de changer.
office-queue-previous = Précédent
office-queue-member = Assuré
office-queue-status = Statut
office-queue-pages = Pages
office-queue-first = Début de la file
office-queue-next = Suivant
office-forbidden = Réservé à un autre rôle
office-forbidden-text = Cette page ne s’ouvre pas avec vos rôles : { $roles }. L’administration peut vous en donner d’autres.

office-age-ok = { $days }
office-age-soon = { $days }, bientôt en retard
office-age-late = { $days }, en retard
office-age-today = Aujourd’hui
office-wait-ok = Dans les temps
office-wait-soon = Bientôt en retard
office-wait-late = En retard
office-news = Nouveau document
office-news-none = Vus
office-overdue = Réponse en retard
office-holder-none = Non affecté
office-kind-initial = Déclaration initiale
office-kind-prolongation = Prolongation
office-kind-pdf = Formulaire PDF
office-whose-moi = Mes dossiers
office-whose-personne = Non affectés
office-whose-other = Une autre personne
office-next = Prochain dossier
office-next-none = Aucun dossier à prendre : tous ceux qui attendent ont un gestionnaire.

## Chercher et filtrer.

office-search = Rechercher un dossier ou un assuré
office-search-hint = Numéro de dossier, de demande ou de contrat, ou nom de famille puis prénom
office-search-send = Rechercher
office-search-number = Aucun numéro ne s’écrit ainsi. Vérifiez chaque chiffre, ou cherchez par le nom.
office-search-short = Écrivez au moins deux lettres du nom de famille, ou un numéro entier.
office-found = Résultats de la recherche
office-found-lead = Vous avez cherché : { $typed }
office-found-none = Aucun dossier transmis ne correspond. Vérifiez chaque chiffre, ou essayez avec moins de lettres.
office-found-more = Seuls les { $count } premiers dossiers sont affichés. Cherchez par le nom et le prénom, ou par le numéro du dossier.
office-filters = Filtres
office-filters-more = Tous les filtres
office-filters-send = Filtrer
office-filter-any = Tous
office-filter-all = Tous les dossiers
office-filter-late = En retard
office-filter-news = Nouveau document
office-filter-overdue = Réponse en retard
office-filter-mine = Mes dossiers
office-filter-free = Non affectés
office-filters-keep = Garder ce filtre
office-filters-keep-name = Nom du filtre
office-filters-keep-hint = Garde les filtres affichés. Sans nom d’assuré.
office-filters-name = Donnez un nom de { $count } caractères au plus.
office-filters-full = Vous gardez déjà { $max } filtres. Supprimez-en un d’abord.
office-filters-drop = Supprimer
office-filters-drop-one = Supprimer le filtre { $name }

## Raccourcis clavier.

office-keys = Raccourcis clavier
office-keys-close = Fermer
office-keys-on = Raccourcis actifs sur cet ordinateur
office-key-enter = Entrée
office-key-down = Dossier suivant
office-key-up = Dossier précédent
office-key-open = Ouvrir le dossier
office-key-search = Rechercher
office-key-help = Afficher ou fermer cette aide

## Un dossier.

office-claim-contract = Contrat
office-claim-guarantee = Motif
office-claim-origin = Premier jour de l’arrêt
office-claim-periods = Périodes
office-claim-files = Justificatifs
office-claim-noted = Votre consultation est enregistrée, et l’assuré la voit dans le suivi de son dossier.
office-claim-sent = Transmise le { $at }
office-claim-no-file = Aucun justificatif avec cette demande.
office-claim-open = Télécharger { $name }

office-take = Prendre en charge
office-release = Remettre dans la file
office-hand-over = Confier
office-hand-over-to = Confier à
office-hand-over-nobody = Personne d’autre ne peut traiter ce dossier pour le moment.
office-hands-mine = Ce dossier est à vous.
office-hands-other = { $name } a pris ce dossier en charge.
office-hands-none = Personne n’a pris ce dossier en charge.
office-history = Historique
office-move-sent = { $by } a transmis une demande
office-move-entered = { $by } a saisi une demande pour l’assuré
office-move-keyed = { $by } a saisi les périodes d’un formulaire
office-move-taken = { $by } a pris le dossier en charge
office-move-handed_over = { $by } a confié le dossier à { $to }
office-move-released = { $by } a remis le dossier dans la file
office-move-asked = { $by } a demandé des documents
office-move-completed = { $by } a transmis les documents demandés
office-move-handed_in = Un document est arrivé par un lien de { $by }
office-move-document_accepted = { $by } a accepté un document
office-move-document_refused = { $by } a refusé un document
office-move-examined = { $by } a examiné une pièce
office-move-decided = { $by } a décidé d’une demande
office-move-reopened = { $by } a remis une demande en instruction
office-move-paid = { $by } a enregistré un paiement arrivé
office-move-payment_rejected = { $by } a enregistré un paiement rejeté par la banque
office-move-payment_reversed = { $by } a validé l’annulation d’un paiement
office-move-marked = { $by } a noté la fin de l’arrêt, une reprise ou une rechute
office-move-mark_taken_back = { $by } a retiré la fin de l’arrêt ou la reprise notée par erreur
office-move-when = le { $at }
office-notes = Notes internes
office-note = Nouvelle note
office-note-hint = Visible par le poste de gestion seulement, et définitive. { $count } caractères au plus.
office-note-send = Enregistrer la note
office-note-head = { $by }, le { $at }
office-note-missing = Écrivez votre note.
office-note-long = Votre note dépasse { $count } caractères. Raccourcissez-la.
office-others = Autres dossiers de l’assuré
office-others-none = Aucun autre dossier transmis.
office-others-since = Arrêt depuis le { $day }
office-others-until = jours demandés jusqu’au { $day }
office-same-as = Même fichier que { $name }, demande { $request }, { $member }
office-twins = Mêmes fichiers ailleurs
office-twins-text = Ces fichiers ont été déposés à l’identique avec une autre demande.
office-twins-here = Ici
office-twins-there = Là-bas
office-twins-request = Demande
office-twins-member = Assuré
office-twins-compare = Comparer
office-pair = Côte à côte
office-pair-with = Comparer avec une autre pièce
office-pair-name = Pièce { $rank } : { $name }
office-pair-lead = Deux pièces, page par page. Chaque page affichée est une consultation enregistrée.
office-pair-same = Ces deux fichiers sont identiques, octet pour octet.
office-conflict-title = Ce dossier a changé
office-conflict-text = Votre action n’a pas eu lieu : quelqu’un a modifié ce dossier depuis que vous l’avez ouvert.
office-conflict-since = Entre-temps
office-conflict-again = Revoir le dossier
office-conflict-queue = Revenir à la file

office-access = Accès à l’espace
office-access-of = Accès à l’espace de { $name }
office-access-title = Accès de l’assuré à son espace
office-access-members = Avec ou sans dossier.
office-access-phones = Téléphone
office-access-how = Assurez-vous d’abord de qui vous parle : rappelez un numéro de cette fiche, puis demandez la date de naissance et un numéro de contrat.
office-access-checked = J’ai vérifié l’identité de l’assuré
office-access-unchecked = Vérifiez l’identité de l’assuré, puis cochez la case.
office-access-second = Il a perdu son application de codes et ses codes de secours
office-access-second-text = Un lien part à son adresse mail. Rien n’est retiré avant qu’il ouvre ce lien et choisisse un nouveau mot de passe : la validation en deux étapes, ses codes de secours et ses clés d’accès le sont alors, et tous ses appareils sont déconnectés.
office-access-second-send = Lui envoyer ce lien
office-access-second-off = La validation en deux étapes n’est pas active : son mot de passe suffit.
office-access-second-unreached = Aucun lien ne peut partir : l’assuré n’a pas d’adresse mail vérifiée, et personne ici ne retire sa validation en deux étapes. S’il a encore une clé d’accès, elle ouvre son espace. Sinon, prenez ses demandes par courrier ou par téléphone et saisissez-les pour lui.
office-access-reopen = Rouvrir son espace
office-access-reopen-text = Rien n’est encore effacé : son espace peut être rouvert jusqu’au { $day }. L’assuré en est averti par mail, ou par SMS s’il n’a pas d’adresse mail, puis se connecte comme avant.
office-access-reopen-send = Rouvrir
office-access-erased = Son espace est effacé : il ne peut plus être rouvert.
office-help = L’assuré n’arrive pas à se connecter
office-help-text = Le mot de passe, l’aide-mémoire et ses réponses ne sont connus que de lui : personne ici ne les voit ni ne les choisit.
office-help-reset = Lui envoyer un lien pour choisir un mot de passe
office-help-unlock = Lui permettre de réessayer tout de suite

## Les documents demandés pour le compléter.

office-documents = Documents demandés
office-documents-none = Aucun document n’a été demandé pour ce dossier.
office-documents-due = Réponse attendue au plus tard le { $due }
office-documents-answer = Réponse de l’assuré : { $answer }
office-accept = Accepter
office-refuse = Refuser
office-back = Revenir au dossier
office-ask = Demander des documents
office-ask-cards = Documents à demander
office-ask-medical = { $title } (pli médical)
office-ask-other = Autre document
office-ask-other-hint = Son nom, tel que l’assuré le lira. N’y écrivez rien de sa santé.
office-ask-due = À fournir au plus tard le
office-ask-due-hint = La date ne peut pas dépasser le { $last }.
office-ask-again = Redemander ce document
office-ask-again-title = À remplacer : { $name }
office-ask-told = L’assuré reçoit un mail qui l’invite à se connecter. Le mail ne nomme aucun document.
office-ask-send = Envoyer la demande à l’assuré
office-ask-left = Rien ne peut être demandé ici : l’assuré a fermé son espace et ne pourrait pas répondre. Écrivez-lui par courrier.
office-member-left = L’assuré a fermé son espace le { $day } : il n’y lit plus rien et ne reçoit plus de mail. Répondez-lui par courrier ou par téléphone.
office-ask-not-now = Rien ne peut être demandé pour l’instant : l’assuré n’a pas encore répondu à la demande en cours, ou le dossier n’est pas en instruction.
office-refuse-title = Refuser un document
office-refuse-why = Motif du refus
office-refuse-other = Autre motif
office-refuse-reason = Précision pour l’assuré
office-refuse-reason-hint = À écrire si vous choisissez un autre motif. N’y écrivez rien de sa santé.
office-refuse-told = L’assuré lit ce motif à côté du document, et ne dépose à nouveau que celui-là.
office-refuse-send = Refuser ce document
office-acted-asked = La demande est envoyée à l’assuré.
office-acted-accepted = Le document est accepté.
office-acted-refused = Le document est refusé. L’assuré est invité à le déposer à nouveau.
office-acted-entered = La demande est enregistrée pour l’assuré, qui en reçoit l’accusé de réception.
office-acted-reset = L’assuré reçoit un mail avec un lien pour choisir un autre mot de passe.
office-acted-no-reset = Aucun mail n’est parti : l’assuré n’a pas d’adresse, ou plusieurs liens envoyés fonctionnent encore.
office-acted-second = L’assuré reçoit un mail avec un lien. Rien n’est retiré avant qu’il l’ouvre et choisisse un nouveau mot de passe.
office-acted-no-second = Aucun mail n’est parti : sa validation en deux étapes n’est pas active, il n’a pas d’adresse mail vérifiée, ou plusieurs liens envoyés fonctionnent encore.
office-acted-unlocked = L’assuré peut essayer de se connecter tout de suite.
office-acted-opened = L’espace est rouvert : l’assuré se connecte comme avant.
office-acted-not-closed = Rien n’a été fait : l’espace n’est pas fermé, ou il est déjà effacé.
office-acted-left = Rien n’a été enregistré : l’assuré a fermé son espace et ne pourrait pas répondre. Écrivez-lui par courrier, ou décidez avec ce que vous avez.
office-acted-not-now = Rien n’a été enregistré : ce dossier ou ce document n’en est plus là.

## Les plis médicaux.

office-medical-title = Plis médicaux
office-medical-lead = Les dossiers dont une pièce médicale attend votre avis, du plus ancien au plus récent.
office-medical-none = Rien à lire
office-medical-none-text = Toutes les pièces médicales reçues ont eu leur avis.
office-medical-papers = Pièces médicales
office-medical-born = Date de naissance
office-medical-noted = Chaque pièce que vous ouvrez est enregistrée, et l’assuré le voit dans le suivi de son dossier.
office-medical-came = Pièce médicale reçue
office-medical-came-at = Pièce médicale reçue le { $at }
office-medical-refused = Refusée par le service médical le { $at } : { $why }.
office-medical-unreadable = pièce illisible
office-medical-other-days = période qui n’est pas la bonne
office-medical-other-person = pièce au nom d’une autre personne
office-medical-missing-page = pièce incomplète
office-medical-other = autre motif, à voir avec le médecin-conseil
office-medical-refuse-told = Les gestionnaires lisent le motif choisi dans la liste. Votre précision n’est lue que par l’assuré et le service médical.
office-medical-open = Ouvrir les plis médicaux

## Une pièce d’un dossier.

office-piece-title = Pièce du dossier { $number }
office-piece-declared = Ce qui est déclaré
office-piece-page = Page { $page } sur { $pages }
office-piece-alt = Page { $page } sur { $pages } de { $name }
office-piece-look = Affichage de la page
office-piece-page-before = Page précédente
office-piece-page-after = Page suivante
office-piece-enlarge = Agrandir
office-piece-reduce = Réduire
office-piece-left = Tourner à gauche
office-piece-right = Tourner à droite
office-piece-large = Page agrandie, à faire défiler
office-piece-none = Cette page ne peut pas être affichée ici. Téléchargez le fichier pour le lire sur votre poste.
office-piece-others = Autres pièces
office-piece-before = Pièce précédente
office-piece-after = Pièce suivante

office-examine-title = Examen de la pièce
office-examine-waiting = À examiner
office-examine-reason-hint = L’assuré le lit dans son dossier.
office-examine-own = Autre motif, en vos mots
office-examine-kept = Votre réponse est enregistrée. L’assuré la voit dans son dossier.
office-examine-meanwhile = Une autre personne a examiné cette pièce entre-temps. Sa réponse est affichée, la vôtre n’est pas enregistrée.
office-examine-decided = Ce dossier a reçu sa décision : ses pièces ne s’examinent plus.
office-examine-other-role = Examiner une pièce est réservé à un autre rôle.
office-examine-missing-reason = Choisissez le motif du refus : l’assuré le lira.
office-examine-missing-own = Écrivez le motif du refus : l’assuré le lira.
office-examine-long-own = Le motif est trop long : écrivez { $count } caractères au plus.

## Les demandes de correction.

office-corrections-title = Demandes de correction
office-corrections-lead = Les données affichées que des assurés demandent de corriger, de la plus ancienne à la plus récente. Le fichier client n’est pas modifié.
office-corrections-none = Aucune demande en attente
office-corrections-none-text = Toutes les demandes ont reçu une réponse.
office-corrections-when = Demandée le { $at }
office-correction-title = Demande de correction
office-correction-who = { $member }, { $login }
office-correction-text = Ce que l’assuré demande
office-correction-now = Ce qui est affiché aujourd’hui
office-correction-none = Non renseigné
office-correction-accept = Accepter et corriger
office-correction-accept-hint = Corrigez ci-dessous ce qui doit l’être, et laissez le reste. L’identifiant et l’adresse mail ne se corrigent pas ici.
office-correction-accept-reason = Précision pour l’assuré (facultatif)
office-correction-accept-send = Corriger
office-correction-refuse = Refuser
office-correction-refuse-reason = Motif du refus
office-correction-reason-hint = L’assuré le lit dans son espace. Le mail qui l’annonce ne le reprend pas. { $count } caractères au plus.
office-correction-refuse-send = Refuser cette demande
office-correction-missing = Écrivez le motif du refus : l’assuré le lira.
office-correction-long = Ce texte est trop long : écrivez { $count } caractères au plus.
office-correction-same = Rien n’est corrigé : changez au moins une donnée, ou refusez la demande.
office-correction-done = Votre réponse est enregistrée. L’assuré en est averti, par mail ou par SMS, et la lit dans son espace.
office-correction-late = Une autre personne a répondu entre-temps. Sa réponse est affichée, la vôtre n’est pas enregistrée.
office-correction-changed = Les données de cet assuré ont changé entre-temps. Relisez-les : votre réponse n’est pas enregistrée.
office-correction-was-accepted = Acceptée par { $by } le { $at }
office-correction-was-refused = Refusée par { $by } le { $at }
office-correction-reason = Réponse à l’assuré : { $reason }
office-correction-changes = Ce qui a été corrigé
office-correction-change = { $before } devient { $after }

## Ce que l’assuré en voit.

office-look-handler = Votre dossier a été consulté par le service de gestion
office-look-medical = Votre dossier a été consulté par le service médical
office-look-assistance_agent = Votre dossier a été consulté par le service d’assistance
office-look-editor = Votre dossier a été consulté par le service des documents
office-look-employer_admin = Votre dossier a été consulté par le service des employeurs
office-look-supervisor = Votre dossier a été consulté par un responsable du service de gestion
office-look-accountant = Votre dossier a été consulté par le service comptable
office-look-tenant_admin = Votre dossier a été consulté par l’administration du portail
office-look-member = Votre fiche d’assuré a été consultée par le service de gestion
office-look-paper = Le service médical a ouvert une pièce médicale de votre dossier
office-look-when = le { $at }
