import { asWaveError } from '@/lib/errors'

/** What a reader asked for, why there is nothing, and a step that has something. */
export function Empty({
  title,
  why,
  steps = [],
  as: Title = 'h3',
}: {
  title: string
  /** A page of its own has an h1. */
  as?: 'h1' | 'h3'
  why: React.ReactNode
  steps?: { label: string; href: string }[]
}) {
  return (
    <div className="empty">
      <Title>{title}</Title>
      <p>{why}</p>
      {steps.length > 0 && (
        <p className="buttons">
          {steps.map((step) => (
            <a className="button" href={step.href} key={step.href}>
              {step.label}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

/** A part of a page that failed: what happened, what to do, the code. The rest of the page is not affected. */
export function Failure({ thrown, where, retry }: { thrown: unknown; where: string; retry: string }) {
  const error = asWaveError(thrown)
  const own = error.code !== 'internal'
  return (
    <div className="failure" role="alert">
      <h3>{own ? error.message : 'This part could not be made'}</h3>
      <p>{error.next} The rest of this page is not affected.</p>
      <p className="buttons">
        <a className="button" href={retry}>
          Try again
        </a>
      </p>
      <p className="tiny">
        {error.code} · {where}
      </p>
    </div>
  )
}

/** "Not covered": what was not observed, which is neither zero nor blank. */
export function NotCovered({ children = 'not covered' }: { children?: React.ReactNode }) {
  return <span className="not-covered">{children}</span>
}
