## What the period rules say. The code decides which sentence; the keys are listed in app/domain/src/period/sentence.rs.

period-missing-start = Indiquez la date de début, par exemple 01/02/2026.
period-missing-end = Indiquez la date de fin, par exemple 28/02/2026.
period-bad-date = « { $typed } » n’est pas une date du calendrier. Écrivez le jour, le mois et l’année, par exemple 01/02/2026.
period-end-before-start = La fin, le { $end }, vient avant le début, le { $start }. Corrigez l’une des deux dates.
period-too-long = La période { $range } dure { $days } jours. Une période compte { $max } jours au plus : déclarez-la en plusieurs lignes.
period-before-origin = Cette période commence le { $start }, avant le début de votre arrêt, le { $origin }. Corrigez la date de début.
period-origin-in-future = La date d’origine de l’arrêt, le { $origin }, est après aujourd’hui, le { $today }. Corrigez-la.
period-in-future = Cette période finit le { $end }, après aujourd’hui, le { $today }. Déclarez seulement les jours déjà indemnisés.
period-in-future-start = Cette période commence le { $start }, après aujourd’hui, le { $today }. Déclarez-la quand l’arrêt aura commencé.
period-in-future-limit = Cette période finit le { $end }. Indiquez une fin au plus tard le { $latest } : vous déclarerez la suite ensuite.
period-overlaps-row = Cette période recouvre celle { $range }, sur une autre ligne de votre demande. Corrigez les dates ou retirez l’une des deux lignes.
period-overlaps-row-start = Cette période recouvre celle { $range }, sur une autre ligne de votre demande. Commencez au { $next }.
period-overlaps-sent = Cette période recouvre celle { $range }, déjà transmise le { $sent_on }, en cours dans la demande n° { $request }. Corrigez les dates.
period-overlaps-sent-start = Cette période recouvre celle { $range }, déjà transmise le { $sent_on }, en cours dans la demande n° { $request }. Commencez au { $next }.
period-overlaps-known = Cette période recouvre celle { $range }, déjà transmise. Corrigez les dates.
period-overlaps-known-start = Cette période recouvre celle { $range }, déjà transmise. Commencez au { $next }.
period-overlaps-paid = Cette période recouvre celle { $range }, déjà payée dans la demande n° { $request } du { $sent_on }. Corrigez les dates.
period-overlaps-paid-start = Cette période recouvre celle { $range }, déjà payée dans la demande n° { $request } du { $sent_on }. Commencez au { $next }.
period-overlaps-elsewhere = Cette période recouvre celle { $range }, déjà transmise dans un autre de vos dossiers. Corrigez les dates.
period-overlaps-elsewhere-start = Cette période recouvre celle { $range }, déjà transmise dans un autre de vos dossiers. Commencez au { $next }.
period-duplicate-of-sent = La période { $range } a déjà été transmise le { $sent_on } (demande { $request }). Retirez cette ligne ou corrigez ses dates.
period-duplicate-of-sent-known = La période { $range } a déjà été transmise. Retirez cette ligne ou corrigez ses dates.
period-duplicate-of-sent-paid = La période { $range } est déjà payée dans la demande n° { $request } du { $sent_on }. Retirez cette ligne ou corrigez ses dates.
period-gap-unconfirmed = Rien n’est déclaré { $gap }. Si vous avez repris le travail ces jours-là, cochez la case ; sinon, corrigez les dates ou ajoutez la période qui manque.
period-resumed-contradiction = La reprise du travail, le { $resumed_on }, doit venir après la fin de la période, le { $end }. Corrigez l’une des deux dates.
period-resumed-contradiction-next = Vous avez indiqué avoir repris le travail après la période { $previous }, mais cette ligne commence dès le lendemain, le { $start }. Corrigez la reprise ou les dates.
period-resumed-contradiction-during = Vous avez indiqué une reprise du travail le { $resumed_on }, mais la période { $range } est déclarée aussi. Corrigez la reprise ou les dates.
period-resumed-contradiction-request = La reprise du travail, le { $resumed_on }, doit venir après le dernier jour déclaré, le { $end }. Corrigez l’une des deux dates.
period-resumed-contradiction-ongoing = Vous avez indiqué une reprise du travail le { $resumed_on } et aussi que l’arrêt continue. Corrigez l’une des deux réponses.
period-resumed-in-future = La reprise du travail, le { $resumed_on }, est après aujourd’hui, le { $today }. Répondez « Non » et déclarez la reprise quand elle aura eu lieu.
period-no-period = Aucune période n’est déclarée. Indiquez au moins une période, avec sa date de début et sa date de fin.
period-too-many-periods = Votre demande compte { $count } périodes, pour { $max } au plus. Retirez des lignes et faites une seconde demande avec les autres.
period-missing-pay-level = Indiquez « Plein traitement » ou « Demi-traitement ».
period-two-pay-levels = Choisissez « Plein traitement » ou « Demi-traitement », pas les deux. Si le traitement a changé, faites deux lignes.
period-initial-already-sent = Ce dossier contient déjà la période { $range }. Pour déclarer la suite de l’arrêt, choisissez une prolongation.
period-previous-stop-missing = Nous ne connaissons pas d’arrêt avant cette prolongation. Indiquez le premier et le dernier jour de votre arrêt précédent.
period-too-old-warning = Cette période commence le { $start }, avant le { $limit }. Passé deux ans, une demande peut être prescrite : vous pouvez l’envoyer, un gestionnaire l’examinera.
period-before-contract-warning = Cette période commence le { $start }, avant la prise d’effet de votre contrat, le { $effect }. Vous pouvez l’envoyer, un gestionnaire l’examinera.
period-in-waiting-period-warning = Cette période commence le { $start }, pendant le délai d’attente de votre contrat : la garantie joue à partir du { $covered_from }. Vous pouvez l’envoyer, un gestionnaire l’examinera.
period-over-maximum-warning = Avec cette demande, votre arrêt compte { $days } jours. Votre contrat en couvre { $max } au plus : les jours en plus ne pourront pas être payés.
period-prolong-reminder-warning = Votre arrêt continue, mais le dernier jour déclaré est le { $end }. Pensez à déclarer la suite.
period-missing-payer = Choisissez l’organisme social qui vous a indemnisé.
period-unknown-payer = Cet organisme n’est pas dans la liste. Choisissez-en un.
period-missing-resumed = Indiquez si vous avez repris le travail : oui ou non.
period-missing-resumed-on = Indiquez le jour où vous avez repris le travail, par exemple 01/03/2026.
period-missing-resumed-on-suggested = Indiquez le jour où vous avez repris le travail : au plus tôt le { $suggested }.
period-bad-resumed-on = « { $typed } » n’est pas une date du calendrier. Écrivez le jour de votre reprise ainsi : 01/03/2026.

## The period step.

period-heading = Quelle période déclarez-vous ?
period-previous = Votre arrêt précédent
period-previous-why = Aucun jour de ce dossier n’est connu ou accepté. Indiquez l’arrêt que cette demande prolonge.
period-previous-start = Premier jour de l’arrêt précédent
period-previous-end = Dernier jour de l’arrêt précédent
period-legend = Nouvelle période indemnisée par mon organisme social (CPAM, France Travail…)
period-intro = Recopiez les dates de votre décompte. Une ligne de votre décompte correspond à une période.
period-start = La date de début
period-start-hint = jj/mm/aaaa
period-end = La date de fin
period-end-hint = jj/mm/aaaa, au plus tard aujourd’hui
period-end-hint-future = jj/mm/aaaa
period-payer = Organisme social
period-payer-choose = Choisissez…
period-pay-level = Traitement
period-pay-level-plein = Plein traitement
period-pay-level-demi = Demi-traitement
period-resumed = Si j’ai repris le travail
period-resumed-oui = Oui
period-resumed-non = Non
period-resumed-on = Date de reprise du travail
period-resumed-on-hint = jj/mm/aaaa, à remplir si vous avez repris le travail
period-gap-confirm = J’ai repris le travail { $gap }.
period-add = Ajouter cette période
period-save = Sauvegarder
period-next = Suivant
period-edit = Corriger
period-edit-named = Corriger la période { $range }
period-remove = Retirer
period-remove-named = Retirer la période { $range }

## The list of periods.

period-list = Périodes à transmettre
period-list-empty = Aucune période pour l’instant. Remplissez la première ci-dessous.
period-count-one = { $count } période
period-count-many = { $count } périodes
period-days-one = 1 jour
period-days-many = { $days } jours
period-line-resumed = reprise du travail le { $day }
period-line-not-resumed = pas de reprise du travail

## The calendar.

period-strip = Votre calendrier
period-state-paye = Payé
period-state-accepte = Accepté
period-state-transmis = Déjà transmis
period-state-franchise = Franchise
period-state-declare = Dans cette demande
period-state-a-declarer = À déclarer
period-state-refuse = Refusé
period-state-aucun = Rien à déclarer
period-where = Où trouver ces dates ?
period-where-answer = Sur le décompte d’indemnités journalières de votre compte de l’Assurance Maladie, ou sur votre attestation France Travail.
period-strip-what = { $state }, { $days }
period-aside = Repères
period-correcting = Cette ligne est en cours de correction ci-dessous.
period-correct = Enregistrer la correction
period-cancel = Annuler la correction
period-conflict-title = Demande modifiée ailleurs
period-conflict-text = Un autre onglet ou un autre appareil a enregistré cette demande entre-temps. Ce qu’il a enregistré est affiché ci-dessous et rien n’a été remplacé.
period-conflict-mine = Votre saisie sur cette page était : { $range }.
period-conflict-keep-mine = Reprendre ma saisie
period-conflict-keep-saved = Garder ce qui est enregistré
