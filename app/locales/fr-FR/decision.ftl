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
decision-at = Prise le { $at }
decision-letter = Télécharger la lettre
decision-timeline-of = demande { $request }
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
decision-text = Précisions pour l’assuré
decision-text-hint = Facultatif, { $count } caractères au plus. L’assuré les lit dans son espace et dans la lettre.
decision-check = Vérifier la décision
decision-preview = Ce que vous allez décider
decision-preview-benefit = Prise en charge de tout le dossier
decision-confirm = Confirmer la décision
decision-confirm-hint = Une décision confirmée ne change plus. L’assuré est prévenu par mail, sans aucun détail.
decision-done = La décision est enregistrée, et l’assuré est prévenu.
decision-changed = La page a changé depuis son ouverture
decision-changed-text = Rien n’est décidé. Relisez ce qui suit, puis confirmez.
decision-conflict = Cette demande est déjà décidée
decision-conflict-text = { $by } l’a décidée le { $at } : { $outcome }. Votre décision n’est pas enregistrée.
decision-missing-verdict = Choisissez votre décision.
decision-missing-motive = Choisissez le motif : au moins un jour est refusé.
decision-nothing-accepted = Indiquez au moins un jour accepté, ou choisissez une autre décision.
decision-bad-days = Écrivez les jours comme 01/02/2026 - 10/02/2026, séparés par des points-virgules, chaque jour une seule fois.
decision-days-outside = Un jour n’est pas dans la période { $period }. Corrigez-le.
decision-long-text = Ces précisions dépassent { $count } caractères. Raccourcissez-les.

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
