## Words of every page.

app-title = { $prefix }{ $page } – { $brand }
app-title-refused = Erreur : {""}
app-errors = À corriger
app-skip = Aller au contenu
app-nav-label = Menu principal
app-path-label = Accès à l’espace
app-nav-home = Mes crédits
app-nav-claims = Mes dossiers
app-nav-account = Mon Profil
app-nav-password = Mot de passe
app-nav-help = Aide
app-nav-home-short = Crédits
app-nav-claims-short = Dossiers
app-nav-help-short = Aide
app-menu = Menu
app-menu-close = Fermer le menu
app-shortcuts = Raccourcis
app-footer-label = Informations
app-footer-help = Comment prolonger mon dossier ?
app-footer-questions = Questions fréquentes
app-identifier = Identifiant { $login }
app-sign-out = Me déconnecter
app-mail-footer = Reconnaître nos mails : ils ne demandent jamais de mot de passe ni de coordonnées bancaires, et leurs liens mènent à { $portal }. Un doute ? Ne cliquez pas, appelez-nous au { $phone }, { $hours }.
news-sms-text = { $brand } : vous avez un nouveau message dans votre espace. Pour en parler, appelez-nous au { $phone }.
app-updated = Dernière mise à jour : { $day }
app-print-line = { $brand }, { $name }, { $identifier }. Édité le { $at }.
