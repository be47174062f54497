/** Words of titles in the languages of Europe's boards, and the English word that the rules know. */
const WORDS: readonly (readonly [english: string, others: string])[] = [
  ['engineer', 'ing[ée]nieure?s?|ingenieur(?:in|e)?|ingenier[oa]|engenheir[oa]|ingegnere|inżynier'],
  ['developer', 'd[ée]veloppeu(?:r|se)|entwickler(?:in)?|desarrollador(?:a)?|desenvolvedor(?:a)?|sviluppatore'],
  ['technician', 'technicien(?:ne)?s?|techniker(?:in)?|t[ée]cnic[oa]'],
  ['architect', 'architectes?|architekt(?:in)?|arquitect[oa]|arquitet[oa]'],
  ['administrator', 'administrateur|administratrice|administrador(?:a)?|amministratore'],
  ['network', 'r[ée]seaux?|redes|rete'],
  ['data center', 'centres? de donn[ée]es|centros? de (?:datos|dados)|rechenzentr(?:um|ums|en)'],
  ['cybersecurity', 'cybers[ée]curit[ée]|ciberseguridad|ciberseguran[çc]a|cybersicherheit|it-sicherheit'],
  [
    'machine learning',
    'apprentissage automatique|maschinelles? lernen|aprendizaje autom[áa]tico|aprendizado de m[áa]quina',
  ],
]

const PATTERN = new RegExp(
  String.raw`(?<![\p{L}\d])(?:${WORDS.map(([, others]) => `(${others})`).join('|')})(?![\p{L}\d])`,
  'gu',
)

/** A lower-case title with the known words of other languages in English; the rest stays as it is. */
export function inEnglish(lower: string): string {
  return lower.replace(PATTERN, (...found) => {
    const at = found.slice(1, 1 + WORDS.length).findIndex((group) => group !== undefined)
    return WORDS[at]?.[0] ?? String(found[0])
  })
}
