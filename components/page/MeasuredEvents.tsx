import { dayWords } from '@/components/charts/format'
import type { SetFigures, WrittenSet } from '@/lib/signals/evaluation/eventEvaluation'
import measured from '@/lib/signals/measured.json'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { percent } from './percent'
import { Scroller } from './Scroller'

const { events } = measured

type Halves = { readonly test: SetFigures; readonly dev: SetFigures }

const SETS: readonly (readonly [name: string, halves: Halves | undefined])[] = (() => {
  const { first, news, work }: Partial<Record<WrittenSet, Halves>> = events.sets
  return [
    ['First set', first],
    ['News and filings', news],
    ['Work and pay', work],
  ]
})()
const MEASURED_SETS = SETS.flatMap(([name, halves]) => (halves ? [[name, halves] as const] : []))

/** Every set and half: what was kept aside first, together and each alone. */
const PARTS: readonly (readonly [name: string, figures: SetFigures, isTotal: boolean])[] = [
  ['Kept aside, all', events.test, true],
  ...MEASURED_SETS.map(([name, { test }]) => [name, test, false] as const),
  ['Tuned on, all', events.dev, true],
  ...MEASURED_SETS.map(([name, { dev }]) => [name, dev, false] as const),
  ['Headlines', events.headlines, true],
]

/** How often `extract` is right: the figures of the committed run of `wave eval events`. */
export function MeasuredEvents() {
  const { test } = events
  return (
    <section id="measured-events">
      <h2>How often the signals are right</h2>
      <p className="subtitle">
        Rules {events.rulesVersion}, measured on {dayWords(events.measuredOn)} on the halves of the labelled documents
        that were kept aside. Share of signals that are right (precision), of events that are found (recall), and their
        harmonic mean (F1), with bootstrap 95% intervals over documents.
      </p>
      <Scroller label="Precision, recall and F1 of extraction by type of signal">
        <table className="table dense">
          <caption className="hidden">Precision, recall and F1 of extraction by type of signal</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              {['Events', 'Precision', 'Recall', 'F1'].map((name) => (
                <th className="num" scope="col" key={name}>
                  {name}
                </th>
              ))}
              {MEASURED_SETS.map(([name]) => (
                <th className="num only-wide" scope="col" key={name}>
                  F1, {name.toLowerCase()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SIGNAL_TYPES.map((type) => {
              const row = test.events.byClass[type]
              return (
                <tr key={type}>
                  <td>{type}</td>
                  <td className="num">{row.gold}</td>
                  <td className="num">{percent(row.precision)}</td>
                  <td className="num">{percent(row.recall)}</td>
                  <td className="num">{percent(row.f1)}</td>
                  {MEASURED_SETS.map(([name, halves]) => (
                    <td className="num only-wide" key={name}>
                      {percent(halves.test.events.byClass[type].f1)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroller>
      <p className="subtitle">
        Each set and half. Amounts and companies are those of the events that were found; the last column has the
        documents that tell no event.
      </p>
      <Scroller label="Each set of documents: events, amounts, companies, documents without an event">
        <table className="table dense">
          <caption className="hidden">
            Each set of documents: events, amounts, companies, documents without an event
          </caption>
          <thead>
            <tr>
              <th scope="col">Set</th>
              {[
                'Documents',
                'Events',
                'Precision',
                'Recall',
                'F1',
                'Amounts exact',
                'Company right',
                'Evidence verbatim',
                'No event, yet a signal',
              ].map((name) => (
                <th className="num" scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([name, part, isTotal], i) => (
              <tr key={`${i}:${name}`} className={isTotal ? 'total' : undefined}>
                <td>{name}</td>
                <td className="num">{part.documents}</td>
                <td className="num">{part.events.all.gold}</td>
                <td className="num">{percent(part.events.all.precision)}</td>
                <td className="num">{percent(part.events.all.recall)}</td>
                <td className="num">{percent(part.events.all.f1)}</td>
                <td className="num">{percent(part.amountsExact)}</td>
                <td className="num">{percent(part.companyPrecision)}</td>
                <td className="num">{percent(part.evidenceRight)}</td>
                <td className="num">
                  {part.quiet.withSignal} of {part.quiet.documents}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="small">
        The documents were written and labelled by three people of this project, who had not read the rules; the sets of
        news and of work were written after rules had been made with the first. A hash of their names halves each set:
        rules were made with one half in view, and the errors in the other half are never listed. The first set goes for
        variety, so that it is harder than a usual week of news. The headlines are real, and whoever made the rules has
        seen them. Nobody from outside has checked the labels. <code>wave eval events</code> runs it again.
      </p>
    </section>
  )
}
