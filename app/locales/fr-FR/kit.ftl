## « Espace Adhésion » : the door on the sign-in page.

kit-sign-in-title = Connexion
kit-title = Espace Adhésion
kit-door-lead = Vous n’êtes pas encore adhérent ? Consultez le kit d’adhésion proposé par votre employeur.
kit-code = Identifiant fourni par l’employeur
kit-code-hint = Il figure sur le document que votre employeur vous a remis.
kit-trap = Laissez ce champ vide
kit-robot = Je ne suis pas un robot
kit-door-note = Aucun compte n’est créé et rien n’est demandé sur vous. Seuls les documents du kit s’ouvrent, pendant { $minutes } minutes.
kit-send = Valider
kit-late = Vérification en cours. Vous n’avez rien à faire : encore un instant.
kit-missing-code = Indiquez l’identifiant fourni par votre employeur.
kit-missing-robot = Cochez la case « Je ne suis pas un robot ».
kit-again = Pour vérifier que vous n’êtes pas un robot, validez encore une fois. Ce que vous avez saisi est gardé.
kit-unknown = Cet identifiant n’est pas reconnu. Vérifiez-le sur le document de votre employeur, demandez-le-lui, ou appelez-nous.

## « Kit d’adhésion » : its documents.

kit-page-title = Kit d’adhésion
kit-page-lead = Cliquez sur l’icône pour télécharger un document.
kit-from = Proposé par { $employer }
kit-documents = Documents
kit-ipid = Document d’information
kit-notice = Notice
kit-form = Formulaire
kit-about = { $kind }, PDF, édition du { $day }
kit-download = Télécharger
kit-back = Retour à la connexion
