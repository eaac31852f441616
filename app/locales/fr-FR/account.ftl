## Signing in.

account-title = Me connecter
account-lead = Accédez à mon espace client : vos crédits, vos dossiers et vos demandes.
account-login = Identifiant client
account-login-hint = Il figure sur vos courriers et votre contrat.
account-password = Mot de passe
account-sign-in = Se connecter
account-refused-title = Connexion impossible
account-refused = L’identifiant ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.
account-wait = Trop d’essais avec cet identifiant. Attendez { $minutes } min, puis réessayez. Rien n’est perdu.
account-wait-mail = Si un compte porte cet identifiant, un mail permet de ne pas attendre.
account-lost = Mot de passe ou identifiant oublié ?
account-reset = Votre mot de passe est modifié. Connectez-vous avec le nouveau.
account-reset-hint = Votre mot de passe est modifié. Connectez-vous avec le nouveau. Votre aide-mémoire l’aurait fait deviner : il est supprimé. Vous pouvez en écrire un autre depuis votre profil.
account-unlocked = Vous pouvez réessayer tout de suite.
account-help = Besoin d’aide ? Appelez-nous au { $phone }, { $hours }.

## « Besoin d’aide » : the way back in.

lost-title = Besoin d’aide
lost-lead = Nous vous écrivons à l’adresse mail que vous nous avez donnée.
lost-what = Qu’avez-vous oublié ?
lost-password = Mon mot de passe
lost-login = Mon identifiant
lost-name = Votre identifiant ou votre adresse mail
lost-name-hint = Identifiant oublié ? Saisissez votre adresse mail.
lost-send = Recevoir un mail
lost-missing = Indiquez votre identifiant ou votre adresse mail.
lost-heard = Regardez votre boîte de réception
lost-heard-text = Si ce que vous avez saisi correspond à un compte, un mail est parti. Son lien fonctionne { $minutes } minutes. Rien reçu ? Pensez à vérifier vos SPAM, ou appelez-nous.
recovery-mail-subject = Choisissez un nouveau mot de passe
recovery-mail-text = Bonjour,

    Pour choisir un nouveau mot de passe pour votre espace { $brand }, ouvrez ce lien :

    { $portal }/lien/{ $token }

    Il fonctionne { $minutes } minutes et une seule fois.

    Vous n’avez rien demandé ? Ne faites rien : votre mot de passe reste le même.
logins-mail-subject = Votre identifiant
logins-mail-text = Bonjour,

    Pour vous connecter à votre espace { $brand }, votre identifiant est : { $logins }

    La page de connexion : { $portal }/connexion

    Vous n’avez rien demandé ? Ne faites rien.
unlock-code-mail-subject = Plusieurs essais de code à votre connexion
unlock-code-mail-text = Bonjour,

    Quelqu’un a saisi le mot de passe de votre espace { $brand }, puis s’est trompé au moins dix fois de code. Les essais sont suspendus pendant un quart d’heure.

    C’est vous ? Ouvrez ce lien pour réessayer tout de suite. Il fonctionne { $minutes } minutes :

    { $portal }/lien/{ $token }

    Ce n’est pas vous ? Votre mot de passe est connu : changez-le tout de suite, { $portal }/connexion/aide
unlock-mail-subject = Plusieurs essais de connexion à votre espace
unlock-mail-text = Bonjour,

    Quelqu’un s’est trompé au moins dix fois de mot de passe avec votre identifiant { $brand }. Les essais sont suspendus pendant un quart d’heure.

    C’est vous ? Ouvrez ce lien pour réessayer tout de suite. Il fonctionne { $minutes } minutes :

    { $portal }/lien/{ $token }

    Ce n’est pas vous ? Ne faites rien : sans votre mot de passe, personne n’entre.
unlock-passkey-mail-subject = Plusieurs essais de clé d’accès à votre connexion
unlock-passkey-mail-text = Bonjour,

    Une de vos clés d’accès a été refusée au moins dix fois à la connexion à votre espace { $brand }. Ces essais sont suspendus pendant un quart d’heure. Votre mot de passe fonctionne toujours.

    C’est vous ? Ouvrez ce lien pour réessayer tout de suite. Il fonctionne { $minutes } minutes :

    { $portal }/lien/{ $token }

    Ce n’est pas vous ? Supprimez de votre profil les clés d’accès que vous ne reconnaissez pas, ou que d’autres peuvent utiliser.

## The second step of signing in.

step-title = Votre code
step-lead = Votre mot de passe est bon. Il reste une étape : le code de votre application.
step-code = Code
step-code-hint = Les 6 chiffres que montre votre application. Téléphone perdu ? Saisissez un de vos codes de secours.
step-send = Me connecter
step-back = Recommencer
second-over = L’étape du code a duré trop longtemps. Recommencez avec votre mot de passe.
second-title = Validation en deux étapes
second-lead = En plus de votre mot de passe, un code que seul votre téléphone connaît. Même avec votre mot de passe, personne d’autre n’entre.
second-how = Comment faire
second-how-app = Installez une application de codes sur votre téléphone, si vous n’en avez pas. Les gestionnaires de mots de passe en ont souvent une.
second-how-code = Scannez le QR code que nous vous montrons, ou saisissez la clé.
second-how-codes = Notez les codes de secours : ils servent si vous perdez votre téléphone.
second-begin = Commencer
second-scan = Scannez ce QR code
second-qr = QR code pour votre application de codes. La même clé est écrite dessous.
second-key = Vous ne pouvez pas scanner ? Saisissez cette clé dans l’application :
second-code = Le code que montre l’application
second-code-hint = 6 chiffres, qui changent toutes les 30 secondes.
second-confirm = Vérifier et activer
second-cancel = Ne pas activer
second-missing = Saisissez le code.
second-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis réessayez. Vérifiez aussi l’heure de votre téléphone.
second-wait = Trop d’essais. Attendez { $minutes } min, puis réessayez.
second-on = La validation en deux étapes est active
second-on-text = Vos autres appareils ont été déconnectés. Avant de partir, notez vos codes de secours.
second-asked = Un code vous est demandé à chaque connexion.
second-codes = Codes de secours
second-codes-text = Chaque code remplace une fois celui de l’application. Imprimez-les ou recopiez-les, loin de votre téléphone : ils ne seront plus montrés.
second-codes-left =
    { $left ->
        [0] Il ne vous en reste aucun. Faites-en de nouveaux.
        [one] Il vous en reste un.
       *[other] Il vous en reste { $left }.
    }
second-noted = Je les ai notés
second-renew = Faire de nouveaux codes
second-stop = Désactiver
second-stop-text = Votre mot de passe suffira de nouveau pour entrer dans votre espace.
second-code-mail-subject = Un code de secours a servi
second-code-mail-text = Bonjour,

    Un de vos codes de secours vient de servir à entrer dans votre espace { $brand }. Il ne fonctionne plus.

    Si ce n’est pas vous, changez votre mot de passe, puis appelez-nous au { $phone }, { $hours }.
second-lost-call = Votre application et vos codes de secours sont perdus ? Appelez-nous au { $phone }, { $hours } : nous vérifions qui vous êtes, puis un lien part à votre adresse mail, si elle est vérifiée.
second-lost-title = Entrer sans mon code
second-lost-lead = Vous avez perdu votre application de codes et vos codes de secours. Choisissez un nouveau mot de passe : il suffira pour vous connecter.
second-lost-goes = En enregistrant, vous retirez la validation en deux étapes, ses codes de secours et vos clés d’accès, et tous vos appareils sont déconnectés. Vous pourrez les remettre en place depuis votre profil. Vous avez retrouvé un code ? N’enregistrez rien : tout reste comme avant.
second-lost-done = Votre mot de passe est modifié, et la validation en deux étapes est retirée. Connectez-vous, puis activez-la à nouveau depuis votre profil.
second-lost-done-hint = Votre mot de passe est modifié, et la validation en deux étapes est retirée. Connectez-vous, puis activez-la à nouveau depuis votre profil. Votre aide-mémoire aurait fait deviner le nouveau mot de passe : il est supprimé.
second-lost-mail-subject = Entrer sans votre code
second-lost-mail-text = Bonjour,

    Vous nous avez dit avoir perdu votre application de codes et vos codes de secours. Pour entrer dans votre espace { $brand }, ouvrez ce lien et choisissez un nouveau mot de passe :

    { $portal }/lien/{ $token }

    Il fonctionne { $minutes } minutes et une seule fois. Rien n’est retiré avant : ensuite, la validation en deux étapes et vos clés d’accès le sont, et tous vos appareils sont déconnectés.

    Vous ne nous avez rien dit ? N’ouvrez pas ce lien et appelez-nous tout de suite au { $phone }, { $hours } : quelqu’un se fait peut-être passer pour vous.

## Passkeys.

passkey-title = Clés d’accès
passkey-lead = Une clé d’accès remplace le mot de passe et le code. Votre appareil la garde et vous reconnaît : par votre doigt, votre visage ou le code qui le déverrouille. Rien de cela ne nous parvient.
passkey-none = Vous n’en avez pas encore.
passkey-when = Ajoutée le { $added }, utilisée le { $used }
passkey-when-new = Ajoutée le { $added }, pas encore utilisée
passkey-remove = Supprimer
passkey-remove-one = Supprimer { $name }. { $when }
passkey-needs = Pour ajouter une clé d’accès, il faut un navigateur récent où JavaScript est activé. Tout le reste de votre espace s’en passe.
passkey-nowhere = Les clés d’accès ne peuvent pas servir ici : cet espace est ouvert à une adresse en chiffres, et elles demandent une adresse avec un nom.
passkey-full = Vous avez { $max } clés d’accès, le plus que nous gardions. Supprimez-en une pour en ajouter une autre.
passkey-name = Nom de la clé (facultatif)
passkey-name-hint = Pour la reconnaître ici, par exemple : mon téléphone.
passkey-add = Ajouter une clé d’accès
passkey-not-made = Aucune clé d’accès n’a été ajoutée. Réessayez. Si cet appareil en a déjà une, elle suffit.
passkey-refused = La clé d’accès n’a pas été ajoutée : l’ajout a duré trop longtemps, ou cette clé est déjà connue. Réessayez.
passkey-added = Votre clé d’accès est ajoutée. Elle suffit pour vous connecter.
passkey-removed = La clé d’accès est supprimée : elle n’ouvre plus votre espace. Supprimez-la aussi de votre appareil.
passkey-sign-in = Utiliser une clé d’accès
passkey-not-used = Aucune clé d’accès n’a servi. Réessayez, ou saisissez votre mot de passe.
passkey-wait = Trop d’essais avec une clé d’accès. Attendez { $minutes } min, puis réessayez, ou saisissez votre mot de passe. Rien n’est perdu.
passkey-unknown = Cette clé d’accès n’a pas permis de vous connecter. Réessayez. Si vous l’avez supprimée de votre profil, saisissez votre mot de passe.

## The end of a session.

session-soon = Votre session se termine dans { $minutes } minutes
session-soon-one = Votre session se termine dans 1 minute
session-soon-text = Votre session va se terminer. Ce qui est enregistré est gardé. Restez connecté pour finir votre saisie.
session-stay = Rester connecté
session-stayed = Vous restez connecté.
session-last = Votre session se termine bientôt
session-last-text = Elle a atteint sa durée maximale et ne peut pas être prolongée. Enregistrez votre saisie. À la fin, vous pourrez vous reconnecter sans quitter cette page.
session-ended = Votre session est terminée
session-ended-text = Ce que vous avez saisi est toujours sur cette page. Reconnectez-vous dans un autre onglet, puis revenez ici pour l’enregistrer.
session-sign-in = Me reconnecter dans un autre onglet

## « Confirmez que c’est vous ».

proof-title = Confirmez que c’est vous
proof-lead-code = Vous allez modifier ce qui protège votre espace ou votre argent : votre mot de passe et un code le prouvent.
proof-lead = Vous allez modifier ce qui protège votre espace ou votre argent : votre mot de passe le prouve.
proof-send = Confirmer
proof-back = Retour à mon profil
proof-kept = C’est bien vous. Ce que vous aviez saisi est gardé, mais pas encore enregistré : relisez-le, puis enregistrez.

## « Mon Profil », devices, leaving and coming back.

account-page-title = Mon Profil
account-data = Mes données
account-name = Nom
account-devices = Mes appareils connectés
account-device-name = { $browser } sur { $system }
account-device-unknown = Appareil inconnu
account-device-when = Connecté le { $since }, utilisé le { $last }
account-device-this = Cet appareil
account-device-end = Déconnecter
account-device-end-one = Déconnecter { $device }. { $when }
account-devices-end-others = Déconnecter tous les autres appareils
account-devices-ended = Déconnexion faite : il faudra le mot de passe pour revenir depuis cet appareil.
account-settings = Paramètres
leave-banner = Votre espace se ferme tout de suite. Avant de décider, vous verrez ce qui est effacé et ce qui reste.
leave-link = Supprimer votre compte
leave-title = Supprimer votre compte
leave-lead = Lisez ce qui suit, puis confirmez avec votre mot de passe.
leave-under-way = Un dossier est en cours. Il continue : nous vous répondrons par courrier ou par téléphone, plus dans cet espace.
leave-goes = Ce qui est effacé
leave-when = Votre espace se ferme tout de suite. Jusqu’au { $day }, un lien reçu par mail permet de tout annuler. Ensuite, c’est définitif :
leave-when-call = Votre espace se ferme tout de suite. Vous n’avez pas d’adresse mail où recevoir un lien : jusqu’au { $day }, appelez-nous au { $phone }, { $hours }, et nous le rouvrons. Ensuite, c’est définitif :
leave-goes-login = votre identifiant, votre mot de passe et vos appareils connectés
leave-goes-second = la validation en deux étapes et vos codes de secours
leave-goes-passkeys = vos clés d’accès
leave-goes-hint = votre aide-mémoire et ce qui le protège
leave-goes-contact = vos adresses, vos numéros de téléphone et, si vous l’avez donné, votre IBAN
leave-goes-notices = vos choix d’alertes pour vos paiements
leave-goes-draft = la demande que vous n’avez pas transmise, avec ses fichiers
leave-goes-messages = les messages que vous nous avez écrits
leave-goes-corrections = vos demandes de correction et nos réponses
leave-keeps = Ce qui reste, hors de portée
leave-keeps-claims = Vos demandes transmises et leurs justificatifs, jusqu’au { $day } au plus tard : la loi permet de les discuter pendant ce temps.
leave-keeps-under-way = Le dossier en cours, aussi longtemps après sa dernière étape.
leave-keeps-payments = Le numéro, le montant et la date de vos paiements, jusqu’au { $day } au plus tard : la comptabilité doit les garder.
leave-keeps-terms = La preuve que vous avez accepté les conditions, avec votre nom, jusqu’au { $day } : la loi permet de la discuter pendant ce temps.
leave-keeps-journal = Le journal de ce qui a été fait dans votre espace, par vous et par nos services, sous un numéro et non sous votre nom : vos connexions pendant { $months } mois, le reste tant qu’il faut pouvoir prouver qui a fait quoi.
leave-keeps-nothing = Vous n’avez transmis aucune demande : il n’en reste aucune. Votre contrat, lui, continue.
leave-take = Ensuite, vous ne pourrez plus consulter vos données ici. Gardez-en d’abord une copie :
leave-password-hint = Pour être sûrs que c’est bien vous.
leave-send = Supprimer votre compte
leave-stay = Garder mon compte
leave-done = Votre compte est fermé. Un mail vous permet de changer d’avis pendant quelques jours. Rien reçu ? Appelez-nous au { $phone }, { $hours }, et nous le rouvrons.
leave-done-call = Votre compte est fermé. Vous changez d’avis ? Pendant quelques jours, appelez-nous au { $phone }, { $hours }, et nous le rouvrons.
leave-undone = Votre compte est rouvert, rien n’a été effacé. Connectez-vous.
leave-mail-subject = Votre compte est fermé
leave-mail-text = Bonjour,

    Votre espace { $brand } vient d’être fermé à votre demande. Il sera effacé dans { $days } jours.

    Vous changez d’avis, ou ce n’était pas vous ? Ouvrez ce lien avant ce jour, rien ne sera effacé :

    { $portal }/lien/{ $token }
leave-sms-text = { $brand } : votre espace est fermé et sera effacé dans quelques jours. Pour le rouvrir, ou si ce n’est pas vous, appelez-nous au { $phone }.
comeback-sms-text = { $brand } : votre espace vient d’être rouvert par nos services. Rien n’a été effacé. Si ce n’est pas vous, appelez-nous au { $phone }.
comeback-mail-subject = Votre compte est rouvert
comeback-mail-text = Bonjour,

    Votre espace { $brand } vient d’être rouvert par nos services, à votre demande. Rien n’a été effacé. Pour vous connecter :

    { $portal }/connexion

    Vous n’avez rien demandé ? Appelez-nous tout de suite au { $phone }, { $hours }.
comeback-title = Garder mon compte
comeback-lead = Votre compte est fermé, mais rien n’est encore effacé.
comeback-send = Rouvrir mon compte

## What a mailed link opens.

reset-title = Choisir un nouveau mot de passe
reset-lead = Il servira dès votre prochaine connexion. Vos appareils seront déconnectés.
reset-passkeys = Vous avez aussi des clés d’accès : elles ouvrent toujours votre espace, même avec un autre mot de passe. Un appareil est perdu, ou quelqu’un d’autre peut s’en servir ? Retirez-les.
reset-remove-passkeys = Retirer aussi mes clés d’accès
reset-save = Enregistrer
invited-title = Ouvrir mon espace
invited-lead = Bonjour { $name }. Choisissez votre mot de passe : votre espace s’ouvre aussitôt.
invited-note = Notez cet identifiant : il vous servira à chaque connexion.
invited-send = Ouvrir mon espace
invited-mail-subject = Votre espace { $brand } vous attend
invited-mail-text = Bonjour,

    Votre espace { $brand } est prêt. Pour choisir votre mot de passe et l’ouvrir, suivez ce lien :

    { $portal }/lien/{ $token }

    Il fonctionne { $open_days } jours et une seule fois. Passé ce délai, demandez-en un autre : { $portal }/connexion/aide

    Vous ne vous attendiez pas à ce mail ? Ne faites rien : rien ne s’ouvre sans vous.
recall-title = Retrouver l’accès à mon espace
recall-lead = Deux façons, au choix. La seconde ne demande aucun souvenir.
recall-choice = Retrouver mon mot de passe grâce à mon aide-mémoire
recall-about = Votre mot de passe reste le même : vous vous connectez ensuite avec lui.
recall-question = Prénom de votre mère
recall-question-hint = Majuscules, accents, espaces et traits d’union ne comptent pas.
recall-send = Voir mon aide-mémoire
recall-shown = Votre aide-mémoire
recall-sign-in = Se connecter
recall-reset = Réinitialiser
recall-missing = Indiquez le prénom de votre mère, ou choisissez un nouveau mot de passe.
recall-wrong = Ce n’est pas le prénom enregistré. Vérifiez-le, ou choisissez un nouveau mot de passe. Essais restants : { $left }.
recall-ended = Trois réponses n’étaient pas la bonne : ce lien ne fonctionne plus. Demandez-en un autre pour choisir un nouveau mot de passe, ou appelez-nous. L’aide-mémoire ne sera plus présenté d’ici là.
recall-mail-subject = Trois mauvaises réponses à votre question
recall-mail-text = Bonjour,

    Quelqu’un a ouvert le lien que vous avez reçu pour retrouver votre mot de passe { $brand }, et a répondu trois fois à côté de la question qui protège votre aide-mémoire. Ce lien ne fonctionne plus, et l’aide-mémoire ne sera plus présenté avant un nouveau mot de passe.

    C’est vous ? Demandez un autre lien et choisissez un nouveau mot de passe : { $portal }/connexion/aide

    Ce n’est pas vous ? Quelqu’un lit peut-être vos messages : changez le mot de passe de votre messagerie, puis appelez-nous au { $phone }, { $hours }.
unlock-title = Réessayer de me connecter
unlock-lead = Vos essais étaient suspendus. Vous pouvez les reprendre tout de suite.
unlock-send = Reprendre les essais
deadlink-title = Ce lien ne fonctionne plus
deadlink-text = Un lien reçu par mail ne sert qu’une fois et pendant peu de temps. Votre compte est comme avant.
deadlink-again = Recevoir un autre lien

## « Créer mon espace ».

register-link = Créer mon espace
register-title = Créer mon espace
register-lead = Munissez-vous de votre contrat. Tout est à remplir, sauf le téléphone.
register-family-name = Nom
register-given-name = Prénom
register-contract = Numéro de contrat
register-contract-hint = Il figure dans les Conditions générales de votre contrat.
register-certificate = Numéro de certificat
register-certificate-hint = Il figure sur vos papiers d’assurance.
register-birth-date = Date de naissance
register-birth-date-hint = jj/mm/aaaa
register-email = Adresse mail
register-email-hint = Nous y envoyons un lien pour confirmer.
register-no-email = Vous n’avez pas d’adresse mail ? Appelez le numéro de l’assistance indiqué sur votre contrat.
register-phone = Téléphone (facultatif)
register-phone-hint = Pour vous joindre et mettre en place les prestations. Il n’est en aucun cas transmis ni utilisé à d’autres fins.
register-notice = Ces données servent à vérifier votre contrat et à ouvrir votre espace, rien d’autre.
register-send = Créer mon espace
register-known = J’ai déjà un espace
register-first-or-not = Avez-vous déjà un code d’utilisateur ?
register-known-text = Il a pu être créé pour une assurance, une épargne-retraite ou des rentes collectives. Rattachez-y votre contrat.
register-first = Première utilisation
register-first-text = Remplissez ce formulaire, puis choisissez un code et un mot de passe.
register-missing-given_name = Indiquez votre prénom.
register-missing-family_name = Indiquez votre nom.
register-missing-contract = Indiquez votre numéro de contrat.
register-missing-certificate = Indiquez votre numéro de certificat.
register-missing-birth_date = Indiquez votre date de naissance.
register-missing-email = Indiquez votre adresse mail.
register-missing-code = Choisissez un code d’utilisateur.
register-bad-name = Ce nom contient un caractère inattendu. Tapez-le à la main, sans le coller.
register-long-name = Ce nom est trop long. Abrégez-le à 100 caractères.
register-bad-digits = Un numéro de contrat compte { $count } chiffres, sans lettre.
register-bad-number = Ce numéro compte au plus { $count } lettres et chiffres, sans autre signe.
register-bad-birth_date = Cette date n’est pas au calendrier. Écrivez le jour, le mois et l’année, par exemple 03/05/1984.
register-odd-birth_date = Vérifiez cette date de naissance : il faut avoir au moins 16 ans.
register-bad-email = Cette adresse mail n’est pas complète. Vérifiez-la, par exemple prenom.nom@courrier.example.
register-bad-phone = Ce numéro n’est pas un numéro français. Corrigez-le ou laissez le champ vide.
register-bad-code = Un code d’utilisateur ne contient que des lettres sans accent et des chiffres.
register-code-length = Un code d’utilisateur compte de 5 à 36 caractères.
register-code-taken = Ce code d’utilisateur est déjà pris. Choisissez-en un autre.
register-again = Renvoyer le mail
registered-title = Regardez votre boîte de réception
registered-text = Un mail vient de partir à l’adresse indiquée. Il dit ce qu’il en est de votre inscription et, si tout concorde, contient le lien pour la confirmer.
registered-spam = Pensez à vérifier vos SPAM.
confirm-title = Confirmer mon inscription
confirm-lead = Bonjour { $name }. Un dernier geste, et votre espace est ouvert.
confirm-lead-chooses = Bonjour { $name }. Choisissez votre code d’utilisateur et votre mot de passe.
confirm-code = Code d’utilisateur
confirm-code-hint = De 5 à 36 lettres ou chiffres, sans caractère spécial.
confirm-send = Confirmer mon inscription
confirm-send-chooses = Soumettre
confirm-dead = Ce lien a déjà servi ou a expiré. Si votre espace est ouvert, connectez-vous. Sinon, recommencez l’inscription.
welcome-title = Votre espace est ouvert
welcome-login = Pour vous connecter :
welcome-note = Notez-le : vous en aurez besoin à chaque connexion.
welcome-continue = Continuer
confirm-mail-subject = Confirmez votre inscription
confirm-mail-text = Bonjour,

    Vous avez demandé à ouvrir votre espace { $brand }. Pour confirmer, ouvrez ce lien :

    { $portal }/inscription/confirmer/{ $token }

    Il fonctionne { $days } jours et une seule fois.

    Vous n’avez rien demandé ? Ne faites rien : aucun espace n’est ouvert.
already-mail-subject = Vous avez déjà un espace
already-mail-text = Bonjour,

    Quelqu’un, sans doute vous, a demandé à ouvrir un espace { $brand } avec votre adresse ou votre contrat. Vous en avez déjà un.

    Pour vous connecter : { $portal }/connexion

    Mot de passe oublié ? { $portal }/connexion/aide
unmatched-mail-subject = Votre inscription n’a pas abouti
unmatched-mail-text = Bonjour,

    Les informations saisies ne permettent pas d’ouvrir un espace { $brand }. Vérifiez le nom, la date de naissance et le numéro de contrat tels qu’ils figurent sur vos papiers, puis recommencez : { $portal }/inscription

    Besoin d’aide ? Appelez-nous au { $phone }, { $hours }.

## « Rattacher un contrat ».

attach-title = Rattacher un contrat
attach-lead = Indiquez les numéros qui figurent sur vos papiers : le contrat s’ajoute à votre espace. Faites-le pour chacun de vos contrats.
attach-send = Rattacher ce contrat
attach-back = Retour à mon espace
attach-done = Ce contrat est rattaché
attach-done-text = Il s’affiche dans votre espace. Vous en avez un autre ? Rattachez-le ici.
attach-see = Voir mes contrats
attach-more = Rattacher un autre contrat
attach-refused = Les informations saisies ne permettent pas de rattacher ce contrat. Vérifiez-les sur vos papiers, puis réessayez ou appelez-nous.
attach-sign-in-lead = Connectez-vous à votre espace, puis indiquez le contrat à y rattacher.
attach-sign-in = Soumettre
attached-mail-subject = Un contrat est rattaché à votre espace
attached-mail-text = Bonjour,

    Un contrat vient d’être rattaché à votre espace { $brand }. Vous le trouverez après vous être connecté : { $portal }/connexion

    Si ce n’est pas vous, appelez-nous tout de suite au { $phone }, { $hours }.
## « Mon aide-mémoire ».

hint-title = Mon aide-mémoire
hint-lead = Il est facultatif : avec ou sans lui, un lien reçu par messagerie permet toujours de choisir un nouveau mot de passe.
hint-label = Aide-mémoire
hint-label-optional = Aide-mémoire (facultatif)
hint-about = Il vous sera présenté si vous oubliez votre mot de passe afin de vous aider à le récupérer sans devoir le réinitialiser. Assurez-vous qu’il ne peut pas permettre à une autre personne de deviner votre mot de passe.
hint-mother = Prénom de votre mère (facultatif)
hint-mother-about = Cette information vous sera demandée si vous oubliez votre mot de passe, avant de vous présenter l’aide-mémoire. Elle n’est jamais affichée ni communiquée.
hint-current-about = Pour vérifier que l’aide-mémoire ne le fait pas deviner.
hint-save = Enregistrer
hint-saved = Votre aide-mémoire est enregistré.
hint-kept = Un aide-mémoire est enregistré
hint-kept-asks = Le prénom de votre mère est demandé avant de le présenter.
hint-kept-open = Il est présenté à qui ouvre le lien reçu par messagerie, sans autre question.
hint-kept-closed = Après trois mauvaises réponses, il n’est plus présenté. Changez de mot de passe ou enregistrez un aide-mémoire pour le remettre en service.
hint-kept-replace = Pour votre sécurité, il ne s’affiche pas ici. Ce que vous enregistrez ci-dessous le remplace, prénom compris.
hint-drop = Supprimer mon aide-mémoire
hint-gone = Vous n’avez plus d’aide-mémoire.
hint-dropped = Votre aide-mémoire aurait fait deviner le nouveau mot de passe : il est supprimé. Vous pouvez en écrire un autre depuis votre profil.
hint-missing = Écrivez un aide-mémoire.
hint-again = Retapez votre aide-mémoire : comme un mot de passe, il n’est jamais réaffiché.
hint-without = Écrivez un aide-mémoire, ou laissez vide aussi le prénom de votre mère : il ne sert qu’à le protéger.
hint-long = Cet aide-mémoire compte plus de { $max } caractères. Abrégez-le.
hint-bad-character = Cet aide-mémoire contient un caractère invisible. Tapez-le à la main, sans le coller.
hint-gives-away = Cet aide-mémoire ressemble trop au mot de passe et le ferait deviner. Dites-le avec d’autres mots.
hint-mail-subject = Votre aide-mémoire a changé
hint-mail-text = Bonjour,

    L’aide-mémoire du mot de passe de votre espace { $brand } vient d’être enregistré, remplacé ou supprimé depuis votre profil.

    Si ce n’est pas vous, appelez-nous tout de suite au { $phone }, { $hours }, et changez votre mot de passe : { $portal }/compte/mot-de-passe

## « Modifier mon mot de passe ».

password-title = Modifier mon mot de passe
password-lead = Vos autres appareils seront déconnectés.
password-current = Mot de passe actuel
password-current-hint = Saisissez votre mot de passe actuel
password-new = Saisissez votre nouveau mot de passe
password-first = Mot de passe
password-hint = Utilisez au moins { $min } caractères. Une phrase facile à retenir convient.
password-hint-mixed = Utilisez au moins { $min } caractères. Combinez des majuscules, minuscules, des chiffres…
password-hint-demands = Utilisez { $demands }.
password-demands = Ce qui est demandé
password-demand-length = au moins { $min } caractères
password-demand-upper = 1 majuscule minimum
password-demand-lower = 1 minuscule minimum
password-demand-digit = 1 chiffre minimum
password-demand-special = un caractère spécial (par exemple un tiret ou un espace)
password-demand-kinds = avec { $count } des 4 types de caractères suivants : lettres minuscules (a à z), lettres majuscules (A à Z), chiffres (0 à 9), symboles (ex. : {"!"}, $, #, {"%"})
password-met = Respecté
password-unmet = À compléter
password-again = Resaisissez ce mot de passe
password-save = Modifier
password-changed = Votre mot de passe est modifié
password-changed-text = Vos autres appareils sont déconnectés. Un mail vous le confirme.
password-changed-text-sms = Vos autres appareils sont déconnectés. Un SMS vous le confirme.
password-changed-text-alone = Vos autres appareils sont déconnectés.
password-missing-current = Saisissez votre mot de passe actuel.
password-wait = Trop d’essais. Attendez { $minutes } min, puis réessayez.
password-wrong-current = Ce n’est pas votre mot de passe actuel. Vérifiez-le, puis réessayez.
password-same = Le nouveau mot de passe est le même que l’ancien. Choisissez-en un autre.
password-not-equal = Les deux mots de passe diffèrent. Resaisissez-le.
password-too-short = Ce mot de passe compte moins de { $min } caractères. Allongez-le.
password-too-long = Ce mot de passe compte plus de { $max } caractères. Raccourcissez-le.
password-bad-character = Ce mot de passe contient un caractère invisible. Retirez-le.
password-missing-upper = Ajoutez une majuscule au mot de passe.
password-missing-lower = Ajoutez une minuscule au mot de passe.
password-missing-digit = Ajoutez un chiffre au mot de passe.
password-missing-special = Ajoutez un caractère spécial au mot de passe, par exemple un tiret ou un espace.
password-too-few-classes = Mêlez au moins { $count } sortes de caractères : majuscules, minuscules, chiffres, autres signes.
password-common = Ce mot de passe est parmi les premiers essayés par ceux qui devinent. Choisissez-en un plus personnel.
password-personal = Ce mot de passe contient votre nom, votre identifiant ou celui du portail. Choisissez-en un qui ne parle pas de vous.
password-mail-subject = Votre mot de passe a été modifié
password-mail-text = Bonjour,

    { $passkeys ->
        [kept] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés. Vos clés d’accès n’ont pas été retirées : elles ouvrent toujours votre espace.
        [removed] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés. Vos clés d’accès ont été retirées : elles n’ouvrent plus votre espace. Supprimez-les aussi de vos appareils.
       *[none] Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés.
    }

    Si ce n’est pas vous, appelez-nous tout de suite au { $phone }, { $hours }. Nous ne vous demanderons jamais votre mot de passe par mail ou par téléphone.
password-sms-text = { $brand } : votre mot de passe a changé. Si ce n’est pas vous, appelez-nous tout de suite au { $phone }.
