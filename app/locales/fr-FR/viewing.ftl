## Voir comme l’assuré.

viewing-title = Voir comme l’assuré
viewing-lead = Vous verrez ses pages comme il les voit, en lecture seule : rien ne peut y être modifié ni envoyé.
viewing-shown = Sont affichés : son accueil, ses contrats, ses dossiers et les documents qui lui sont demandés.
viewing-not-shown = Ne sont pas affichés : son compte et sa sécurité, ses données personnelles et son compte bancaire, ses messages, l’archive de ses données, les fichiers, les courriers, les preuves de dépôt, les pièces du pli médical et les demandes qu’il n’a pas transmises.
viewing-lasts = L’affichage s’arrête de lui-même après { $minutes } minutes. Il est enregistré, et l’assuré le voit dans le suivi de ses dossiers, avec votre motif.
viewing-reason = Pourquoi affichez-vous ses pages ?
viewing-reason-hint = L’assuré lit ce motif.
viewing-reason-asked = L’assuré demande de l’aide
viewing-reason-complaint = L’assuré conteste ce qu’il voit
viewing-reason-fault = Quelque chose ne fonctionne pas
viewing-reason-missing = Choisissez un motif : l’assuré le lira.
viewing-begin = Voir ses pages
viewing-banner = Vous voyez l’espace de { $name }, en lecture seule.
viewing-banner-text = Aucune action n’est possible ici, et tout ne s’ouvre pas. L’affichage s’arrête le { $until }. Il est enregistré, et l’assuré le voit.
viewing-end = Arrêter et revenir au dossier
viewing-identifier = Lecture seule

## Ce que l’assuré en lit.

viewing-told-asked = Votre espace a été affiché par nos services, en lecture seule, parce que vous demandiez de l’aide
viewing-told-complaint = Votre espace a été affiché par nos services, en lecture seule, parce que vous contestiez ce que vous voyez
viewing-told-fault = Votre espace a été affiché par nos services, en lecture seule, parce que quelque chose ne fonctionnait pas
