# Canadian French, where its words differ from those of fr-FR (X-23).

oversight-days-one = 1 jour ouvrable
oversight-days-many = { $days } jours ouvrables
oversight-method = Les délais vont de la réception à la décision en vigueur, en jours ouvrables ; pour une demande réexaminée, ils partent de sa remise en instruction. Une décision compte au jour où elle a été prise, même si la demande est réexaminée depuis. Les dossiers en cours et en retard sont ceux de la file, maintenant.
oversight-waits = Délais jusqu’à la décision, en jours ouvrables
oversight-by-mail = Courriels
oversight-in-days = en jours ouvrables
oversight-reach-lead = Ni courriel ni SMS n’a pu être remis à ces assurés, ou la banque a rejeté un paiement de leur dossier. Appelez-les ou écrivez-leur : ce qui les attend est dans leur espace. Un paiement rejeté est à préparer à nouveau.
oversight-reach-none-text = Tous les messages sont arrivés par courriel ou par SMS, et chaque paiement rejeté a été vu par quelqu’un.
oversight-deliveries-lead = Les courriels et les SMS du plus récent au plus ancien, avec leur état et leurs essais. Le texte n’est jamais montré ; de l’adresse, seulement une trace.
oversight-deliveries-none-text = Aucun courriel ni SMS n’attend.
oversight-deliveries-mail = Courriel
office-nav-deliveries = Courriels et SMS
oversight-deliveries-title = Courriels et SMS
