# Canadian French, where its words differ from those of fr-FR (X-23).

office-email = Adresse courriel professionnelle
office-ask-told = L’assuré reçoit un courriel qui l’invite à se connecter. Le courriel ne nomme aucun document.
office-member-left = L’assuré a fermé son espace le { $day } : il n’y lit plus rien et ne reçoit plus de courriel. Répondez-lui par courrier ou par téléphone.
office-acted-reset = L’assuré reçoit un courriel avec un lien pour choisir un autre mot de passe.
office-acted-no-reset = Aucun courriel n’est parti : l’assuré n’a pas d’adresse, ou plusieurs liens envoyés fonctionnent encore.
office-correction-accept-hint = Corrigez ci-dessous ce qui doit l’être, et laissez le reste. L’identifiant et l’adresse courriel ne se corrigent pas ici.
office-correction-reason-hint = L’assuré le lit dans son espace. Le courriel qui l’annonce ne le reprend pas. { $count } caractères au plus.
office-correction-done = Votre réponse est enregistrée. L’assuré en est averti, par courriel ou par SMS, et la lit dans son espace.
office-access-reopen-text = Rien n’est encore effacé : son espace peut être rouvert jusqu’au { $day }. L’assuré en est averti par courriel, ou par SMS s’il n’a pas d’adresse courriel, puis se connecte comme avant.
office-access-second-text = Un lien part à son adresse courriel. Rien n’est retiré avant qu’il ouvre ce lien et choisisse un nouveau mot de passe : la validation en deux étapes, ses codes de secours et ses clés d’accès le sont alors, et tous ses appareils sont déconnectés.
office-access-second-unreached = Aucun lien ne peut partir : l’assuré n’a pas d’adresse courriel vérifiée, et personne ici ne retire sa validation en deux étapes. S’il a encore une clé d’accès, elle ouvre son espace. Sinon, prenez ses demandes par courrier ou par téléphone et saisissez-les pour lui.
office-acted-no-second = Aucun courriel n’est parti : sa validation en deux étapes n’est pas active, il n’a pas d’adresse courriel vérifiée, ou plusieurs liens envoyés fonctionnent encore.
office-acted-second = L’assuré reçoit un courriel avec un lien. Rien n’est retiré avant qu’il l’ouvre et choisisse un nouveau mot de passe.
