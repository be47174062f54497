import { dayWords } from '@/components/charts/format'
import type { CorrectionRow, SignalRow } from '@/lib/queries/types'
import { ROLES } from '@/lib/signals/taxonomy'
import { TYPE_NAMES } from './signalWords'

/** What a correction says, in words: `roles: ML platform (extracted: SRE)`. */
export function correctionWords(c: Pick<CorrectionRow, 'action' | 'before' | 'after'>): string {
  if (c.action === 'confirm') return 'confirmed as right'
  if (c.action === 'reject') return 'rejected: no such event'
  return `${c.action}: ${valueWords(c.after)} (extracted: ${valueWords(c.before)})`
}

function valueWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(roleName).join(', ')
  if (typeof value === 'string') return TYPE_NAMES[value] ?? value
  if (typeof value === 'object' && value !== null) {
    const { slug, name } = value as { slug?: string | null; name?: string | null }
    return name ?? slug ?? 'none'
  }
  return 'none'
}

const roleName = (slug: unknown): string => ROLES.find((r) => r.slug === slug)?.name ?? String(slug)

/** What the operator said of a signal and still stands. */
export function CorrectionLines({ signal, back }: { signal: SignalRow; back: string | null }) {
  return signal.corrections.map((c) => (
    <div className="by" key={c.id}>
      <b>Operator, {dayWords(c.at.slice(0, 10))}:</b> {correctionWords(c)}. {c.reason}
      {back && <UndoCorrection id={c.id} back={back} />}
    </div>
  ))
}

/** Takes a correction back, with the reason. */
export function UndoCorrection({ id, back }: { id: string; back: string }) {
  return (
    <details className="why">
      <summary>Undo</summary>
      <form className="form-row" action="/api/corrections" method="post">
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="back" value={back} />
        <label>
          Why
          <input name="reason" required maxLength={1000} autoComplete="off" />
        </label>
        <button className="button" type="submit" name="action" value="undo">
          Undo it
        </button>
      </form>
    </details>
  )
}

/** The form by which the operator says that a signal is right, or what of it is wrong. `back`: the page that shows it. */
export function CorrectSignal({ signal, back }: { signal: SignalRow; back: string }) {
  const id = `correct-${signal.id}`
  return (
    <details className="why">
      <summary>Correct it</summary>
      <form className="form-row" action="/api/corrections" method="post">
        <input type="hidden" name="signalId" value={signal.id} />
        <input type="hidden" name="back" value={back} />
        <label>
          What is it?
          <select name="action" defaultValue="confirm">
            <option value="confirm">It is right</option>
            <option value="reject">No such event: reject it</option>
            <option value="roles">Its roles are these</option>
            <option value="company">Its company is this</option>
            <option value="type">Its type is this</option>
          </select>
        </label>
        <label>
          Roles, company or type
          <input
            name="to"
            list={id}
            placeholder="sre, ml-platform; a company; none"
            autoComplete="off"
            spellCheck={false}
          />
          <datalist id={id}>
            {ROLES.map((r) => (
              <option value={r.slug} key={r.slug}>
                {r.name}
              </option>
            ))}
            {Object.entries(TYPE_NAMES).map(([type, name]) => (
              <option value={type} key={type}>
                {name}
              </option>
            ))}
          </datalist>
        </label>
        <label>
          How you know
          <input name="reason" required maxLength={1000} autoComplete="off" />
        </label>
        <button className="button" type="submit">
          Keep it
        </button>
      </form>
    </details>
  )
}
