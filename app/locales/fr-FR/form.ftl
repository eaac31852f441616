## « Formulaire(s) PDF de demande d'indemnisation » (S-23): the list, and handing one in.

form-list-title = Formulaire(s) PDF de demande d’indemnisation :
form-list-text = Cliquer sur l’icône à droite de chaque ligne pour télécharger le formulaire vierge ou pour transmettre le formulaire complété
form-about = PDF, édition du { $day }
form-download = Télécharger le formulaire vierge : { $title }
form-hand-in = Transmettre le formulaire complété : { $title }
form-title = Transmission d’un formulaire PDF complété ou d’un formulaire papier numérisé
form-lead = Pour qui préfère le papier. Dites pour quel arrêt, puis déposez le formulaire complété : un PDF, ou une photo de chaque page. Nous saisissons les périodes à votre place.
form-none = Aucun arrêt à déclarer
form-for-dossier = Pour un dossier déjà ouvert
form-for-dossier-text = Le formulaire prolonge un arrêt que vous avez déjà déclaré.
form-for-stop = Pour un nouvel arrêt
form-for-stop-text = Le formulaire déclare un arrêt qui n’a pas encore de dossier.
form-begin = Transmettre le formulaire

## The steps of the request.

form-files-title = Mon formulaire et mes justificatifs
form-files-lead = Déposez ici le formulaire complété et signé, et les documents qu’il demande de joindre.
form-missing = Il manque le formulaire : revenez à l’étape Justificatifs.
form-recap-title = Récapitulatif de ma demande sur formulaire
form-recap-periods = Elles figurent dans votre formulaire. Nous les saisissons, et vous les retrouverez dans votre dossier.
form-sent = Votre formulaire a bien été transmis au Service Assurance { $service }.

## The dossier.

form-received = Formulaire complété reçu
form-said-keyed = Les périodes de votre formulaire sont saisies
form-waits = Formulaire complété : ses périodes ne sont pas encore saisies par nos services.
form-unkeyed = Formulaire complété : ses périodes n’ont pas été saisies.
form-keyed = Périodes saisies par nos services d’après le formulaire.

## The desk (B-17).

form-key = Saisir les périodes du formulaire
form-key-again = Corriger les périodes saisies
form-keying-title = Saisir un formulaire
form-keying-lead = Demande { $request }, sur formulaire : saisissez ce qu’il indique, avec les mêmes contrôles que pour l’assuré.
form-keying-first = Saisissez d’abord la demande { $request } : c’est son formulaire qui ouvre le dossier, et qui dit depuis quel jour dure l’arrêt.
form-keying-before = Le premier jour de l’arrêt vient après des jours déjà déclarés dans ce dossier, dès le { $day } : corrigez-le, ou refusez la demande qui n’en fait pas partie.
form-keying-files = Formulaire transmis
form-keying-more = Les premières pages sont affichées. Ouvrez le fichier pour voir les { $pages } pages.
form-keying-told = La demande pourra ensuite être décidée. L’assuré lit ces périodes dans son dossier. Vous pouvez les corriger tant que rien n’est décidé.
form-keying-unkept = Ce que vous avez changé n’est pas encore enregistré.
form-keying-keep = Enregistrer les périodes
form-acted-keyed = Les périodes du formulaire sont enregistrées.
