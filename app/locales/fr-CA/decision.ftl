# Canadian French, where its words differ from those of fr-FR (X-23).

decision-confirm-hint = Une décision confirmée ne change plus ; une demande refusée peut être réexaminée. L’assuré est prévenu par courriel, ou par SMS s’il n’a pas d’adresse, sans aucun détail.
decision-done = La décision est enregistrée. L’assuré en est averti par courriel ou par SMS ; s’il ne reçoit ni l’un ni l’autre, il figure sous « À joindre autrement ». S’il a fermé son compte, écrivez-lui.
decision-reopen-then-told = L’assuré est prévenu par courriel, ou par SMS s’il n’a pas d’adresse, sans aucun détail. S’il a fermé son compte, écrivez-lui.
