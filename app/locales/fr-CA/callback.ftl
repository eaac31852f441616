# Canadian French, where its words differ from those of fr-FR (X-23).

callback-lead = Sans compte et sans adresse courriel : dites-nous qui appeler, pourquoi et quand.
