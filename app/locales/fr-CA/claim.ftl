# Canadian French, where its words differ from those of fr-FR (X-23).

claim-next-by-text-one = 9 demandes sur 10 comme la vôtre reçoivent une réponse en 1 jour ouvrable.
claim-next-by-text-many = 9 demandes sur 10 comme la vôtre reçoivent une réponse en { $days } jours ouvrables.
claim-email = Adresse courriel
claim-mobile = Cellulaire
claim-sent-mail = Un courriel de confirmation part à { $email }. Pensez à vérifier vos courriels indésirables.
claim-and-now-notice-text = Par courriel et dans votre espace, une fois la demande acceptée.
claim-mail-text = Bonjour,

    Nous avons bien reçu votre demande { $number }. Elle est enregistrée et sera étudiée par nos gestionnaires.

    Suivez-la et retrouvez votre preuve de dépôt dans votre espace, en vous connectant comme d’habitude. Nous ne vous demanderons jamais votre mot de passe par courriel ou par téléphone.

    { $brand }
    { $phone }, { $hours }
