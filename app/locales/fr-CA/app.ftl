# Canadian French, where its words differ from those of fr-FR (X-23).

app-mail-footer = Reconnaître nos courriels : ils ne demandent jamais de mot de passe ni de coordonnées bancaires, et leurs liens mènent à { $portal }. Un doute ? Ne cliquez pas, appelez-nous au { $phone }, { $hours }.
