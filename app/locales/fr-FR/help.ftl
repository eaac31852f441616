## Help pages; their texts are content files.

help-title = Comment prolonger mon dossier de prise en charge ?
help-lead = Sept étapes, environ cinq minutes. Ayez votre décompte sous la main.
help-questions = Questions fréquentes
help-all-questions = Voir toutes les questions
help-browsers = Navigateurs compatibles
help-external = Lien externe au site. S’ouvre dans une nouvelle fenêtre.
