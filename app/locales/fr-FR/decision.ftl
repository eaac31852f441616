## What is decided of a request: the same words on the desk, on the member's page and in the letter.

decision-outcome-accepted = Acceptée
decision-outcome-partly-accepted = Acceptée en partie
decision-outcome-refused = Refusée
decision-outcome-inadmissible = Non recevable
decision-outcome-without-follow-up = Classée sans suite
decision-days-accepted = Acceptés
decision-days-refused = Refusés
decision-why = Motif :

## The member's page.

decision-mine = Décisions
decision-of = Décision sur la demande { $request }
decision-again = Décision n° { $place } sur la demande { $request }
decision-at = Prise le { $at }
decision-letter = Télécharger la lettre
decision-timeline-of = demande { $request }
decision-reopened-since = Réexaminée depuis le { $at }
decision-timeline-reopened = Demande remise en instruction
decision-timeline = Décision : { $outcome }

## The desk.

decision-decide = Décider la demande { $request }
decision-accept-whole = Tout accepter, puis vérifier
decision-all = Décisions prises
decision-title = Décider
decision-lead = Demande { $request }, dossier { $number }
decision-verdict = Votre décision
decision-verdict-accept = Recevable : accepter les jours ci-dessous
decision-verdict-refuse = Recevable : refuser tous les jours
decision-verdict-inadmissible = Non recevable
decision-verdict-without-follow-up = Classer sans suite
decision-accepted = Jours acceptés de la période { $period }
decision-accepted-hint = Par exemple 01/02/2026 - 10/02/2026 ; 15/02/2026. Ce qui manque est refusé. Vide : toute la période est refusée.
decision-motive = Motif du refus
decision-motive-choose = Aucun jour refusé
decision-motive-hint = Obligatoire dès qu’un jour est refusé. L’article du contrat est cité dans la lettre.
decision-not-keyed = Saisissez d’abord les périodes du formulaire : sans elles, aucun jour ne peut être accepté.
decision-not-opened = Saisissez d’abord le formulaire qui ouvre ce dossier : sans le premier jour de l’arrêt, aucun jour ne peut être accepté.
decision-text = Précisions pour l’assuré
decision-text-hint = Facultatif, { $count } caractères au plus. L’assuré les lit dans son espace et dans la lettre.
decision-check = Vérifier la décision
decision-preview = Ce que vous allez décider
decision-preview-benefit = Prise en charge de tout le dossier
decision-confirm = Confirmer la décision
decision-confirm-hint = Une décision confirmée ne change plus ; une demande refusée peut être réexaminée. L’assuré est prévenu par mail, ou par SMS s’il n’a pas d’adresse, sans aucun détail.
decision-done = La décision est enregistrée. L’assuré en est averti par mail ou par SMS ; s’il ne reçoit ni l’un ni l’autre, il figure sous « À joindre autrement ». S’il a fermé son compte, écrivez-lui.
decision-changed = La page a changé depuis son ouverture
decision-changed-text = Rien n’est décidé. Relisez ce qui suit, puis confirmez.
decision-conflict = Cette demande est déjà décidée
decision-conflict-text = { $by } l’a décidée le { $at } : { $outcome }.
decision-conflict-kept = Votre décision n’est pas enregistrée. Votre saisie est gardée : relisez-la ci-dessous.
decision-conflict-typed = Ce que vous avez saisi
decision-conflict-changes = Voir les changements
decision-missing-verdict = Choisissez votre décision.
decision-missing-motive = Choisissez le motif : au moins un jour est refusé.
decision-nothing-accepted = Indiquez au moins un jour accepté, ou choisissez une autre décision.
decision-bad-days = Écrivez les jours comme 01/02/2026 - 10/02/2026, séparés par des points-virgules, chaque jour une seule fois.
decision-days-outside = Un jour n’est pas dans la période { $period }. Corrigez-le.
decision-long-text = Ces précisions dépassent { $count } caractères. Raccourcissez-les.

## A refused request is taken up again.

decision-reopen = Réexaminer cette demande
decision-reopen-title = Réexaminer une demande refusée
decision-reopen-then = Ce qui va se passer
decision-reopen-then-waits = La demande repasse « En instruction » : elle attend une nouvelle décision.
decision-reopen-then-kept = La décision actuelle et sa lettre restent dans l’historique du dossier.
decision-reopen-then-told = L’assuré est prévenu par mail, ou par SMS s’il n’a pas d’adresse, sans aucun détail. S’il a fermé son compte, écrivez-lui.
decision-reopen-reason = Motif du réexamen
decision-reopen-hint = Par exemple : réclamation reçue le 3 mars, nouveau justificatif. L’assuré ne lit pas ce texte.
decision-reopen-send = Réexaminer la demande
decision-reopen-done = La demande est de nouveau en instruction.
decision-reopen-by = Demande réexaminée par { $by }. Motif :
decision-reopen-blocked = Cette demande ne peut pas être réexaminée
decision-reopen-back = Revenir au dossier
decision-reopen-missing = Écrivez le motif du réexamen.
decision-reopen-long = Ce motif dépasse { $count } caractères. Raccourcissez-le.
decision-reopen-taken = Ces jours figurent aussi dans la demande n° { $request } : c’est elle qui sera décidée.
decision-reopen-erased = Le compte et les coordonnées de cet assuré ont été effacés. Il ne peut plus recevoir de nouvelle décision.

## The letter and the mail.

decision-letter-title = Décision sur votre demande
decision-letter-dated = Le { $day }
decision-letter-accepted = Nous avons étudié votre demande et nous acceptons tous les jours que vous avez déclarés.
decision-letter-partly-accepted = Nous avons étudié votre demande. Nous acceptons une partie des jours que vous avez déclarés. Voici lesquels, et pourquoi les autres sont refusés.
decision-letter-refused = Nous avons étudié votre demande. Nous ne pouvons pas accepter les jours que vous avez déclarés. Voici pourquoi.
decision-letter-inadmissible = Votre demande n’est pas recevable : nous ne pouvons pas l’étudier. Voici pourquoi.
decision-letter-without-follow-up = Votre demande est classée sans suite. Voici pourquoi.
decision-letter-why = Nos raisons
decision-letter-complain = Si vous n’êtes pas d’accord
decision-mail-subject = Une décision sur votre demande { $number }
decision-mail-text = Bonjour,

    Une décision a été prise sur votre demande { $number }. Elle vous attend dans votre espace, avec sa lettre. Connectez-vous comme d’habitude pour la lire.

    Une question ? Appelez-nous au { $phone }, { $hours }.

    { $brand }

reopened-mail-subject = Votre demande { $number } est réexaminée
reopened-mail-text = Bonjour,

    Votre demande { $number } est de nouveau en instruction. Vous recevrez une nouvelle décision. Vous n’avez rien à faire pour le moment.

    Une question ? Appelez-nous au { $phone }, { $hours }.

    { $brand }
