import { type Cue, cue, mayHave, type Scanned } from './cues'
import { INFRA_ROLES, type InfraRoleSlug, roleOf } from './taxonomy'

const NAMED = INFRA_ROLES.flatMap((slug): { slug: InfraRoleSlug; inText: Cue }[] => {
  const pattern = roleOf(slug)?.inText
  return pattern ? [{ slug, inText: cue(pattern) }] : []
})

/** As `rolesInText(text)`, of a text that has been scanned. */
export const rolesHere = (unit: Scanned & { readonly text: string }): InfraRoleSlug[] =>
  NAMED.filter(({ inText }) => mayHave(unit, inText) && inText.pattern.test(unit.text)).map(({ slug }) => slug)
