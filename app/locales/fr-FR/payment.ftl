## Payments: their lines, how they came about, how far they are.

payment-title = Paiement { $number }
payment-line-due = Échéance du { $due }
payment-line-month = Échéance de { $due }
payment-line-days = Complément de traitement, { $due }
payment-line-days-before = Déjà payé pour ces jours : { $before }
payment-line-days-none = Plus rien n’est dû pour ces jours.
payment-line-correction = Correction du gestionnaire
payment-line-before = Déjà payé pour cette échéance : { $before }
payment-line-none = Plus rien n’est dû pour cette échéance.
payment-other = Versé par d’autres organismes : { $daily } par jour. Source : { $source }
payment-loss = Perte de revenus à compter { $from } : { $monthly } par mois. Source : { $source }
payment-loss-title = Perte de revenus
payment-cover-ended = La garantie a pris fin le { $day } : les jours acceptés après cette date ne sont pas payés.
payment-total = Total : { $total }
payment-state-prepared = À valider
payment-state-approved = Validé
payment-state-exported = Émis
payment-state-paid = Payé
payment-state-rejected = Rejeté par la banque
payment-state-reversed = Annulé
payment-state-counter = Contre-écriture
payment-state-counter-waits = Contre-écriture à valider
payment-reason-line = Raison : { $reason }
payment-payee = Versé à : { $payee }
payment-payee-next = Sera versé à : { $payee }
payment-payee-rejected = Destinataire : { $payee }

## The member's page, the mail and the SMS.

payment-mine = Paiements
payment-issued = Le règlement a été émis en date du { $day } par Virement (sous réserve des délais de traitement bancaire).
payment-payee-own = votre compte se terminant par { $end }
payment-arrived = La banque a confirmé ce paiement.
payment-bounced = La banque n’a pas pu faire ce paiement. La somme vous reste due : nous préparerons un nouveau paiement. Vérifiez le compte bancaire que vous nous avez donné.
payment-bounced-lender = La banque n’a pas pu faire ce paiement à votre organisme prêteur. La somme reste due : nous préparerons un nouveau paiement. Vous n’avez rien à faire.
payment-other-own = Ces sommes sont déduites de votre complément de traitement. Si elles couvrent tout ce qui manque, nous ne versons rien pour ces jours.
payment-loss-own = Votre garantie compense une perte de revenus. Pour chaque mois, nous ne payons pas plus que le revenu perdu.
payment-timeline = Paiement émis
payment-timeline-of = paiement { $number }
payment-timeline-paid = Paiement confirmé par la banque
payment-timeline-rejected = Paiement rejeté par la banque
payment-timeline-reversed = Paiement annulé
payment-timeline-when = { $at }, paiement { $number }
payment-mail-subject = Notification de paiement d’échéance(s)
payment-mail-text = Bonjour,

    Nous venons d’émettre un paiement pour votre dossier. Le détail vous attend dans votre espace : connectez-vous comme d’habitude pour le lire.

    Une question ? Appelez-nous au { $phone }, { $hours }.

    { $brand }
payment-rejected-mail-subject = Un paiement n’a pas abouti
payment-rejected-mail-text = Bonjour,

    La banque n’a pas pu faire un paiement de votre dossier. La somme vous reste due : nous préparerons un nouveau paiement. Vérifiez dans votre espace le compte bancaire que vous nous avez donné : connectez-vous comme d’habitude.

    Une question ? Appelez-nous au { $phone }, { $hours }.

    { $brand }
payment-rejected-lender-mail-subject = Un paiement n’a pas abouti
payment-rejected-lender-mail-text = Bonjour,

    La banque n’a pas pu faire un paiement de votre dossier à votre organisme prêteur. La somme reste due : nous préparerons un nouveau paiement. Vous n’avez rien à faire. Le détail vous attend dans votre espace.

    Une question ? Appelez-nous au { $phone }, { $hours }.

    { $brand }
payment-sms-text = { $brand } : une notification de paiement vous attend dans votre espace. Pour en parler, appelez-nous au { $phone }.

## The desk.

payment-desk-title = Paiements du dossier
payment-owed = À payer maintenant
payment-nothing-owed = Rien n’est à payer pour le moment.
payment-excess = Il a été payé plus que ce qui est dû. Rien ne peut être préparé : la différence sera retenue sur les prochaines échéances.
payment-no-account = L’assuré n’a pas encore de compte bancaire utilisable, et c’est à lui que ce complément est versé. Demandez-lui son IBAN : rien ne peut être préparé avant que le compte soit enregistré et son délai de contrôle passé.
payment-no-terms = Le traitement de référence ou le taux du contrat manque. Rien ne peut être calculé ni préparé avant qu’ils soient importés.
payment-no-loss = Cette garantie ne paie pas plus que la perte de revenus du mois, et celle d’un mois à payer n’est pas connue. Indiquez-la sur la page des paiements du dossier : rien ne peut être préparé avant.
payment-other-of = Versements d’autres organismes, { $range }
payment-other-daily = Montant versé par jour, en euros
payment-other-daily-hint = Il est déduit du complément. Laissez vide si rien d’autre n’est versé.
payment-other-source = Source
payment-other-source-hint = Qui verse cette somme et quelle pièce le dit, ou pourquoi elle change. L’assuré la lit dans son dossier.
payment-other-state = Enregistrer et recalculer
payment-other-stated = Les versements d’autres organismes sont enregistrés. Le montant à payer en tient compte.
payment-other-bad-daily = Écrivez le montant versé par jour en euros et centimes, par exemple 12,50, ou laissez vide.
payment-other-missing-source = Indiquez qui verse cette somme et quelle pièce le dit, ou pourquoi elle n’est plus versée.
payment-other-waits = Un paiement de ce dossier attend encore et partirait sans en tenir compte. Annulez-le d’abord par contre-écriture, plus bas sur cette page.
payment-other-long-source = Cette source dépasse { $count } caractères. Raccourcissez-la.
payment-loss-from = Perte de revenus par mois, à compter de
payment-loss-from-hint = Elle vaut pour ce mois et pour les suivants, jusqu’au mois d’une autre indication.
payment-loss-monthly = Perte par mois, en euros
payment-loss-monthly-hint = Rien de plus n’est payé pour le mois. Écrivez 0 si aucun revenu n’est perdu.
payment-loss-source = Source
payment-loss-source-hint = La pièce qui donne ce montant, par exemple « Bulletins de salaire de mars et avril ». L’assuré la lit dans son dossier.
payment-loss-state = Enregistrer et recalculer
payment-loss-stated = La perte de revenus est enregistrée. Le montant à payer en tient compte.
payment-loss-bad-from = Choisissez un mois de la liste : les jours acceptés du dossier ont peut-être changé.
payment-loss-bad-monthly = Écrivez la perte de revenus par mois en euros et centimes, par exemple 900,00, ou 0.
payment-loss-missing-source = Indiquez la pièce qui donne ce montant.
payment-amount = Montant en euros
payment-amount-hint = Laissez vide pour payer le total calculé. Un montant plus bas le solde : le reste ne sera plus proposé.
payment-reason = Raison de la correction
payment-reason-hint = Obligatoire si le montant diffère. L’assuré la lit avec son paiement.
payment-prepare = Préparer le paiement
payment-prepared = Le paiement est préparé.
payment-taken-back = Le paiement est annulé par une contre-écriture.
payment-reversal-prepared = La contre-écriture est préparée : une autre personne doit la valider.
payment-reversal-waits = Une contre-écriture attend la validation d’une autre personne. Jusque-là, ce paiement compte comme payé.
payment-all = Paiements préparés
payment-none = Aucun paiement pour ce dossier.
payment-line-state = { $state }, le { $at }
payment-payee-member = le compte de l’assuré se terminant par { $end }
payment-payee-none = l’assuré, dès qu’il aura un compte bancaire utilisable
payment-reverses = Contre-écriture du paiement { $number }
payment-reverse-of = Annuler le paiement { $number }
payment-reverse-reason = Raison de l’annulation
payment-reverse-second = Ce paiement est déjà fait : une autre personne devra valider la contre-écriture.
payment-reverse = Annuler par contre-écriture
payment-nothing = Le montant doit être supérieur à zéro, et quelque chose doit être dû.
payment-bad-amount = Écrivez le montant en euros et centimes, par exemple 142,60.
payment-missing-reason = Indiquez la raison.
payment-long-reason = Cette raison dépasse { $count } caractères. Raccourcissez-la.
payment-not-reversible = Ce paiement ne peut pas être annulé : il est parti à la banque, ou l’est déjà.

## The second person.

payment-approve-title = Paiements à valider
payment-approve-lead = Une seconde personne est nécessaire au-delà d’un certain montant, pour payer plus que ce qui est calculé et pour annuler ce qui est déjà payé.
payment-approve-none = Rien à valider
payment-approve = Valider le paiement
payment-approve-counter = Valider la contre-écriture
payment-about = Dossier { $claim }, { $member }, préparé par { $by }
payment-approved = Le paiement est validé : il partira avec le prochain fichier.
payment-own = Vous avez préparé ce paiement : une autre personne doit le valider.
payment-late = Ce paiement n’attend plus de validation : quelqu’un l’a validé ou annulé entre-temps.
payment-not-owed = Ce paiement ne peut pas être validé : ce qui est dû de ce dossier a diminué depuis sa préparation, et il paierait trop. Demandez au gestionnaire de l’annuler par contre-écriture et de le préparer à nouveau si quelque chose reste dû.

## Files for the bank.

payment-exports-title = Virements
payment-exports-lead = Les fichiers de virements pour la banque, et ses retours.
payment-next = Prochain fichier
payment-next-none = Aucun paiement validé n’attend.
payment-export = Créer le fichier de virements
payment-export-hint = Un assuré sans compte bancaire utilisable attend le fichier suivant. Les assurés payés sont prévenus par les moyens qu’ils ont choisis.
payment-exported = Le fichier { $number } est prêt : téléchargez-le ci-dessous.
payment-own-approved = Vous avez préparé ou validé ce paiement : une autre personne doit le faire partir.
payment-export-nothing = Aucun fichier n’est créé : rien qui soit encore dû n’est validé par quelqu’un d’autre que vous, ou aucun assuré n’a de compte bancaire utilisable.
payment-export-held = Ne partent pas, car ce qui est dû de leur dossier a diminué depuis leur préparation : { $numbers }. Demandez au gestionnaire de les annuler par contre-écriture.
payment-files = Fichiers créés
payment-files-none = Aucun fichier pour le moment.
payment-file-line = { $at }, { $count } paiement(s), { $total }
payment-file-take = Télécharger { $number }
payment-return = Retour de la banque
payment-return-text = Un fichier texte, une ligne par paiement : son numéro, « paid » ou « rejected », puis le code de rejet, séparés par des points-virgules.
payment-return-file = Fichier de retour
payment-return-send = Prendre en compte ce retour
payment-return-done = Retour pris en compte : { $paid } payé(s), { $rejected } rejeté(s), { $known } déjà connu(s).
payment-return-wrong = Rien n’est pris en compte. Lignes illisibles : { $lines }. Corrigez le fichier, puis envoyez-le à nouveau.
payment-return-unknown = Rien n’est pris en compte. Ces paiements ne sont pas partis, ou leur sort est déjà connu : { $numbers }.
payment-return-unreadable = Choisissez un fichier texte qui n’est pas vide.
