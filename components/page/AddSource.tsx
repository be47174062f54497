import type { SaidWords } from '@/app/_http/said'
import { Said } from './Notices'

/** Adds a source by the address that people see. Only the operator may: without the token the form says how. */
export function AddSource({ operator, said }: { operator: boolean; said: SaidWords }) {
  return (
    <>
      <h2>Add a source</h2>
      <p className="subtitle">
        A job board (jobs.ashbyhq.com/NAME, job-boards.greenhouse.io/NAME, jobs.lever.co/NAME), a feed, a FRED series or
        a filer’s page at EDGAR.
      </p>
      <Said {...said} />
      {operator ? (
        <form className="form-row" action="/api/sources" method="post" style={{ marginTop: 12 }}>
          <label>
            Address
            <input
              name="address"
              type="text"
              inputMode="url"
              required
              maxLength={2000}
              placeholder="https://jobs.ashbyhq.com/lambda"
              autoComplete="off"
              spellCheck={false}
            />
          </label>
          <button className="button filled" type="submit" name="action" value="add">
            Add and check
          </button>
        </form>
      ) : (
        <p className="notice">
          Only the operator may add, check or remove sources. Open the link that <code>npm start</code> printed after
          “operator”, or use <code>npm run wave -- sources add ADDRESS</code>.
        </p>
      )}
    </>
  )
}
