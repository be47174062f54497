import { WaveError } from '@/lib/errors'
import { classifyTitle } from '../classify'
import { isRoleSlug, ROLES, type RoleSlug, SENIORITIES, type Seniority } from '../taxonomy'
import { type Estimate, share } from './bootstrap'
import { type Classified, classifiedCase, confusion } from './confusion'
import { measure } from './figures'

/** A title with the roles and levels that its labeller accepts; the first role is the choice. */
export type LabelledTitle = {
  readonly title: string
  readonly accepted: readonly [RoleSlug, ...RoleSlug[]]
  readonly seniority: readonly Seniority[]
  /** The board that it stood on; null for one that was written for the set. */
  readonly board: string | null
  readonly split: 'dev' | 'test'
}

export type RoleFigures = {
  readonly gold: number
  readonly precision: Estimate
  readonly recall: Estimate
  readonly f1: Estimate
}

export type TitleFigures = {
  readonly titles: number
  readonly accuracy: Estimate
  readonly macroF1: Estimate
  readonly seniority: Estimate
  readonly byRole: Readonly<Record<RoleSlug, RoleFigures>>
}

export type TitleEvaluation = {
  readonly dev: TitleFigures
  readonly test: TitleFigures
  /** The two halves of `test`: from boards, and written for the set. */
  readonly testReal: TitleFigures
  readonly testWritten: TitleFigures
  /** Of `test`: a row for each gold role and a column for each answer, in the order of `roles`. */
  readonly confusion: { readonly roles: readonly RoleSlug[]; readonly rows: readonly (readonly number[])[] }
}

export type TitleError = {
  readonly title: string
  readonly split: 'dev' | 'test'
  readonly board: string | null
  readonly accepted: readonly RoleSlug[]
  readonly answered: RoleSlug
  /** Of the wrong answer. */
  readonly confidence: number
  readonly rule: string
}

const SLUGS = ROLES.map((r) => r.slug)
const isSeniority = (text: string): text is Seniority => SENIORITIES.some((s) => s === text)

/** The labelled titles out of their file: a head and rows of title, accepted roles, accepted levels, source, split. */
export function readLabelledTitles(tsv: string): LabelledTitle[] {
  return tsv
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line, i) => {
      const [title, roles, levels, source, split] = line.split('\t')
      const accepted = roles?.split('|').filter(isRoleSlug) ?? []
      const seniority = levels?.split('|').filter(isSeniority) ?? []
      const [choice, ...others] = accepted
      const whole = accepted.length === roles?.split('|').length && seniority.length === levels?.split('|').length
      if (!title || !source || !choice || !whole || (split !== 'dev' && split !== 'test'))
        throw new WaveError(
          'bad-input',
          `Line ${i + 2} of the labelled titles cannot be read: ${JSON.stringify(line)}.`,
          'A line holds title, accepted roles, accepted levels, source and split, with tabs between.',
        )
      return { title, accepted: [choice, ...others], seniority, board: source === 'written' ? null : source, split }
    })
}

type Judged = {
  readonly row: LabelledTitle
  readonly role: Classified<RoleSlug>
  readonly levelRight: boolean
  readonly confidence: number
  readonly rule: string
}

function judge(row: LabelledTitle): Judged {
  const { category, confidence, seniority, rules } = classifyTitle(row.title)
  return {
    row,
    role: { accepted: row.accepted, predicted: category },
    levelRight: row.seniority.includes(seniority),
    confidence,
    rule: rules[0] ?? '',
  }
}

function figuresOf(judged: readonly Judged[]): TitleFigures {
  const { byClass, macroF1 } = measure(
    judged.map((j) => classifiedCase(j.role)),
    SLUGS,
  )
  const shareOf = (right: (j: Judged) => boolean) => share(judged.map((j) => ({ right: right(j) ? 1 : 0, of: 1 })))
  return {
    titles: judged.length,
    accuracy: shareOf(isRight),
    macroF1,
    seniority: shareOf((j) => j.levelRight),
    byRole: Object.fromEntries(
      SLUGS.map((slug) => {
        const { gold, precision, recall, f1 } = byClass[slug]
        return [slug, { gold, precision, recall, f1 }]
      }),
    ) as Record<RoleSlug, RoleFigures>,
  }
}

const isRight = ({ role }: Judged): boolean => role.accepted.includes(role.predicted)

/** What `classifyTitle` makes of labelled titles, in figures, with the errors that it was surest of first. */
export function evaluateTitles(
  rows: readonly LabelledTitle[],
  { worst = 20 }: { worst?: number } = {},
): { figures: TitleEvaluation; errors: TitleError[] } {
  const judged = rows.map(judge)
  const test = judged.filter((j) => j.row.split === 'test')
  const errors = judged
    .filter((j) => !isRight(j))
    .sort((a, b) => b.confidence - a.confidence || (a.row.title < b.row.title ? -1 : 1))
    .slice(0, worst)
    .map(({ row, role, confidence, rule }) => ({
      title: row.title,
      split: row.split,
      board: row.board,
      accepted: row.accepted,
      answered: role.predicted,
      confidence,
      rule,
    }))
  return {
    figures: {
      dev: figuresOf(judged.filter((j) => j.row.split === 'dev')),
      test: figuresOf(test),
      testReal: figuresOf(test.filter((j) => j.row.board !== null)),
      testWritten: figuresOf(test.filter((j) => j.row.board === null)),
      confusion: {
        roles: SLUGS,
        rows: confusion(
          test.map((j) => j.role),
          SLUGS,
        ),
      },
    },
    errors,
  }
}
