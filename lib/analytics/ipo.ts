/** How far a step goes towards a listing. */
const ORDER: Readonly<Record<string, number>> = {
  reported: 0,
  confidential: 1,
  filed: 2,
  amended: 3,
  range: 4,
  priced: 5,
  listed: 6,
}

/** Where steps of one day stand: what ends or delays a listing is told last. */
export const stepOrder = (stage: string): number => ORDER[stage] ?? (stage === 'postponed' ? 7 : 8)

/**
 * Where a company stands, out of its steps in order of days: the furthest since it last put off or withdrew, or that. A later
 * report about a filing that was made already does not take it back.
 */
export function ipoState<Stage extends string>(stages: readonly Stage[]): Stage | null {
  let state: Stage | null = null
  for (const stage of stages) {
    const ended = state === 'withdrawn' || state === 'postponed'
    if (state === null || ended || stepOrder(stage) >= stepOrder(state)) state = stage
  }
  return state
}
