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
account-help = Besoin d’aide ? Appelez-nous au { $phone }, { $hours }.

## « Modifier mon mot de passe ».

password-title = Modifier mon mot de passe
password-lead = Vos autres appareils seront déconnectés.
password-current = Mot de passe actuel
password-current-hint = Saisissez votre mot de passe actuel
password-new = Saisissez votre nouveau mot de passe
password-hint = Utilisez au moins { $min } caractères. Une phrase facile à retenir convient.
password-hint-mixed = Utilisez au moins { $min } caractères. Combinez des majuscules, minuscules, des chiffres…
password-again = Resaisissez ce mot de passe
password-save = Modifier
password-changed = Votre mot de passe est modifié
password-changed-text = Vos autres appareils sont déconnectés. Un mail vous le confirme.
password-missing-current = Saisissez votre mot de passe actuel.
password-wait = Trop d’essais. Attendez { $minutes } min, puis réessayez.
password-wrong-current = Ce n’est pas votre mot de passe actuel. Vérifiez-le, puis réessayez.
password-same = Le nouveau mot de passe est le même que l’ancien. Choisissez-en un autre.
password-not-equal = Les deux saisies du nouveau mot de passe diffèrent. Resaisissez-le.
password-too-short = Le nouveau mot de passe compte moins de { $min } caractères. Allongez-le.
password-too-long = Le nouveau mot de passe compte plus de { $max } caractères. Raccourcissez-le.
password-bad-character = Le nouveau mot de passe contient un caractère invisible. Retirez-le.
password-missing-upper = Ajoutez une majuscule au nouveau mot de passe.
password-missing-lower = Ajoutez une minuscule au nouveau mot de passe.
password-missing-digit = Ajoutez un chiffre au nouveau mot de passe.
password-missing-special = Ajoutez un caractère spécial au nouveau mot de passe, par exemple un tiret ou un espace.
password-too-few-classes = Mêlez au moins { $count } sortes de caractères : majuscules, minuscules, chiffres, autres signes.
password-common = Ce mot de passe est parmi les premiers essayés par ceux qui devinent. Choisissez-en un plus personnel.
password-personal = Ce mot de passe contient votre nom, votre identifiant ou celui du portail. Choisissez-en un qui ne parle pas de vous.
password-mail-subject = Votre mot de passe a été modifié
password-mail-text = Bonjour,

    Le mot de passe de votre espace { $brand } vient d’être modifié, et vos autres appareils ont été déconnectés.

    Si ce n’est pas vous, appelez-nous tout de suite au { $phone }, { $hours }. Nous ne vous demanderons jamais votre mot de passe par mail ou par téléphone.
