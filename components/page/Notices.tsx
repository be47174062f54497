import type { ViewProblem } from '@/lib/view'

/** Fields of the address that could not be used, each with what would work. The rest of the address still holds. */
export function Notices({
  problems,
  path,
  params,
}: {
  problems: ViewProblem[]
  path: string
  params: Record<string, string | string[] | undefined>
}) {
  return problems.map((problem) => (
    <p className="notice" role="status" key={`${problem.field}=${problem.value}`}>
      <b>
        {problem.field}={problem.value}
      </b>{' '}
      was left out. {problem.message}
      {problem.suggestion && (
        <>
          {' '}
          Did you mean <a href={corrected(path, params, problem)}>{problem.suggestion}</a>?
        </>
      )}
    </p>
  ))
}

/** The same address with the one value put right. */
function corrected(path: string, params: Record<string, string | string[] | undefined>, problem: ViewProblem): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    for (const part of [value ?? []].flat().flatMap((v) => v.split(','))) {
      query.append(
        key,
        key === problem.field && part === problem.value && problem.suggestion ? problem.suggestion : part,
      )
    }
  }
  return `${path}?${query}`
}

/** What came of a form that was sent: done, or why not. Both are out of the address, and are set as plain text. */
export function Said({ said, failed }: { said: string | undefined; failed: string | undefined }) {
  return (
    <>
      {said && (
        <p className="notice" role="status">
          {said.slice(0, 300)}
        </p>
      )}
      {failed && (
        <p className="notice error" role="alert">
          {failed.slice(0, 400)}
        </p>
      )}
    </>
  )
}
