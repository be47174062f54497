import { dayWords, money, number } from '@/components/charts/format'
import { moneyWords } from '@/lib/analytics/words'
import type { FilingRow, IpoStepRow, RoundRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { Out } from './EvidenceParts'
import { hostOf, partialWords, roundWords, safeHref, stepWords, windowWords } from './signalWords'

const IS: Record<string, string> = { about: 'about ', 'at-least': 'over ', 'up-to': 'up to ' }

/** An amount as it was published; null says so and is never zero. */
function amountWords(amount: number | null, currency: string, is: string | null): string {
  if (amount === null) return 'not published'
  return `${IS[is ?? ''] ?? ''}${moneyWords(amount, currency)}`
}

function SourceLink({ href }: { href: string }) {
  const safe = safeHref(href)
  return safe ? <Out href={safe}>{hostOf(safe)}</Out> : <span className="muted">{href}</span>
}

/** Rows of a long table that a page shows before it is asked for all. */
const FIRST_ROWS = 15

/** How many of a table's rows are shown, with the way to the rest and to all of them as a file. */
function ShownOf({ shown, of, what, all, csv }: { shown: number; of: number; what: string; all: string; csv: string }) {
  return (
    <p className="shown small soft">
      {shown < of ? `The latest ${number(shown)} of ${number(of)} ${what}. ` : `All ${number(of)} ${what}. `}
      {shown < of && (
        <>
          <a className="place" href={all}>
            Show all {number(of)}
          </a>{' '}
          ·{' '}
        </>
      )}
      <a className="place" href={csv}>
        CSV
      </a>
    </p>
  )
}

/** Rounds, newest first. One that is part of a later one is named, and counted in no sum. */
export function RoundsTable({
  rounds: found,
  view,
  short = false,
  all = false,
}: {
  rounds: RoundRow[]
  view: View
  short?: boolean
  all?: boolean
}) {
  const rounds = short || all ? found : found.slice(0, FIRST_ROWS)
  if (short && rounds.length === 0) return null
  return (
    <section id="rounds">
      {short ? <h3>Rounds</h3> : <h2>Rounds, newest first</h2>}
      {rounds.length === 0 ? (
        <p className="subtitle">No round is on record in this view.</p>
      ) : (
        <>
          <table className="table dense">
            <caption className="hidden">Funding rounds, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Announced</th>
                {!short && <th scope="col">Company</th>}
                <th scope="col">Round</th>
                <th className="num" scope="col">
                  Amount
                </th>
                {!short && (
                  <>
                    <th className="num only-wide" scope="col">
                      Valuation
                    </th>
                    <th className="only-wide" scope="col">
                      Led by
                    </th>
                  </>
                )}
                <th className={short ? 'num' : 'num only-wide'} scope="col">
                  Source
                </th>
              </tr>
            </thead>
            <tbody>
              {rounds.map((round) => (
                <tr key={round.id}>
                  <td className="nowrap">{dayWords(round.announcedOn)}</td>
                  {!short && (
                    <td>
                      <a
                        className="name-link"
                        href={pageAddress(`/companies/${round.company}`, { ...view, companies: [] })}
                      >
                        {round.companyName}
                      </a>
                    </td>
                  )}
                  <td>
                    {roundWords(round.stage, round.kind)}
                    {round.partOf && (
                      <span className="sub">part of the round of {dayWords(round.partOf)}, counted there</span>
                    )}
                  </td>
                  <td className="num">{amountWords(round.amount, round.currency, round.amountIs)}</td>
                  {!short && (
                    <>
                      <td className="num only-wide">
                        {round.valuation === null ? (
                          <span className="muted">not published</span>
                        ) : (
                          `${amountWords(round.valuation, round.currency, null)}${round.valuationIs === 'pre' ? ' before' : round.valuationIs === 'post' ? ' after' : ''}`
                        )}
                      </td>
                      <td className="only-wide soft">
                        {round.leadInvestors.join(', ') || round.investors.slice(0, 3).join(', ') || (
                          <span className="muted">not named</span>
                        )}
                      </td>
                    </>
                  )}
                  <td className={short ? 'num' : 'num only-wide'}>
                    <SourceLink href={round.sourceUrl} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {!short && (
            <ShownOf
              shown={rounds.length}
              of={found.length}
              what={found.length === 1 ? 'round' : 'rounds'}
              all={`${pageAddress('/capital', view, {}, { all: 'rounds' })}#rounds`}
              csv={pageAddress('/api/query/rounds', view, {}, { format: 'csv' })}
            />
          )}
        </>
      )}
    </section>
  )
}

/** Steps at which the money is there; before them an amount is an aim. */
const RAISED: ReadonlySet<string> = new Set(['priced', 'listed'])

/** Steps towards a listing, newest first. */
export function IpoTable({
  steps: found,
  view,
  short = false,
  all = false,
}: {
  steps: IpoStepRow[]
  view: View
  short?: boolean
  all?: boolean
}) {
  const steps = short || all ? found : found.slice(0, FIRST_ROWS)
  if (short && steps.length === 0) return null
  return (
    <section id="ipo">
      {short ? <h3>Steps towards a listing</h3> : <h2>Steps towards a listing</h2>}
      {steps.length === 0 ? (
        <p className="subtitle">No step is on record in this view.</p>
      ) : (
        <>
          <table className="table dense">
            <caption className="hidden">Steps towards a listing, newest first</caption>
            <thead>
              <tr>
                <th scope="col">Day</th>
                {!short && <th scope="col">Company</th>}
                <th scope="col">Step</th>
                {!short && (
                  <th className="only-wide" scope="col">
                    Banks, window, place
                  </th>
                )}
                <th className="num" scope="col">
                  Source
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map((step) => (
                <tr key={`${step.companyName}${step.milestone}${step.occurredOn}${step.sourceUrl}`}>
                  <td className="nowrap">{partialWords(step.occurredOn)}</td>
                  {!short && (
                    <td>
                      {step.company ? (
                        <a className="name-link" href={`/companies/${step.company}`}>
                          {step.companyName}
                        </a>
                      ) : (
                        step.companyName
                      )}
                    </td>
                  )}
                  <td>
                    {stepWords(step.milestone)}
                    {step.form && <span className="muted"> {step.form}</span>}
                    {step.proceedsUsd !== null && (
                      <span className="sub">
                        {RAISED.has(step.milestone) ? 'raised' : 'to raise'} {money(step.proceedsUsd)}
                      </span>
                    )}
                  </td>
                  {!short && (
                    <td className="only-wide soft">
                      {[
                        step.banks.join(', '),
                        step.window && `aim: ${windowWords(step.window)}`,
                        [step.exchange, step.ticker].filter((part) => part).join(': '),
                      ]
                        .filter((part) => part)
                        .join(' · ') || <span className="muted">not named</span>}
                    </td>
                  )}
                  <td className="num">
                    <SourceLink href={step.sourceUrl} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {!short && (
            <ShownOf
              shown={steps.length}
              of={found.length}
              what={found.length === 1 ? 'step' : 'steps'}
              all={`${pageAddress('/capital', view, {}, { all: 'steps' })}#ipo`}
              csv={pageAddress('/api/query/ipo-steps', view, {}, { format: 'csv' })}
            />
          )}
        </>
      )}
    </section>
  )
}

export function FilingsTable({ filings, short = false }: { filings: FilingRow[]; short?: boolean }) {
  if (short && filings.length === 0) return null
  return (
    <section id="filings">
      {short ? <h3>Filings</h3> : <h2>Filings</h2>}
      {filings.length === 0 ? (
        <p className="subtitle">
          No filing has been read from EDGAR in this view. Its source stays off until the setting CONTACT names an
          address, which the SEC asks for.
        </p>
      ) : (
        <table className="table dense">
          <thead>
            <tr>
              <th scope="col">Filed</th>
              <th scope="col">Filer</th>
              <th scope="col">Form</th>
              <th className="num" scope="col">
                EDGAR
              </th>
            </tr>
          </thead>
          <tbody>
            {filings.map((filing) => (
              <tr key={filing.accession}>
                <td className="nowrap">{dayWords(filing.filedOn)}</td>
                <td>{filing.companyName}</td>
                <td>{filing.form}</td>
                <td className="num">
                  {safeHref(filing.url) ? <Out href={filing.url}>{filing.accession}</Out> : filing.accession}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
