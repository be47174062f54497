import { SKILLS, skillName } from './skills'
import { EMPLOYMENT_TYPES, ENGAGEMENT_FORMS, ROLES, RULES_VERSION, SENIORITIES, WORK_MODES } from './taxonomy'

/** `docs/taxonomy.md`, made from the taxonomy itself; a test holds the file against this. */
export function taxonomyMarkdown(): string {
  const roles = ROLES.map((r) => {
    const soc = r.socCode ? `Nearest O*NET-SOC occupation: ${r.socCode} ${r.socTitle}. ` : ''
    const synonyms = r.synonyms.length > 0 ? `Also called: ${r.synonyms.join(', ')}. ` : ''
    const skills = r.skills.length > 0 ? `Typical skills: ${r.skills.map(skillName).join(', ')}.` : ''
    return `### ${r.name} (${r.code}, \`${r.slug}\`)\n\n${r.definition}\n\n${`${soc}${synonyms}${skills}`.trim()}`.trim()
  })
  return `${[
    '# Taxonomy',
    `Rules version ${RULES_VERSION}. This page is made from \`lib/signals/taxonomy.ts\` and \`lib/signals/skills.ts\`; a test fails where the two differ.`,
    'A posting has one primary role and a confidence. It is judged by what the job does, not by its words: who sells, recruits, contracts, accounts or manages a product for GPUs is `other`. A title that fits none is `other`, never forced. A title without a level has the seniority `unknown`; "Member of Technical Staff" names no level.',
    '## Roles',
    ...roles,
    '## Seniority',
    SENIORITIES.map((s) => `\`${s}\``).join(', '),
    '## What else a posting says',
    'Read from its title and, where there is one, its text; what the title says goes first. `wave classify` answers each with the words that say it, verbatim, and their offsets.',
    [
      `- \`employmentType\`: ${EMPLOYMENT_TYPES.map((t) => `\`${t}\``).join(', ')}, or null. Who else is employed there ("full-time employees get") says nothing of the job.`,
      `- \`workMode\`: ${WORK_MODES.map((t) => `\`${t}\``).join(', ')}, or null. Some days a week in the office are hybrid, all five on site; hybrid clouds and remote hands are neither.`,
      '- `pay`: the first range that it names, in units of its currency, by `year`, `month` or `hour`; without a currency it is not read.',
      '- `locations`: ISO 3166-1 country and, in the US, the state. A region of several countries ("EMEA") names none.',
      '- `sponsorship` of visas: `offered`, `not-offered` or `unsaid`. A question of a form says nothing, and "not for every role" takes nothing back.',
      '- `clearance`: `required`, `preferred` or `unsaid`. A bare line ("Active TS/SCI clearance") counts by the head above it.',
      '- `citizenship`: `required` or `unsaid`. "US persons" (citizens and permanent residents) count as required.',
    ].join('\n'),
    '## Forms of engagement',
    ENGAGEMENT_FORMS.map((s) => `\`${s}\``).join(', '),
    '## How an event is dated',
    'The date is the one that the event\'s own sentence gives. An undated event in the first three sentences of the lead paragraph, told as done and not as background ("had", "already", "to date"), gets the day on which the lead says that it was announced ("said on Tuesday", at most a week back), else the day of publication; its rules then name `date.lead`. Plans, rumours, totals, standing terms of pay or work, paragraphs on several companies, digests and filings get none: their `occurredOn` stays null, and charts place them on `knownOn`. A statistic has the period that it measures.',
    '## Skills',
    '| skill | slug | phrases |\n| --- | --- | --- |\n' +
      SKILLS.map((s) => `| ${s.name} | \`${s.slug}\` | ${s.phrases.join(', ')} |`).join('\n'),
  ].join('\n\n')}\n`
}
