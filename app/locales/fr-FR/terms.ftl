## « Conditions générales » and « Charte de confidentialité ».

terms-title = Conditions générales
terms-version = Version { $version }, en vigueur depuis le { $day }
terms-first = Avant d’entrer dans votre espace, lisez ces conditions. Le bouton est à la fin.
terms-changed = Ces conditions ont changé depuis votre dernier accord. Lisez-les avant de continuer. Le bouton est à la fin.
terms-ask = J’ai lu ces conditions et je les accepte.
terms-accept = Valider
privacy-title = Charte de Confidentialité
