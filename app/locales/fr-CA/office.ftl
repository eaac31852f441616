# Canadian French, where its words differ from those of fr-FR (X-23).

office-email = Adresse courriel professionnelle
office-ask-told = L’assuré reçoit un courriel qui l’invite à se connecter. Le courriel ne nomme aucun document.
office-member-left = L’assuré a fermé son espace le { $day } : il n’y lit plus rien et ne reçoit plus de courriel. Répondez-lui par courrier ou par téléphone.
office-acted-reset = L’assuré reçoit un courriel avec un lien pour choisir un autre mot de passe.
office-acted-no-reset = Aucun courriel n’est parti : l’assuré n’a pas d’adresse, ou plusieurs liens envoyés fonctionnent encore.
office-correction-accept-hint = Corrigez ci-dessous ce qui doit l’être, et laissez le reste. L’identifiant et l’adresse courriel ne se corrigent pas ici.
office-correction-reason-hint = L’assuré le lit dans son espace. Le courriel qui l’annonce ne le reprend pas. { $count } caractères au plus.
office-correction-done = Votre réponse est enregistrée. L’assuré en est averti, par courriel ou par SMS, et la lit dans son espace.
