import { dayWords } from '@/components/charts/format'
import measured from '@/lib/signals/measured.json'
import { ROLES } from '@/lib/signals/taxonomy'
import { percent } from './percent'
import { Scroller } from './Scroller'

const { titles } = measured
const PARTS = [
  ['Kept aside', titles.test],
  ['of these, from job boards', titles.testReal],
  ['of these, written', titles.testWritten],
  ['Tuned on', titles.dev],
] as const

/** How often `classifyTitle` is right: the figures of the committed run of `wave eval titles`. */
export function MeasuredTitles() {
  const { test, testReal, testWritten, confusion } = titles
  return (
    <section id="measured-titles">
      <h2>How often the roles are right</h2>
      <p className="subtitle">
        Rules {titles.rulesVersion}, measured on {dayWords(titles.measuredOn)} on the half of the labelled titles that
        was kept aside. Share of the titles put into a role that belong there (precision), of those that belong there
        and were put there (recall), and their harmonic mean (F1), with bootstrap 95% intervals over titles.
      </p>
      <Scroller label="Precision, recall and F1 of the classification of titles by role">
        <table className="table dense">
          <caption className="hidden">Precision, recall and F1 of the classification of titles by role</caption>
          <thead>
            <tr>
              <th scope="col">Role</th>
              {['Titles', 'Precision', 'Recall', 'F1'].map((name) => (
                <th className="num" scope="col" key={name}>
                  {name}
                </th>
              ))}
              <th className="num only-wide" scope="col">
                F1, from boards
              </th>
              <th className="num only-wide" scope="col">
                F1, written
              </th>
            </tr>
          </thead>
          <tbody>
            {ROLES.map(({ slug, name }) => {
              const row = test.byRole[slug]
              return (
                <tr key={slug}>
                  <td>{name}</td>
                  <td className="num">{row.gold}</td>
                  <td className="num">{percent(row.precision)}</td>
                  <td className="num">{percent(row.recall)}</td>
                  <td className="num">{percent(row.f1)}</td>
                  <td className="num only-wide">{percent(testReal.byRole[slug].f1)}</td>
                  <td className="num only-wide">{percent(testWritten.byRole[slug].f1)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroller>
      <Scroller label="Macro-F1, share of right roles and of right levels, in each set">
        <table className="table dense">
          <caption className="hidden">Macro-F1, share of right roles and of right levels, in each set</caption>
          <thead>
            <tr>
              <th scope="col">Set</th>
              {['Titles', 'Macro-F1', 'Role right', 'Level right'].map((name) => (
                <th className="num" scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([name, part]) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="num">{part.titles}</td>
                <td className="num">{percent(part.macroF1)}</td>
                <td className="num">{percent(part.accuracy)}</td>
                <td className="num">{percent(part.seniority)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="subtitle">
        Where the titles that were kept aside belong (rows), and where they were put (columns).
      </p>
      <Scroller label="Confusion matrix of the roles">
        <table className="table dense">
          <caption className="hidden">Confusion matrix of the roles</caption>
          <thead>
            <tr>
              <th scope="col">Belongs to</th>
              {ROLES.map(({ slug, code, name }) => (
                <th className="num" scope="col" key={slug}>
                  <abbr title={name}>{code}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ROLES.map(({ slug, name }, i) => (
              <tr key={slug}>
                <td>{name}</td>
                {ROLES.map((to, k) => (
                  <td className="num" key={to.slug}>
                    {confusion.rows[i]?.[k] || '·'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="small">
        Titles from boards were drawn by a hash, not chosen; the others were written where a role is rare or a word
        misleads. One person of this project labelled them from the title alone, before the rules were run over them,
        and also wrote the rules. A hash halves the titles: the rules were made with one half in view. A title that fits
        two roles is right in either. An interval without width means that the set holds no error of the kind, not that
        there is none. <code>wave eval titles</code> runs it again.
      </p>
    </section>
  )
}
