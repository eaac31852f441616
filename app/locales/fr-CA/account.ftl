# Canadian French, where its words differ from those of fr-FR (X-23).

lost-lead = Nous vous écrivons à l’adresse courriel que vous nous avez donnée.
lost-name = Votre identifiant ou votre adresse courriel
lost-name-hint = Identifiant oublié ? Saisissez votre adresse courriel.
lost-send = Recevoir un courriel
lost-missing = Indiquez votre identifiant ou votre adresse courriel.
lost-heard-text = Si ce que vous avez saisi correspond à un compte, un courriel est parti. Son lien fonctionne { $minutes } minutes. Rien reçu ? Pensez à vérifier vos courriels indésirables, ou appelez-nous.
second-how-code = Scannez le code QR que nous vous montrons, ou saisissez la clé.
second-scan = Scannez ce code QR
second-qr = Code QR pour votre application de codes. La même clé est écrite dessous.
leave-when = Votre espace se ferme tout de suite. Jusqu’au { $day }, un lien reçu par courriel permet de tout annuler. Ensuite, c’est définitif :
leave-done = Votre compte est fermé. Un courriel vous permet de changer d’avis pendant quelques jours. Rien reçu ? Appelez-nous au { $phone }, { $hours }, et nous le rouvrons.
invited-mail-text = Bonjour,

    Votre espace { $brand } est prêt. Pour choisir votre mot de passe et l’ouvrir, suivez ce lien :

    { $portal }/lien/{ $token }

    Il fonctionne { $open_days } jours et une seule fois. Passé ce délai, demandez-en un autre : { $portal }/connexion/aide

    Vous ne vous attendiez pas à ce courriel ? Ne faites rien : rien ne s’ouvre sans vous.
deadlink-text = Un lien reçu par courriel ne sert qu’une fois et pendant peu de temps. Votre compte est comme avant.
register-email = Adresse courriel
register-no-email = Vous n’avez pas d’adresse courriel ? Appelez le numéro de l’assistance indiqué sur votre contrat.
register-missing-email = Indiquez votre adresse courriel.
register-bad-email = Cette adresse courriel n’est pas complète. Vérifiez-la, par exemple prenom.nom@courrier.example.
register-bad-phone = Ce numéro n’est pas un numéro nord-américain. Corrigez-le ou laissez le champ vide.
register-again = Renvoyer le courriel
registered-text = Un courriel vient de partir à l’adresse indiquée. Il dit ce qu’il en est de votre inscription et, si tout concorde, contient le lien pour la confirmer.
registered-spam = Pensez à vérifier vos courriels indésirables.
password-changed-text = Vos autres appareils sont déconnectés. Un courriel vous le confirme.
password-mail-text = Bonjour,

    { $passkeys ->
        [kept] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés. Vos clés d’accès n’ont pas été retirées : elles ouvrent toujours votre espace.
        [removed] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés. Vos clés d’accès ont été retirées : elles n’ouvrent plus votre espace. Supprimez-les aussi de vos appareils.
       *[none] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés.
    }

    Si ce n’est pas vous, appelez-nous tout de suite au { $phone }, { $hours }. Nous ne vous demanderons jamais votre mot de passe par courriel ou par téléphone.
account-wait-mail = Si un compte porte cet identifiant, un courriel permet de ne pas attendre.
leave-when-call = Votre espace se ferme tout de suite. Vous n’avez pas d’adresse courriel où recevoir un lien : jusqu’au { $day }, appelez-nous au { $phone }, { $hours }, et nous le rouvrons. Ensuite, c’est définitif :
second-lost-call = Votre application et vos codes de secours sont perdus ? Appelez-nous au { $phone }, { $hours } : nous vérifions qui vous êtes, puis un lien part à votre adresse courriel, si elle est vérifiée.
