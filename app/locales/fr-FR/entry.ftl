## Saisir pour l’assuré.

entry-title = Saisir pour l’assuré
entry-lead = Une prolongation reçue autrement que par le portail, contrôlée comme si l’assuré l’avait saisie.
entry-lead-first = Une première déclaration reçue autrement que par le portail, contrôlée comme si l’assuré l’avait saisie.
entry-way = Reçue par
entry-way-post = Courrier
entry-way-phone = Téléphone
entry-way-fax = Télécopie
entry-received = Reçue le
entry-received-hint = Jour de réception, par exemple 09/03/2026. L’attente de l’assuré compte depuis ce jour.
entry-missing-way = Choisissez comment la demande est arrivée.
entry-bad-received = Écrivez le jour de réception, par exemple 09/03/2026.
entry-received-in-future = Le jour de réception ne peut pas suivre le { $today }. Corrigez-le.
entry-received-long-ago = Ce jour de réception a plus d’un an. Vérifiez l’année.
entry-begin = Commencer la saisie
entry-not-now = Rien ne peut être saisi dans ce dossier : il est refusé ou clôturé.
entry-shut = Cette saisie ne peut plus être enregistrée
entry-shut-text = Le dossier a été refusé ou clôturé depuis qu’elle est commencée. Elle reste ici : réexaminez la demande refusée, ou abandonnez la saisie.
entry-not-care = Rien ne peut être saisi dans ce dossier : il porte sur des dépenses de soins, que l’assuré déclare lui-même.
entry-no-file = Aucun fichier pour l’instant. Une demande reçue par téléphone peut s’en passer.
entry-add-files = Ajouter des fichiers numérisés
entry-told = L’assuré reçoit l’accusé de réception habituel, et lit dans le suivi de son dossier que nos services ont saisi la demande.
entry-send = Enregistrer la demande
entry-stale = Cette saisie a changé
entry-stale-text = Rien n’a été transmis : quelqu’un l’a modifiée depuis que vous l’avez ouverte. Relisez-la avant de l’enregistrer.
entry-why = Il manque encore :
entry-missing-periods = Les périodes sont à compléter ou à corriger.
entry-missing-files = Un fichier numérisé est à ajouter.
entry-drop = Abandonner la saisie
entry-drop-text = Les périodes et les fichiers saisis ici seront supprimés. L’assuré n’en sera pas averti.
entry-desk-post = Saisie par nos services, reçue par courrier le { $day }
entry-desk-phone = Saisie par nos services, reçue par téléphone le { $day }
entry-desk-fax = Saisie par nos services, reçue par télécopie le { $day }
entry-another = Déclarer un autre arrêt pour cet assuré
entry-opening = Arrêt déclaré
entry-opening-save = Enregistrer l’arrêt

## Déclarer un arrêt pour l’assuré.

entry-members = Assurés
entry-members-text = Avec ou sans dossier. Une déclaration reçue par courrier, par téléphone ou par télécopie se saisit ici.
entry-members-none = Aucun assuré ne correspond.
entry-members-more = Seuls les { $count } premiers assurés sont affichés. Cherchez par le nom et le prénom.
entry-declare-for = Déclarer un arrêt pour { $name }
entry-declare = Déclarer un arrêt pour l’assuré
entry-declare-lead = Pour un arrêt qui n’a pas encore de dossier, déclaré autrement que par le portail.
entry-declare-noted = Votre consultation est enregistrée.
entry-under = Crédit ou contrat concerné
entry-missing-under = Choisissez le crédit ou le contrat concerné.
entry-nothing-covered = Aucun arrêt ne peut être déclaré pour cet assuré : son contrat n’en couvre pas.
entry-begun-here = Une déclaration est déjà en cours de saisie par nos services : { $name }.
entry-begun-by-member = L’assuré a commencé lui-même une déclaration, qu’il n’a pas transmise : { $name }. Elle reste à lui seul. Ce que vous saisissez ici forme un dossier à part.
entry-resume = Reprendre la saisie

## Ce que l’assuré en lit.

entry-told-initial = Déclaration saisie par nos services
entry-told-prolongation = Prolongation saisie par nos services
entry-told-post = le { $at }, reçue par courrier le { $day }, demande { $request }
entry-told-phone = le { $at }, reçue par téléphone le { $day }, demande { $request }
entry-told-fax = le { $at }, reçue par télécopie le { $day }, demande { $request }
