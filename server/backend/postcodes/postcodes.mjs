// Makes `postcodes.txt`, which the server answers from: a French postcode a line, with its towns in alphabetical order.
//   npm pack codes-postaux@4.1.2 && tar xzf codes-postaux-4.1.2.tgz
//   node server/backend/postcodes/postcodes.mjs package/codes-postaux.json
// The package (MIT, beside this file) names as its sources the « Code officiel géographique » of INSEE and FIMOCT of DGFiP.
import { readFileSync, writeFileSync } from 'node:fs';

// An envelope names neither the arrondissement nor what tells two communes of one name apart, « (Canton de …) ».
const town = (commune) => commune.replace(/ \d+er? Arrondissement$/, '').replace(/ \(.*\)$/, '');

const towns = new Map();
for (const { codePostal, nomCommune } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  towns.set(codePostal, (towns.get(codePostal) ?? new Set()).add(town(nomCommune)));
}
const { compare } = new Intl.Collator('fr');
const line = (postcode) => `${postcode} ${[...towns.get(postcode)].sort(compare).join(', ')}\n`;
writeFileSync(new URL('postcodes.txt', import.meta.url), [...towns.keys()].sort().map(line).join(''));
