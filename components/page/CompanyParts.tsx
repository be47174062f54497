import { dayShort, dayWords, number } from '@/components/charts/format'
import { moneyWords } from '@/lib/analytics/words'
import type { CompanyData } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { RoleName } from './RoleName'
import { NotCovered } from './States'
import { hostOf, safeHref } from './signalWords'
import { Door } from './Words'

/** Facts beside each other, each with its evidence. There is no score and no forecast. */
export function Reasons({ data, view }: { data: CompanyData; view: View }) {
  return (
    <section>
      <h2>Fresh capital, openings so far</h2>
      <p className="subtitle">
        Facts side by side, each with its evidence. Not a forecast: the record cannot carry one.
      </p>
      {data.reasons.length === 0 ? (
        <p className="subtitle">Neither fresh capital nor a comparable change of openings is on record.</p>
      ) : (
        <ul className="reasons">
          {data.reasons.map((reason, i) => (
            <li key={i}>
              <span className={reason.sign === '+' ? 'sign' : reason.sign === '-' ? 'sign minus' : 'sign open'}>
                {reason.sign === '-' ? '−' : reason.sign}
              </span>
              <span>
                {reason.evidence ? (
                  <Door evidence={reason.evidence} view={view}>
                    {reason.text}
                  </Door>
                ) : (
                  reason.text
                )}
                <small>
                  {reason.detail}
                  {safeHref(reason.href) && (
                    <>
                      {' '}
                      ·{' '}
                      <a className="place" href={safeHref(reason.href) ?? ''} target="_blank" rel="noopener noreferrer">
                        {hostOf(reason.href ?? '')}
                      </a>
                    </>
                  )}
                </small>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

export function Pay({ data }: { data: CompanyData }) {
  const { pay, payCurrency, payDay } = data
  return (
    <section>
      <h2>Pay it posts</h2>
      {pay.length === 0 ? (
        <p className="subtitle">
          <NotCovered /> No pay range of this board is on record.
        </p>
      ) : (
        <>
          <p className="subtitle">
            Yearly, {payCurrency}, as posted{payDay && ` on ${dayWords(payDay)}`}. Middle of the ranges; none under five
            postings.
          </p>
          <table className="table dense">
            <caption className="hidden">Pay by role, as posted</caption>
            <thead>
              <tr>
                <th scope="col">Role</th>
                <th className="num" scope="col">
                  Middle
                </th>
                <th className="num" scope="col">
                  Lowest to highest
                </th>
                <th className="num" scope="col">
                  n
                </th>
              </tr>
            </thead>
            <tbody>
              {pay.map((row) => (
                <tr key={row.role}>
                  <td>
                    <RoleName role={row.role} />
                  </td>
                  <td className="num">
                    {row.median === null ? <span className="muted">n &lt; 5</span> : payWords(row.median, payCurrency)}
                  </td>
                  <td className="num soft">
                    {payWords(row.lowest, payCurrency)} to {payWords(row.highest, payCurrency)}
                  </td>
                  <td className="num">{row.n}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}

const payWords = (amount: number, currency: string | null): string =>
  currency === null ? `${number(amount / 1000)}k` : moneyWords(amount, currency)

/** How well this company's boards were read: what every figure above rests on. */
export function Quality({ data }: { data: CompanyData }) {
  return (
    <section>
      <h3>Quality of this board</h3>
      {data.boards.length === 0 && <p className="subtitle">No job board of this company is on record.</p>}
      <ul className="pairs">
        {data.boards.map((board) => (
          <li key={`${board.kind}/${board.token}`}>
            <span>
              {board.kind}/{board.token}
              {board.note && <span className="tiny"> {board.note}</span>}
            </span>
            <span className="small">
              {number(board.goodDays)} {board.goodDays === 1 ? 'day' : 'days'} read well
              {board.suspectDays > 0 && `, ${number(board.suspectDays)} doubted`}
              {board.firstDay && board.lastDay && (
                <span className="tiny">
                  <br />
                  {dayWords(board.firstDay)} to {dayWords(board.lastDay)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {data.quality.map((line) => (
        <p className="subtitle" key={line}>
          {line}
        </p>
      ))}
    </section>
  )
}

export function NewPostings({ data }: { data: CompanyData }) {
  if (data.newPostings.length === 0) return null
  return (
    <section>
      <h3>New between the two</h3>
      <ul className="pairs">
        {data.newPostings.slice(0, 8).map((posting) => {
          const href = safeHref(posting.url)
          const day = posting.publishedOn ?? posting.firstSeen
          return (
            <li key={posting.id}>
              {href ? (
                <a href={href} target="_blank" rel="noopener noreferrer">
                  {posting.title}
                </a>
              ) : (
                <span>{posting.title}</span>
              )}
              <span className="soft nowrap">{dayShort(day)}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export function Facts({ data }: { data: CompanyData }) {
  const website = safeHref(data.website)
  return (
    <section>
      <h2>On record</h2>
      <ul className="pairs">
        {data.legalName && (
          <li>
            <span className="soft">Legal name</span>
            <span>{data.legalName}</span>
          </li>
        )}
        {website && (
          <li>
            <span className="soft">Website</span>
            <a className="place" href={website} target="_blank" rel="noopener noreferrer">
              {hostOf(website)}
            </a>
          </li>
        )}
        {data.listedOn && (
          <li>
            <span className="soft">Listed</span>
            <span>
              {dayWords(data.listedOn)}
              {data.exchange && `, ${data.exchange}`}
              {data.ticker && `: ${data.ticker}`}
            </span>
          </li>
        )}
        {data.totals.map((total) => (
          <li key={`${total.asOf}${total.source}`}>
            <span className="soft">Raised in all, as of {dayWords(total.asOf)}</span>
            <span>
              {total.amountIs === 'at-least' ? 'over ' : total.amountIs === 'about' ? 'about ' : ''}
              {moneyWords(total.amount, total.currency)}
              <span className="tiny">
                <br />
                {safeHref(total.source) ? (
                  <a href={total.source} target="_blank" rel="noopener noreferrer">
                    {hostOf(total.source)}
                  </a>
                ) : (
                  total.source
                )}
                {total.investors.length > 0 && `; ${total.investors.join(', ')} among the investors`}
              </span>
            </span>
          </li>
        ))}
        <li>
          <span className="soft">Other views</span>
          <a className="place" href={pageAddress('/', EMPTY_VIEW, { companies: [data.company] })}>
            In the trend
          </a>
        </li>
      </ul>
      {data.note && <p className="tiny">How this was checked: {data.note}.</p>}
    </section>
  )
}

const EMPTY_VIEW: View = {
  from: null,
  to: null,
  grain: 'week',
  roles: [],
  companies: [],
  transform: 'level',
  asOf: null,
}
