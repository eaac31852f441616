## What went wrong: what happened, that nothing is lost, the way on.

failure-session-title = Votre session est terminée
failure-session-text = Pour votre sécurité, nous vous avons déconnecté. Ce que vous avez enregistré est gardé : vous le retrouverez après vous être reconnecté.
failure-session-next = Me reconnecter
failure-interdit-title = Accès refusé
failure-interdit-text = Vous n’avez pas le droit d’ouvrir cette page. Rien n’a été modifié.
failure-interdit-next = Retour à mes crédits
failure-introuvable-title = Page introuvable
failure-introuvable-text = Cette adresse ne mène à rien, ou à une demande déjà transmise ou supprimée. Ce que vous avez transmis est gardé.
failure-introuvable-next = Retour à mes crédits
failure-refus-title = Action impossible
failure-refus-text = L’état de votre dossier ne permet pas cette action. Rien n’a été modifié.
failure-refus-next = Retour à mes crédits
failure-plein-title = Enregistrement impossible pour le moment
failure-plein-text = Notre service n’a plus de place pour enregistrer. Rien n’a été écrit à moitié et ce qui était enregistré est gardé. Nos équipes sont prévenues : réessayez dans une heure.
failure-plein-next = Retour à mes crédits
failure-occupe-title = Service très demandé
failure-occupe-text = Votre demande n’a pas pu être traitée tout de suite. Ce qui était enregistré est gardé : réessayez dans une minute.
failure-occupe-next = Réessayer
failure-panne-title = Une panne de notre côté
failure-panne-text = L’action n’a pas pu aboutir. Ce qui était enregistré est gardé. Réessayez dans un instant ; si cela continue, appelez-nous.
failure-panne-next = Retour à mes crédits
