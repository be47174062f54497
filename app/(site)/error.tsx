'use client'

/** A page that failed as a whole. What happened is in the server's log under the digest; the bars still work. */
export default function PageError({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  return (
    <div className="wrap section">
      <div className="failure" role="alert">
        <h3>This page could not be made</h3>
        <p>
          The database did not answer as it should. Try again; if it stays, look at the lines that npm start prints, or
          run npm run wave -- doctor.
        </p>
        <p className="buttons">
          <button className="button" type="button" onClick={() => retry()}>
            Try again
          </button>
          <a className="button" href="/">
            Overview
          </a>
        </p>
        <p className="tiny">internal · {error.digest ?? 'no digest'}</p>
      </div>
    </div>
  )
}
