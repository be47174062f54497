/**
 * The forms of English verbs as the source of a pattern: "hire trim+ take=took,taken" gives hire, hires, hired, hiring, trim,
 * trims, trimmed, trimming, take, takes, took, taken, taking. `+`: the last letter is doubled. `=`: the past forms.
 */
export const verbForms = (list: string): string =>
  [...new Set(list.trim().split(/\s+/).flatMap(formsOf))].sort((a, b) => b.length - a.length).join('|')

function formsOf(entry: string): string[] {
  const [stem = '', past] = entry.split('=')
  const doubles = stem.endsWith('+')
  const verb = doubles ? stem.slice(0, -1) : stem
  const long = doubles ? verb + (verb.at(-1) ?? '') : verb
  const third = /(?:s|x|z|ch|sh|o)$/.test(verb)
    ? `${verb}es`
    : /[^aeiou]y$/.test(verb)
      ? `${verb.slice(0, -1)}ies`
      : `${verb}s`
  const ing = /[^eoy]e$/.test(verb) ? `${verb.slice(0, -1)}ing` : `${long}ing`
  const regular = verb.endsWith('e') ? `${verb}d` : /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${long}ed`
  return [verb, third, ing, ...(past === undefined ? [regular] : past.split(','))]
}
