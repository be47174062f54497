import { dayWords, number } from '@/components/charts/format'
import { sentenceCase } from '@/lib/analytics/words'
import type { EngagementData } from '@/lib/queries/types'
import { WORK_FORM_WORDS, WORK_FORMS, type WorkForm } from '@/lib/signals/engagementForm'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { Out } from './EvidenceParts'
import { RoleName } from './RoleName'
import { safeHref } from './signalWords'

const SHOWN = 20

/** Only forms that occur get a column; a measured zero in it is a 0. */
const formsOf = (rows: readonly { forms: Partial<Record<WorkForm, number>> }[]): WorkForm[] =>
  WORK_FORMS.filter((form) => rows.some((row) => row.forms[form]))

/** Forms of work by company, each on the last day on which its board was read by posting. */
export function FormsByCompany({ data, view }: { data: EngagementData; view: View }) {
  const forms = formsOf(data.companies)
  return (
    <table className="table dense">
      <caption className="hidden">Openings by form of work and company</caption>
      <thead>
        <tr>
          <th scope="col">Company</th>
          {forms.map((form) => (
            <th className="num only-wide" scope="col" key={form}>
              {sentenceCase(WORK_FORM_WORDS[form].many.split(' ')[0] ?? form)}
            </th>
          ))}
          <th className="num" scope="col">
            In all
          </th>
          <th className="num" scope="col">
            Read on
          </th>
        </tr>
      </thead>
      <tbody>
        {data.companies.map((row) => (
          <tr key={row.company}>
            <td>
              <a className="name-link" href={pageAddress(`/companies/${row.company}`, { ...view, companies: [] })}>
                {row.name}
              </a>
            </td>
            {forms.map((form) => (
              <td className="num only-wide" key={form}>
                {number(row.forms[form] ?? 0)}
              </td>
            ))}
            <td className="num">{number(row.total)}</td>
            <td className="num">{dayWords(row.day)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The same by role. */
export function FormsByRole({ data, view }: { data: EngagementData; view: View }) {
  return (
    <table className="table dense">
      <caption className="hidden">Openings by form of work and role</caption>
      <thead>
        <tr>
          <th scope="col">Role</th>
          <th scope="col">Forms</th>
          <th className="num" scope="col">
            In all
          </th>
        </tr>
      </thead>
      <tbody>
        {data.roles.map((row) => (
          <tr key={row.role}>
            <td>
              <RoleName
                role={row.role}
                {...(row.role !== 'other' && { href: pageAddress(`/roles/${row.role}`, { ...view, roles: [] }) })}
              />
            </td>
            <td className="soft">
              {WORK_FORMS.filter((form) => row.forms[form])
                .map(
                  (form) =>
                    `${row.forms[form]} ${row.forms[form] === 1 ? WORK_FORM_WORDS[form].one : WORK_FORM_WORDS[form].many}`,
                )
                .join(', ')}
            </td>
            <td className="num">{number(row.total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The adverts themselves, infrastructure roles first, then the newest. */
export function FormOpenings({ openings }: { openings: EngagementData['openings'] }) {
  const infra = (row: (typeof openings)[number]) => (row.role === 'other' ? 1 : 0)
  const rows = [...openings].sort((a, b) => infra(a) - infra(b))
  return (
    <>
      <Adverts rows={rows.slice(0, SHOWN)} />
      {rows.length > SHOWN && (
        <details className="more-rows">
          <summary className="place">All {number(rows.length)} openings</summary>
          <Adverts rows={rows.slice(SHOWN)} />
        </details>
      )}
    </>
  )
}

const Adverts = ({ rows }: { rows: EngagementData['openings'] }) => (
  <table className="table dense">
    <caption className="hidden">Openings that name a form of work</caption>
    <thead>
      <tr>
        <th scope="col">Title, as posted</th>
        <th scope="col">Form</th>
        <th scope="col">Company</th>
        <th className="only-wide" scope="col">
          Place
        </th>
        <th className="num only-wide" scope="col">
          Last seen open
        </th>
        <th className="num" scope="col">
          Advert
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => {
        const href = safeHref(row.url)
        return (
          <tr key={row.id}>
            <td>{row.title}</td>
            <td className="soft">{WORK_FORM_WORDS[row.form].one}</td>
            <td>{row.companyName}</td>
            <td className="soft only-wide">{row.location ?? <span className="muted">not given</span>}</td>
            <td className="num only-wide">{dayWords(row.day)}</td>
            <td className="num">{href ? <Out href={href}>Apply</Out> : <span className="muted">no link</span>}</td>
          </tr>
        )
      })}
    </tbody>
  </table>
)
