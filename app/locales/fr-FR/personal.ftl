## « Mes données personnelles » (S-51 … S-54).

personal-title = Mes données personnelles
personal-note = (* précise que la saisie de cette donnée est obligatoire)
personal-notice = Ces données servent à vous joindre et à gérer votre contrat. Elles ne sont ni vendues, ni utilisées à d’autres fins.
personal-save = Enregistrer
personal-back = Retour à mes données
personal-done = C’est enregistré.
personal-done-town = C’est enregistré. Regardez tout de même si la ville est la bonne. Celles que nous connaissons au code postal { $postcode } : { $towns }.
personal-done-link = C’est enregistré. Un mail vient de partir à la nouvelle adresse : ouvrez son lien dans les { $minutes } minutes.
personal-done-enough = C’est enregistré. Plusieurs mails sont déjà partis à cette adresse : attendez { $minutes } minutes avant d’en demander un autre.
personal-done-email = Votre adresse mail est confirmée. C’est à elle que nous vous écrirons.
personal-done-cancelled = Votre adresse mail reste la même.
personal-done-correction = Votre demande de correction est enregistrée. Nous vous répondrons.
personal-devices = Voir mes appareils connectés

personal-monsieur = Monsieur { $name }
personal-madame = Madame { $name }
personal-born-monsieur = né le { $day }
personal-born-madame = née le { $day }
personal-born = né(e) le { $day }

personal-address = Adresse
personal-line1 = Numéro et libellé de la voie
personal-line2 = Entrée, tour, bâtiment, immeuble, résidence, zone industrielle
personal-line3 = Mentions spéciales de distribution - Boîte Postale, Tri Spécial
personal-postcode = Code postal
personal-postcode-hint = 5 chiffres
personal-town = Ville
personal-town-hint = Vous pouvez la laisser vide : le code postal la propose.
personal-town-found = Nous avons complété la ville d’après le code postal { $postcode } : { $town }. Vérifiez-la, puis enregistrez.
personal-town-choose = Choisissez votre ville
personal-towns = Celles du code postal { $postcode }
personal-other-towns = Villes connues du code postal { $postcode } : { $towns }. Vous pouvez tout de même garder la vôtre.
personal-other-town = Une autre ville
personal-other-town-hint = Seulement si la vôtre n’est pas dans la liste
personal-missing-address = Indiquez votre adresse : au moins une des trois lignes.
personal-missing-postcode = Indiquez votre code postal.
personal-missing-town = Indiquez votre ville.
personal-bad-postcode = Un code postal compte 5 chiffres, par exemple 29200.
personal-bad-character = Cette ligne contient un caractère invisible. Tapez-la à la main, sans la coller.
personal-long-line = Cette ligne est trop longue. Abrégez-la à { $count } caractères.

personal-contact = Mes coordonnées
personal-email = Email
personal-email-hint = Si vous la changez, un mail part à la nouvelle adresse. Elle ne sert qu’une fois son lien ouvert.
personal-phone = Téléphone
personal-no-phone = Pas de Tel
personal-mobile = Mobile
personal-mobile-hint = Il commence par 06 ou 07.
personal-missing-phone = Indiquez votre téléphone.
personal-missing-phone-or-box = Indiquez votre téléphone, ou cochez « Pas de Tel ».
personal-missing-mobile = Indiquez votre mobile.
personal-bad-phone = Ce numéro n’est pas un numéro français. Vérifiez-le : il compte 10 chiffres.
personal-no-mobile = Ce numéro ne reçoit pas de SMS. Indiquez un numéro qui commence par 06 ou 07.

personal-pending-title = Adresse mail en attente de confirmation
personal-pending = Ouvrez le lien envoyé à { $address }. D’ici là, rien ne change.
personal-resend = Renvoyer
personal-cancel = Annuler
personal-missing-title = Il nous manque votre adresse mail
personal-missing = Sans adresse mail vérifiée, nous ne pouvons pas vous prévenir quand un dossier vous attend.
personal-give-email = Indiquer mon adresse
personal-unverified-title = Votre adresse mail est à vérifier
personal-unverified = Nous ne savons pas si nos mails arrivent à { $address }. Sans adresse vérifiée, nous ne pouvons pas vous prévenir quand un dossier vous attend.
personal-verify = Recevoir un lien pour la vérifier

personal-notices = Pour mes indemnisations
personal-notices-lead = Ce choix vaut pour vos paiements. Sans choix, un mail vous prévient, ou un SMS si nous n’avons pas votre adresse. Les autres messages importants vous arrivent toujours par mail.
personal-by-email = je souhaite être informé/alerté par Email
personal-by-sms = je souhaite être informé/alerté par SMS
personal-no-email = Donnez d’abord une adresse mail, dans « Mes coordonnées ».
personal-no-sms = Donnez d’abord un numéro de mobile, dans « Mes coordonnées ».

personal-iban-title = Mon compte bancaire
personal-iban-lead = Pour votre sécurité, nous pouvons vous envoyer un code à saisir ensuite, et un nouveau compte ne sert qu’après { $days } jours. L’ancien sert jusque-là.
personal-iban = IBAN
personal-iban-hint = Il figure sur votre relevé d’identité bancaire. En France, il commence par FR et compte 27 caractères.
personal-iban-used = en service
personal-iban-from = utilisable à partir du { $when }
personal-missing-iban = Indiquez votre IBAN.
personal-bad-iban = Cet IBAN n’est pas juste. Recopiez-le depuis votre relevé d’identité bancaire.
personal-iban-length = Cet IBAN est trop court ou trop long. Recopiez-le depuis votre relevé d’identité bancaire.
personal-iban-country = Nous ne pouvons pas payer dans ce pays. Indiquez un compte de la zone SEPA.
personal-iban-awaits = Le compte { $account } attend le code que vous avez reçu.
personal-iban-awaits-go = Saisir le code

personal-code-waits = Un nouveau compte bancaire attend le code que vous avez reçu. Il ne sert pas tant qu’il n’est pas confirmé.
personal-code-title = Confirmez par le code reçu
personal-code-lead-sms = Nous vous avons envoyé un code à 6 chiffres par SMS, sur votre mobile. Il sert { $minutes } minutes.
personal-code-lead-mail = Nous vous avons envoyé un code à 6 chiffres à votre adresse mail. Il sert { $minutes } minutes.
personal-code-account = Compte à confirmer
personal-code = Code reçu
personal-code-hint = 6 chiffres
personal-code-send = Confirmer
personal-code-late = Vous n’avez rien reçu ?
personal-code-late-text = Un code met parfois une minute à arriver. Si vous en demandez un autre, le précédent ne sert plus. Si ce mobile ou cette adresse ne sont plus les vôtres, appelez-nous.
personal-code-again = Recevoir un autre code
personal-code-resent = Un autre code vient de partir. Le précédent ne sert plus.
personal-code-gone = Aucun compte n’attend de code. Si vous n’avez pas confirmé le vôtre à temps, saisissez-le à nouveau.
personal-code-begin = Saisir mon IBAN
personal-code-shape = Un code compte 6 chiffres. Recopiez-le depuis notre message.
personal-code-wrong = Ce code n’est pas le bon. Recopiez le dernier reçu. Essais restants : { $left }.
personal-code-ended = Ce code ne sert plus : il a plus de { $minutes } minutes. Demandez-en un autre, au bas de cette page.
personal-code-spent = Ce code ne sert plus : il y a eu trop d’essais. Demandez-en un autre, au bas de cette page.
personal-code-soon = Un code vient de partir. Attendez une minute avant d’en demander un autre.
personal-code-enough = Plusieurs codes sont déjà partis. Attendez { $minutes } min, puis réessayez.
personal-code-replaced = Un autre compte a été saisi entre-temps. Vérifiez celui qui s’affiche, puis saisissez le dernier code reçu.
personal-code-no-channel = Nous ne pouvons pas vous envoyer de code de confirmation : il faut un mobile, ou une adresse mail vérifiée, inchangés depuis { $hours } heures. Après un mobile changé ou un mot de passe oublié, l’adresse mail ne suffit pas. Complétez « Mes coordonnées », ou appelez-nous au { $phone }.

## « Demande de correction » (X-10, D-15).

personal-correction = Demande de correction
personal-correction-lead = Ces données ne peuvent être corrigées que par nous. Celles qui s’affichent ici ne mettent pas à jour votre dossier.
personal-correction-text = Ce qui est à corriger
personal-correction-hint = { $count } caractères au plus. N’y écrivez rien de votre santé.
personal-correction-send = Envoyer ma demande
personal-correction-line = Demande du { $when }, { $state }
personal-correction-open = en attente de notre réponse
personal-correction-accepted = acceptée
personal-correction-refused = refusée
personal-correction-answer = Notre réponse : { $reason }
personal-missing-correction = Dites-nous ce qui est à corriger.
personal-long-correction = Votre texte est trop long. Abrégez-le à { $count } caractères.
personal-many-corrections = Plusieurs de vos demandes attendent notre réponse. Vous pourrez en écrire une autre ensuite.

## What mailed links open.

mailbox-title = Confirmer mon adresse mail
mailbox-lead = Cette adresse servira à vous écrire dès que vous la confirmez.
mailbox-send = Confirmer
undo-title = Ce changement ne vient pas de moi
undo-lead = Ce changement et ceux faits depuis sont annulés, tous les appareils sont déconnectés et le mot de passe actuel ne sert plus. Vous en choisissez un autre tout de suite.
undo-send = Annuler le changement
undo-done = Le changement est annulé et tous les appareils sont déconnectés.

personal-email-mail-subject = Confirmez votre adresse mail
personal-email-mail-text = Bonjour,

    Pour que nous vous écrivions à cette adresse depuis votre espace { $brand }, ouvrez ce lien :

    { $portal }/lien/{ $token }

    Il fonctionne { $minutes } minutes et une seule fois.

    Vous n’avez rien demandé ? Ne faites rien : cette adresse ne sera pas utilisée.
personal-taken-mail-subject = Cette adresse sert déjà
personal-taken-mail-text = Bonjour,

    Quelqu’un, sans doute vous, a demandé à utiliser cette adresse pour un autre espace { $brand }. Elle sert déjà à se connecter : rien n’a changé.

    Pour vous connecter : { $portal }/connexion

    Mot de passe oublié ? { $portal }/connexion/aide
personal-correction-mail-subject = Votre demande de correction a une réponse
personal-correction-mail-text = Bonjour,

    Nous avons répondu à la demande de correction que vous avez faite dans votre espace { $brand }. Lisez notre réponse dans « Mes données personnelles » :

    { $portal }/compte/donnees-personnelles

    Ce n’est pas vous ? Appelez-nous au { $phone }, { $hours }.
undone-mail-subject = Des changements ont été annulés
undone-mail-text = Bonjour,

    Les derniers changements de votre espace { $brand } viennent d’être annulés, depuis le mail qui les annonçait. Tous les appareils sont déconnectés et le mot de passe ne sert plus.

    Pour en choisir un autre : { $portal }/connexion/aide

    Si vous aviez des codes de secours, ils ne fonctionnent plus : notez les nouveaux dans votre profil.

    Ce n’est pas vous ? Appelez-nous tout de suite au { $phone }, { $hours }.
personal-code-sms-text = { $brand } : votre code est { $code }. Il change votre compte bancaire. Ne le donnez à personne. Si ce n’est pas vous, appelez le { $phone }.
personal-code-mail-subject = Votre code de confirmation
personal-code-mail-text = Bonjour,

    Un autre compte bancaire vient d’être saisi dans votre espace { $brand }. Pour le confirmer, saisissez-y ce code :

    { $code }

    Il sert { $minutes } minutes et une seule fois. Ne le donnez à personne, même à nous.

    Ce n’est pas vous ? Quelqu’un connaît votre mot de passe : changez-le, puis appelez-nous au { $phone }, { $hours }.
notice-sms-text = { $brand } : un changement vient d’être fait dans votre espace. Si ce n’est pas vous, appelez-nous au { $phone }.
personal-notice-mail-subject =
    { $what ->
        [password] Votre mot de passe a été modifié
        [password_passkeys] Votre mot de passe a été modifié
       *[other] Un changement dans votre espace
    }
personal-notice-mail-text = Bonjour,

    { $what ->
        [asked] Une autre adresse mail vient d’être demandée pour votre espace { $brand }. Elle remplacera celle-ci une fois confirmée.
        [email] L’adresse mail de votre espace { $brand } vient de changer. Ce mail est le dernier que celle-ci reçoit.
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
