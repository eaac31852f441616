# Canadian French, where its words differ from those of fr-FR (X-23).

export-holds-pdf = un PDF à lire : vos coordonnées, vos contrats, vos dossiers avec leurs décisions et leurs paiements, vos connexions, les courriels envoyés
export-how = Le lien pour télécharger l’archive part à votre adresse courriel. Il fonctionne { $hours } heures et une seule fois, quand vous êtes connecté.
export-mailed = Le courriel avec votre lien est parti. Le lien fonctionne { $hours } heures et une seule fois. Rien reçu ? Pensez à vérifier vos courriels indésirables.
export-enough = Plusieurs liens vous ont déjà été envoyés et fonctionnent encore. Pensez à vérifier vos courriels indésirables.
export-read-me-json = Le fichier donnees.json dit la même chose à un autre logiciel, avec plus de détails : les dates y sont au format ISO 8601, les heures en temps universel, les montants en cents et en dollars, les empreintes celles des fichiers reçus.
export-mails = Courriels envoyés à votre adresse actuelle
export-action-email_change_asked = Nouvelle adresse courriel demandée
export-action-email_change_cancelled = Nouvelle adresse courriel abandonnée
export-action-email_changed = Adresse courriel modifiée
