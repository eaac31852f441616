## « Nous contacter » (S-56).

message-title = Nous contacter
message-lead = Choisissez le sujet, saisissez le message et cliquez sur Envoyer.
message-note = (*) précise que la saisie de cette donnée est obligatoire
message-subject = * Préciser le sujet de votre message
message-choose = Sélectionnez un sujet…
message-text = * Votre message
message-hint = { $count } caractères au plus. N’y écrivez rien de votre santé.
message-notice = Votre message est lu par le service qui vous répond. Il sert à cela, et à rien d’autre. Il est effacé au bout de { $months } mois, ou avec votre compte.
message-clear = Effacer le message
message-send = ENVOYER
message-missing-subject = Choisissez le sujet de votre message.
message-missing-text = Écrivez votre message.
message-long-text = Votre message est trop long. Abrégez-le à { $count } caractères.
message-kept = Votre message est bien arrivé.
message-kept-text = Envoyé le { $when }, sous la référence { $number }. Gardez-la pour nous en parler.
message-enough = Vous nous avez écrit { $count } messages aujourd’hui. Nous les lisons d’abord : vous pourrez nous écrire à nouveau demain.
message-mine = Mes messages
message-line = Envoyé le { $when }, référence { $number }
message-read = Relire le message { $number }
message-received = Reçu
