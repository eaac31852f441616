# Canadian French, where its words differ from those of fr-FR (X-23).

missed-sms-text = { $brand } : un message n’a pas pu vous être remis. Il vous attend dans votre espace. Vérifiez-y votre adresse courriel, ou appelez le { $phone }.
