# Pilotage : les chiffres du poste de gestion (B-60, B-61), et les assurés à joindre autrement (Y-1).

## Les chiffres.

office-nav-oversight = Pilotage
oversight-title = Pilotage
oversight-lead = L’activité du poste de gestion en chiffres. Aucun assuré n’y est nommé.
oversight-span = Période
oversight-span-days = Les { $days } derniers jours
oversight-show = Afficher
oversight-csv = Télécharger ces chiffres (CSV)
oversight-received = Demandes reçues
oversight-decided = Demandes décidées
oversight-completed = Demandes complétées avant leur décision
oversight-progress = Dossiers en cours
oversight-late = Dossiers en retard
oversight-median = Délai médian jusqu’à la décision
oversight-ninth = Délai de 9 décisions sur 10
oversight-share = Part des demandes à compléter
oversight-share-of = { $share } % ({ $completed })
oversight-days-one = 1 jour ouvré
oversight-days-many = { $days } jours ouvrés
oversight-no-value = Aucune décision en vigueur
oversight-method = Les délais vont de la réception à la décision en vigueur, en jours ouvrés ; pour une demande réexaminée, ils partent de sa remise en instruction. Une décision compte au jour où elle a été prise, même si la demande est réexaminée depuis. Les dossiers en cours et en retard sont ceux de la file, maintenant.
oversight-by-kind = Demandes et dossiers par type
oversight-kind = Type de demande

## Les graphiques.

oversight-flow = Demandes reçues et décidées
oversight-waits = Délais jusqu’à la décision, en jours ouvrés
oversight-shares = Part des demandes à compléter, en %
oversight-ages = Dossiers en cours selon leur attente
oversight-leaving = Messages qui ne sont pas encore partis
oversight-when = Date
oversight-age = Attente
oversight-state = État
oversight-plot = Graphique : { $title }. Le tableau qui suit donne les mêmes chiffres.
oversight-table = Tableau : { $title }
oversight-by-mail = Mails
oversight-by-sms = SMS
oversight-waiting = En attente
oversight-retrying = Nouvel essai
oversight-dead = Abandonnés

## Le compte de chaque nuit.

oversight-uncounted = Le compte de la nuit n’a pas encore eu lieu.
oversight-even = Rien ne manque
oversight-uneven = Le compte n’y est pas : prévenez l’exploitation
oversight-counted-on = Journée du { $day }, comptée le { $at }.
oversight-count-files = Fichiers déposés : { $given }. Reçus : { $done }. En échec : { $failed }. En cours : { $open }.
oversight-count-messages = Messages écrits : { $given }. Envoyés : { $done }. En échec : { $failed }. En attente : { $open }.

## Le fichier pour tableur.

oversight-csv-figure = Chiffre
oversight-csv-from = Du
oversight-csv-to = Au
oversight-csv-of = Détail
oversight-csv-value = Valeur
oversight-percent = en %
oversight-in-days = en jours ouvrés
oversight-messages = Messages non partis
oversight-counted = Compte de la nuit
oversight-files = fichiers
oversight-outgoing = messages
oversight-given = confiés
oversight-done = reçus ou envoyés
oversight-failed = en échec
oversight-open = en cours

## Les assurés à joindre autrement.

office-nav-reach = À joindre autrement
oversight-reach-title = À joindre autrement
oversight-reach-lead = Ni mail ni SMS n’a pu être remis à ces assurés, ou la banque a rejeté un paiement de leur dossier. Appelez-les ou écrivez-leur : ce qui les attend est dans leur espace. Un paiement rejeté est à préparer à nouveau.
oversight-reach-none = Personne à joindre autrement
oversight-reach-none-text = Tous les messages sont arrivés par mail ou par SMS, et chaque paiement rejeté a été vu par quelqu’un.
oversight-reach-since = Depuis le
oversight-reach-member = Assuré
oversight-reach-why = Raison
oversight-reach-undelivered = Message non remis
oversight-reach-rejected = Paiement { $number } rejeté par la banque
oversight-reach-phones = Téléphone
oversight-reach-address = Adresse postale
oversight-reach-act = Suite
oversight-reach-unknown = Non connu
oversight-reach-done = Traité
oversight-reach-done-one = Traité : { $member }
oversight-reach-told = C’est noté.
oversight-reach-next = Suivants
oversight-reach-pages = Pages

## Les mails et les SMS, un par un.

office-nav-deliveries = Mails et SMS
oversight-deliveries-title = Mails et SMS
oversight-deliveries-lead = Les mails et les SMS du plus récent au plus ancien, avec leur état et leurs essais. Le texte n’est jamais montré ; de l’adresse, seulement une trace.
oversight-deliveries-open = À traiter
oversight-deliveries-all = Tous les messages
oversight-deliveries-empty = Aucun message n’a été écrit
oversight-deliveries-left = Parti le
oversight-deliveries-not-left = Non
oversight-deliveries-sent = Parti (essais : { $count })
oversight-deliveries-figures = En ce moment
oversight-deliveries-of = { $channel } : { $state }
oversight-deliveries-none = Tous les messages sont partis
oversight-deliveries-none-text = Aucun mail ni SMS n’attend.
oversight-deliveries-written = Écrit le
oversight-deliveries-by = Par
oversight-deliveries-mail = Mail
oversight-deliveries-to = Vers
oversight-deliveries-state = État
oversight-deliveries-reason = Motif
oversight-deliveries-next = Prochain essai
oversight-deliveries-waiting = En attente du premier envoi
oversight-deliveries-retrying = Nouvel essai prévu (essais : { $count })
oversight-deliveries-dead = Abandonné (essais : { $count })
oversight-deliveries-address = Ce n’est pas une adresse
oversight-deliveries-refused = Refusé par le destinataire
oversight-deliveries-unreachable = Le service d’envoi ne répond pas ou ne nous accepte pas
oversight-deliveries-unreadable = Message illisible
oversight-deliveries-no-reason = Aucun essai
oversight-deliveries-no-next = Aucun
