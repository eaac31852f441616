# Canadian French, where its words differ from those of fr-FR (X-23).

personal-done-link = C’est enregistré. Un courriel vient de partir à la nouvelle adresse : ouvrez son lien dans les { $minutes } minutes.
personal-done-enough = C’est enregistré. Plusieurs courriels sont déjà partis à cette adresse : attendez { $minutes } minutes avant d’en demander un autre.
personal-done-email = Votre adresse courriel est confirmée. C’est à elle que nous vous écrirons.
personal-done-cancelled = Votre adresse courriel reste la même.
personal-email = Adresse courriel
personal-email-hint = Si vous la changez, un courriel part à la nouvelle adresse. Elle ne sert qu’une fois son lien ouvert.
personal-mobile = Cellulaire
personal-mobile-hint = Avec l’indicatif régional, par exemple 418 555-0142.
personal-missing-mobile = Indiquez votre cellulaire.
personal-bad-phone = Ce numéro n’est pas un numéro nord-américain. Vérifiez-le : il compte 10 chiffres, indicatif régional compris.
personal-no-mobile = Ce numéro ne reçoit pas de SMS. Indiquez un numéro de cellulaire.
personal-pending-title = Adresse courriel en attente de confirmation
personal-missing-title = Il nous manque votre adresse courriel
personal-missing = Sans adresse courriel vérifiée, nous ne pouvons pas vous prévenir quand un dossier vous attend.
personal-unverified-title = Votre adresse courriel est à vérifier
personal-unverified = Nous ne savons pas si nos courriels arrivent à { $address }. Sans adresse vérifiée, nous ne pouvons pas vous prévenir quand un dossier vous attend.
personal-notices-lead = Ce choix vaut pour vos paiements. Sans choix, un courriel vous prévient, ou un SMS si nous n’avons pas votre adresse. Les autres messages importants vous arrivent toujours par courriel.
personal-by-email = je souhaite être informé/alerté par courriel
personal-no-email = Donnez d’abord une adresse courriel, dans « Mes coordonnées ».
personal-no-sms = Donnez d’abord un numéro de cellulaire, dans « Mes coordonnées ».
personal-code-lead-sms = Nous vous avons envoyé un code à 6 chiffres par SMS, sur votre cellulaire. Il sert { $minutes } minutes.
personal-code-lead-mail = Nous vous avons envoyé un code à 6 chiffres à votre adresse courriel. Il sert { $minutes } minutes.
personal-code-late-text = Un code met parfois une minute à arriver. Si vous en demandez un autre, le précédent ne sert plus. Si ce cellulaire ou cette adresse ne sont plus les vôtres, appelez-nous.
personal-code-no-channel = Nous ne pouvons pas vous envoyer de code de confirmation : il faut un cellulaire, ou une adresse courriel vérifiée, inchangés depuis { $hours } heures. Après un cellulaire changé ou un mot de passe oublié, l’adresse courriel ne suffit pas. Complétez « Mes coordonnées », ou appelez-nous au { $phone }.
mailbox-title = Confirmer mon adresse courriel
personal-email-mail-subject = Confirmez votre adresse courriel
undone-mail-text = Bonjour,

    Les derniers changements de votre espace { $brand } viennent d’être annulés, depuis le courriel qui les annonçait. Tous les appareils sont déconnectés et le mot de passe ne sert plus.

    Pour en choisir un autre : { $portal }/connexion/aide

    Si vous aviez des codes de secours, ils ne fonctionnent plus : notez les nouveaux dans votre profil.

    Ce n’est pas vous ? Appelez-nous tout de suite au { $phone }, { $hours }.
personal-notice-mail-text = Bonjour,

    { $what ->
        [asked] Une autre adresse courriel vient d’être demandée pour votre espace { $brand }. Elle remplacera celle-ci une fois confirmée.
        [email] L’adresse courriel de votre espace { $brand } vient de changer. Ce courriel est le dernier que celle-ci reçoit.
        [phones] Un numéro de téléphone vient de changer dans votre espace { $brand }.
        [second_on] La validation en deux étapes de votre espace { $brand } vient d’être activée. Un code est demandé à chaque connexion.
        [second_codes] De nouveaux codes de secours viennent d’être faits dans votre espace { $brand }. Les anciens ne fonctionnent plus.
        [second_off] La validation en deux étapes de votre espace { $brand } vient d’être désactivée. Le mot de passe suffit de nouveau.
        [second_lost] Un autre mot de passe vient d’être choisi pour votre espace { $brand }, par le lien que nos services vous ont envoyé après un appel. La validation en deux étapes et ses codes de secours sont retirés, ainsi que les clés d’accès s’il y en avait. Tous les appareils sont déconnectés.
        [passkey_added] Une clé d’accès vient d’être ajoutée à votre espace { $brand }. Elle suffit pour y entrer.
        [passkey_removed] Une clé d’accès de votre espace { $brand } vient d’être supprimée. Elle n’y donne plus accès.
        [password] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés.
        [password_passkeys] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés. Vos clés d’accès n’ont pas été retirées : elles ouvrent toujours votre espace.
       *[iban] Le compte bancaire vient de changer dans votre espace { $brand }. L’ancien sert encore quelques jours.
    }

    C’est vous ? Vous n’avez rien à faire.

    Ce n’est pas vous ? Ouvrez ce lien dans les { $undo } heures pour annuler ce changement et choisir un autre mot de passe :

    { $portal }/lien/{ $token }
