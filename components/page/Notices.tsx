import type { SaidWords } from '@/app/_http/said'
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

/** What came of the form that was sent last: done, or why not. */
export function Said({ said, failed }: SaidWords) {
  return (
    <>
      {said && (
        <p className="notice" role="status">
          {said}
        </p>
      )}
      {failed && (
        <p className="notice error" role="alert">
          {failed}
        </p>
      )}
    </>
  )
}
