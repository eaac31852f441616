## Signing in.

account-title = Me connecter
account-lead = Accédez à mon espace client : vos crédits, vos dossiers et vos demandes.
account-login = Identifiant client
account-login-hint = Il figure sur vos courriers et votre contrat.
account-password = Mot de passe
account-sign-in = Se connecter
account-refused-title = Connexion impossible
account-refused = L’identifiant ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.
account-help = Besoin d’aide ? Appelez-nous au { $phone }, { $hours }.
