## « Je souhaite être rappelé » (A-7).

callback-title = Je souhaite être rappelé
callback-lead = Sans compte et sans adresse mail : dites-nous qui appeler, pourquoi et quand.
callback-name = Votre prénom et votre nom
callback-phone = Votre numéro de téléphone
callback-phone-hint = Il sert à vous rappeler, à rien d’autre. Il n’est transmis à personne.
callback-motive = Motif de votre demande
callback-motives = Quel motif choisir ?
callback-choose = Choisissez…
callback-day = Jour souhaité
callback-slot = Plage horaire souhaitée
callback-notice = Votre demande n’est rattachée à aucun compte. Elle est effacée au bout de { $months } mois.
callback-send = Demander à être rappelé
callback-missing-name = Indiquez votre prénom et votre nom.
callback-missing-phone = Indiquez le numéro auquel vous appeler.
callback-missing-motive = Choisissez le motif de votre demande.
callback-missing-day = Choisissez un jour.
callback-missing-slot = Choisissez une plage horaire.
callback-again = Pour vérifier que vous n’êtes pas un robot, envoyez votre demande encore une fois. Ce que vous avez saisi est gardé.
callback-kept = Votre demande de rappel est enregistrée.
callback-kept-when = Nous vous appellerons au { $phone }, le { $day }, { $slot }.
callback-kept-number = Votre référence : { $number }. Gardez-la pour nous parler de cette demande.
