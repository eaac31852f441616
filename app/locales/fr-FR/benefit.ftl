## What a stop pays, and how that came about. The keys are listed in app/domain/src/benefit.

benefit-formula-share = { $instalment } × { $quotity } = { $amount }
benefit-formula-prorata = { $instalment } × { $quotity } × { $days }/30 = { $amount }
benefit-formula-one-instalment = Une échéance au plus par mois : { $amount }
benefit-formula-income-loss = Pas plus que la perte de revenus du mois : { $amount }
benefit-formula-count = Jours comptés, 30 pour un mois entier : { $months } = { $days }
benefit-formula-daily = { $reference } × ({ $rate } − { $kept })/30 = { $daily } par jour
benefit-formula-daily-other = { $reference } × ({ $rate } − { $kept })/30 − { $other } = { $daily } par jour
benefit-formula-daily-none = { $reference } × ({ $rate } − { $kept })/30 − { $other } : rien à compléter, { $daily } par jour
benefit-formula-days = { $days } × { $daily } = { $amount }

benefit-day-payable = Jours payés
benefit-day-waiting = Franchise
benefit-day-before-cover = Avant le début de la garantie
benefit-day-after-cover = Après la fin de la garantie
benefit-day-age-limit = Limite d’âge atteinte
benefit-day-max-days = Durée maximale d’indemnisation atteinte
benefit-day-full-pay = Traitement maintenu : rien à compléter
benefit-day-paid-by-others = D’autres organismes versent déjà ce qui manque : rien à compléter
