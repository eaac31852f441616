## « Télécharger mes données ».

export-title = Télécharger mes données
export-lead = Vos coordonnées, vos contrats, vos dossiers et vos justificatifs, dans une archive ZIP à garder ou à transmettre.
export-open = Obtenir mon archive
export-holds = Ce que contient l’archive
export-holds-pdf = un PDF à lire : vos coordonnées, vos contrats, vos dossiers, vos connexions, les mails envoyés
export-holds-json = les mêmes données dans un fichier donnees.json, pour un autre service
export-holds-files = vos justificatifs et vos preuves de dépôt
export-never = Votre mot de passe et les données d’autres personnes n’y sont jamais.
export-how = Le lien pour télécharger l’archive part à votre adresse mail. Il fonctionne { $hours } heures et une seule fois, quand vous êtes connecté.
export-prepare = Préparer mon archive
export-mailed = Le mail avec votre lien est parti. Le lien fonctionne { $hours } heures et une seule fois. Rien reçu ? Pensez à vérifier vos SPAM.
export-enough = Plusieurs liens vous ont déjà été envoyés et fonctionnent encore. Pensez à vérifier vos SPAM.
export-at-once = L’archive se prépare quand vous appuyez : gardez cette page ouverte quelques instants.
export-once = L’archive se prépare quand vous appuyez : gardez cette page ouverte quelques instants. Ce lien ne sert qu’une fois.
export-download = Télécharger
export-mail-subject = Votre archive de données
export-mail-text = Bonjour,

    Vous avez demandé vos données depuis votre espace { $brand }. Pour les télécharger, ouvrez ce lien et connectez-vous :

    { $portal }/lien/{ $token }

    Il fonctionne { $link_hours } heures et une seule fois.

    Vous n’avez rien demandé ? Changez votre mot de passe, ou appelez-nous au { $phone }, { $hours }.

## What the archive says.

export-report-title = Mes données
export-read-me = Lisez-moi
export-read-me-text = Ce document dit ce que { $brand } sait de { $name } le { $at }.
export-read-me-files = Dans la même archive, les fichiers dont le nom commence par un numéro de dossier sont vos justificatifs, sans ce que les téléphones ajoutent aux photos, et vos preuves de dépôt.
export-read-me-json = Le fichier donnees.json dit la même chose à un autre logiciel, avec plus de détails : les dates y sont au format ISO 8601, les heures en temps universel, les montants en centimes et en euros, les empreintes celles des fichiers reçus.
export-none = Rien à ce jour.
export-who = Identité et coordonnées
export-birth-date = Date de naissance
export-phone = Téléphone
export-address = Adresse
export-accounts = Comptes bancaires
export-iban = IBAN
export-usable = Utilisable à partir du
export-corrections = Demandes de correction
export-opened = Compte ouvert le
export-last-sign-in = Dernière connexion
export-contracts = Contrats
export-credit = Crédit
export-reference = Référence
export-claims = Dossiers
export-guarantee = Garantie
export-origin = Premier jour de l’arrêt
export-state = État
export-kind = Nature
export-sent = Transmise le
export-saved = Enregistré le
export-dates = Dates
export-from = Du
export-to = Au
export-days = Jours
export-file = Justificatif
export-size = Taille
export-file-refused = Refusé
export-file-gone = Effacé : nous ne l’avons plus
export-complement = Complément { $number }
export-asked = Demandé le
export-due = À rendre au plus tard le
export-document = Document
export-given = Transmis ou répondu
export-terms = Conditions acceptées
export-version = Version
export-accepted = Acceptées le
export-device = Navigateur
export-since = Connecté le
export-added = Ajoutée le
export-last-seen = Utilisé le
export-journal = Connexions et actions
export-what = Quoi
export-at = Quand
export-by = Par
export-by-you = vous
export-by-us = notre service
export-mails = Mails envoyés à votre adresse actuelle
export-subject = Objet
export-mail-unknown = Objet non conservé

## What the audit notes.

export-action-signed_in = Connexion
export-action-identity_proved = Identité confirmée
export-action-sessions_ended = Appareils déconnectés
export-action-password_changed = Mot de passe modifié
export-action-password_reset = Mot de passe choisi à nouveau
export-action-password_link_sent = Lien pour choisir un mot de passe envoyé par nos services
export-action-unlocked_by_desk = Essais de connexion rouverts par nos services
export-action-unlocked = Essais de connexion repris
export-action-account_opened = Compte ouvert
export-action-member_invited = Invitation envoyée
export-action-account_closed = Compte fermé
export-action-account_reopened = Compte rouvert
export-action-account_erased = Compte effacé
export-action-terms_accepted = Conditions acceptées
export-action-draft_opened = Demande commencée
export-action-draft_deleted = Demande non transmise supprimée
export-action-request_sent = Demande transmise
export-action-entry_begun = Saisie d’une demande commencée par nos services
export-action-entry_dropped = Saisie d’une demande abandonnée par nos services
export-action-request_entered = Demande saisie par nos services
export-action-complement_asked = Documents demandés
export-action-complement_sent = Documents envoyés
export-action-document_answered = Réponse donnée pour un document
export-action-document_link_made = Lien de dépôt créé
export-action-document_handed_in = Document déposé par un lien
export-action-document_accepted = Document accepté
export-action-document_refused = Document refusé
export-action-complement_closed = Demande de documents close
export-action-message_sent = Message envoyé
export-action-second_factor_offered = Validation en deux étapes commencée
export-action-second_factor_on = Validation en deux étapes activée
export-action-second_factor_off = Validation en deux étapes désactivée
export-action-passkey_added = Clé d’accès ajoutée
export-action-passkey_removed = Clé d’accès supprimée
export-action-passkey_suspected = Clé d’accès refusée : une copie en existe peut-être
export-action-recovery_codes_renewed = Nouveaux codes de secours
export-action-account_number_changed = Compte bancaire modifié
export-action-address_changed = Adresse modifiée
export-action-changes_undone = Changements annulés
export-action-correction_asked = Correction demandée
export-action-correction_accepted = Correction acceptée
export-action-correction_refused = Correction refusée
export-action-email_change_asked = Nouvelle adresse mail demandée
export-action-email_change_cancelled = Nouvelle adresse mail abandonnée
export-action-email_changed = Adresse mail modifiée
export-action-hint_closed = Aide-mémoire mis de côté après trois mauvaises réponses
export-action-hint_kept = Aide-mémoire enregistré
export-action-hint_dropped = Aide-mémoire supprimé
export-action-hint_shown = Aide-mémoire présenté
export-action-notices_chosen = Alertes de paiement choisies
export-action-phones_changed = Téléphone modifié
export-action-contract_attached = Contrat rattaché
export-action-export_asked = Archive de données demandée
export-action-export_downloaded = Archive de données téléchargée
export-action-claim_purged = Dossier effacé au terme de sa conservation
export-action-legal_hold_put = Dossier retenu : il n’est plus effacé
export-action-legal_hold_lifted = Dossier rendu à sa durée de conservation
export-action-member_viewed = Espace affiché par nos services, en lecture seule
export-action-member_page_viewed = Page affichée par nos services, en lecture seule
export-action-member_view_ended = Fin de l’affichage par nos services
export-action-export_handed_out = Archive de données remise par nos services
export-action-claim_looked_at = Dossier consulté
export-action-member_looked_at = Fiche consultée pour saisir une déclaration
export-action-claim_moved = Dossier affecté à un gestionnaire, ou remis dans la file
export-action-claim_passed = Dossier passé d’un état à un autre
export-action-claim_noted = Note de travail écrite sur le dossier
export-action-file_looked_at = Justificatif consulté
export-action-medical_opened = Pièce médicale ouverte par le service médical
export-action-file_examined = Justificatif examiné
export-action-request_decided = Décision prise
export-action-request_reopened = Demande remise en instruction
export-action-stop_marked = Fin de l’arrêt, reprise ou rechute notée
export-action-payment_prepared = Paiement préparé
export-action-payment_approved = Paiement validé
export-action-payment_exported = Paiement émis
export-action-payment_arrived = Paiement effectué
export-action-payment_rejected = Paiement rejeté par la banque
export-action-reached_otherwise = Contact repris par un gestionnaire, par un autre moyen
export-action-payment_reversed = Paiement annulé par contre-écriture
