## Suite de l’arrêt : fin, reprise, rechute.

mark-title = Suite de l’arrêt
mark-kind = À noter
mark-ended = Arrêt terminé
mark-resumed = Travail repris
mark-day = Dernier jour d’arrêt, ou premier jour de travail
mark-send = Noter
mark-ended-on = Arrêt terminé le { $day }
mark-resumed-on = Travail repris le { $day }
mark-take-back = Retirer
mark-paid-since = Un paiement est arrivé depuis : ce qui est noté ne se retire plus. Si le jour est faux, notez le bon.
mark-when = noté le { $at }
mark-bad-day = Écrivez le jour, par exemple 09/03/2026.
mark-day-in-future = Ce jour ne peut pas suivre le { $today }. Corrigez-le.
mark-day-before = L’arrêt a commencé le { $first }. Écrivez ce jour ou un jour qui suit.
mark-missing-kind = Choisissez ce qui est à noter.
mark-relapse = Rechute d’un arrêt antérieur
mark-relapse-none = Aucune
mark-relapse-hint = Même affection, et reprise du travail de { $days } jours au plus : le délai de franchise n’est pas appliqué à nouveau.
mark-relapse-send = Enregistrer la rechute
mark-relapse-of = Rechute du dossier
mark-relapses = A donné lieu à une rechute : dossier
mark-no-relapse = Aucune rechute ne peut être notée : il n’y a pas d’autre dossier transmis sous ce contrat, ou chaque arrêt y attend sa franchise.
mark-no-such-claim = Choisissez un autre dossier de l’assuré, sous le même contrat.
mark-payment-waits = Un paiement de ce dossier attend encore et partirait sans en tenir compte. Annulez-le d’abord par contre-écriture, sur la page des paiements du dossier.
mark-outside-window = L’arrêt antérieur ne s’est pas terminé dans les { $days } jours qui précèdent : ce n’est pas une rechute.

## Ce que l’assuré en lit.

mark-told-back-ended = Retiré : arrêt terminé le { $day }
mark-told-back-resumed = Retiré : travail repris le { $day }
mark-told-back-when = noté par erreur, retiré le { $at }
mark-told-relapse = Rechute du dossier { $number } : pas de nouveau délai de franchise
