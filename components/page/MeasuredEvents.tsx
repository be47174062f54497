import { dayWords } from '@/components/charts/format'
import measured from '@/lib/signals/measured.json'
import { SIGNAL_TYPES } from '@/lib/signals/types'
import { percent } from './percent'
import { Scroller } from './Scroller'

const { events } = measured
const PARTS = [
  ['Kept aside', events.test],
  ['Tuned on', events.dev],
  ['Headlines', events.headlines],
] as const

/** How often `extract` is right: the figures of the committed run of `wave eval events`. */
export function MeasuredEvents() {
  const { test, dev, headlines } = events
  return (
    <section id="measured-events">
      <h2>How often the signals are right</h2>
      <p className="subtitle">
        Rules {events.rulesVersion}, measured on {dayWords(events.measuredOn)} on the half of the labelled documents
        that was kept aside. Share of signals that are right (precision), of events that are found (recall), and their
        harmonic mean (F1), with bootstrap 95% intervals over documents.
      </p>
      <Scroller label="Precision, recall and F1 of extraction by type of signal">
        <table className="table dense">
          <caption className="hidden">Precision, recall and F1 of extraction by type of signal</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th className="num" scope="col">
                Events
              </th>
              <th className="num" scope="col">
                Precision
              </th>
              <th className="num" scope="col">
                Recall
              </th>
              <th className="num" scope="col">
                F1
              </th>
              <th className="num only-wide" scope="col">
                F1, tuned on
              </th>
              <th className="num only-wide" scope="col">
                F1, headlines
              </th>
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
                  <td className="num only-wide">{percent(dev.events.byClass[type].f1)}</td>
                  <td className="num only-wide">{percent(headlines.events.byClass[type].f1)}</td>
                </tr>
              )
            })}
            <tr className="total">
              <td>All</td>
              <td className="num">{test.events.all.gold}</td>
              <td className="num">{percent(test.events.all.precision)}</td>
              <td className="num">{percent(test.events.all.recall)}</td>
              <td className="num">{percent(test.events.all.f1)}</td>
              <td className="num only-wide">{percent(dev.events.all.f1)}</td>
              <td className="num only-wide">{percent(headlines.events.all.f1)}</td>
            </tr>
          </tbody>
        </table>
      </Scroller>
      <p className="subtitle">Of the events that were found, and of the documents that tell none, in each set.</p>
      <Scroller label="Amounts, companies, evidence and documents without an event">
        <table className="table dense">
          <caption className="hidden">Amounts, companies, evidence and documents without an event</caption>
          <thead>
            <tr>
              <th scope="col">Set</th>
              <th className="num" scope="col">
                Documents
              </th>
              <th className="num" scope="col">
                Amounts exact
              </th>
              <th className="num" scope="col">
                Company right
              </th>
              <th className="num" scope="col">
                Evidence verbatim
              </th>
              <th className="num" scope="col">
                No event, yet a signal
              </th>
            </tr>
          </thead>
          <tbody>
            {PARTS.map(([name, part]) => (
              <tr key={name}>
                <td>{name}</td>
                <td className="num">{part.documents}</td>
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
        The documents were written and labelled by one person of this project, who had not read the rules. A hash of
        their names halves them: rules were made with one half in view, and the errors in the other half are never
        listed. They go for variety, so that they are harder than a usual week of news. The headlines are real, and
        whoever made the rules has seen them. Nobody from outside has checked the labels. <code>wave eval events</code>{' '}
        runs it again.
      </p>
    </section>
  )
}
