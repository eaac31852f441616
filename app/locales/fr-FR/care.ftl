## Réclamations de soins de santé (D-18).

care-start-title = Soins de santé
care-start-text = Dentiste, lunettes, médicaments, physiothérapie… Réclamez ce que vous avez payé. Gardez vos reçus à portée de main.
care-start = Faire une réclamation de soins de santé
care-start-under = , dossier { $name }
care-another = Voir toutes mes réclamations

## La première étape. Le titre de la page ne dit rien de la santé (R-6).

care-step = Soins
care-step-title = Dépenses
care-heading = Quels soins avez-vous payés ?
care-intro = Une ligne pour chaque soin, tel qu’il figure sur votre reçu.
care-list = Soins à réclamer
care-list-empty = Aucun soin pour l’instant. Remplissez le premier ci-dessous.
care-count-one = { $count } soin
care-count-many = { $count } soins
care-legend = Un soin
care-day = Date du soin
care-day-hint = jj/mm/aaaa, au plus tôt le { $oldest }
care-kind = Nature du soin
care-kind-choose = Choisissez…
care-whom = Pour qui
care-whom-hint = Par exemple : moi-même, ma fille Léa
care-paid = Montant payé
care-paid-hint = Par exemple : 45,50 { $sign }
care-reimbursed = Déjà remboursé ailleurs
care-reimbursed-hint = Par un autre régime. Laissez vide si rien ne l’a été.
care-add = Ajouter ce soin
care-edit-named = Corriger la ligne { $line } : { $about }
care-remove-named = Retirer la ligne { $line } : { $about }

## Ce que disent les règles : la ligne, le problème, et que faire.

care-no-line = Aucun soin n’est ajouté. Indiquez au moins un soin.
care-too-many-lines = Ligne { $line } : une réclamation compte { $max } soins au plus. Retirez cette ligne et réclamez ce soin dans une autre réclamation.
care-missing-day = Ligne { $line } : indiquez la date du soin, par exemple 01/02/2026.
care-bad-day = Ligne { $line } : « { $typed } » n’est pas une date du calendrier. Écrivez le jour, le mois et l’année, par exemple 01/02/2026.
care-day-in-future = Ligne { $line } : la date du soin, le { $day }, est après aujourd’hui, le { $today }. Corrigez-la.
care-day-too-old = Ligne { $line } : le soin du { $day } est trop ancien. Réclamez ici les soins reçus depuis le { $oldest }.
care-missing-kind = Ligne { $line } : choisissez la nature du soin.
care-unknown-kind = Ligne { $line } : cette nature de soin n’est pas dans la liste. Choisissez-en une.
care-missing-whom = Ligne { $line } : indiquez pour qui était le soin, vous-même ou une personne de votre famille.
care-bad-whom = Ligne { $line } : écrivez pour qui était le soin en { $max } caractères au plus, en lettres ordinaires.
care-missing-paid = Ligne { $line } : indiquez le montant payé, par exemple 45,50.
care-bad-amount = Ligne { $line } : « { $typed } » n’est pas un montant. Écrivez-le en chiffres, par exemple 45,50.
care-nothing-paid = Ligne { $line } : le montant payé est de zéro. Indiquez ce que vous avez payé, ou retirez la ligne.
care-paid-too-high = Ligne { $line } : le montant payé, { $paid }, dépasse { $max }. Corrigez-le, ou communiquez avec nous pour ce soin.
care-reimbursed-too-high = Ligne { $line } : le montant déjà remboursé, { $reimbursed }, dépasse le montant payé, { $paid }. Corrigez l’un des deux.
care-duplicate = Ligne { $line } : ce soin est le même que celui de la ligne { $other }. S’il n’a eu lieu qu’une fois, retirez l’une des deux lignes.
care-missing = Les soins sont à compléter ou à corriger : revenez à l’étape Soins.

## Relire, transmettre, suivre.

care-recap-title = Récapitulatif de ma réclamation
care-recap = Mes soins
care-line-reimbursed = { $amount } déjà remboursés ailleurs
care-claimed = Montant réclamé
care-sent = Votre réclamation a bien été transmise à { $service }.
care-and-now-answer = Notre réponse
care-and-now-answer-text = Elle vous est communiquée en dehors de ce portail.
care-received = Réclamation reçue
care-proof-kind = Réclamation de soins de santé

## Au bureau de gestion.

care-desk-kind = Réclamation
care-list-sent = Soins réclamés
care-desk-outside = Cette réclamation se décide et se paie en dehors du portail pour l’instant.
