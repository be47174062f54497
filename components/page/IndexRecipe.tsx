import { dayWords, number } from '@/components/charts/format'
import { INDEX_RECIPE } from '@/lib/analytics/hiringIndex'
import type { IndexPageData } from '@/lib/queries/types'

/** The whole recipe on one page, with its last step worked out from the data of this view. */
export function IndexRecipe({ data }: { data: IndexPageData }) {
  const { example } = data
  return (
    <section className="prose">
      <h2 style={{ marginTop: 0 }} id="recipe">
        The recipe
      </h2>
      <ol style={{ listStyle: 'decimal', paddingLeft: 20 }}>
        {INDEX_RECIPE.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        Openings, the adverts that stood on a board that day, stand in for vacancies: they are known on their day, so
        what the index said of a week stays as it was said. The same recipe over vacancies, reposts as one and closings
        by rule, stands beside it in the chart’s table.
      </p>
      {example && (
        <p>
          For example, in the week of {dayWords(example.week)} {number(example.companies)} companies can be compared
          with the week before. They had {number(example.now, 1)} openings on an average day, {number(example.ratio, 4)}{' '}
          times as many as then; so the index went from {number(example.from, 1)} to {number(example.to, 1)}.
        </p>
      )}
      {data.revisions && (
        <p>
          {data.revisions.most < 0.005
            ? `Of ${number(data.revisions.weeks)} weeks none is said otherwise now than at its own end.`
            : `What each of ${number(data.revisions.weeks)} weeks was said to be at its own end, and what is said of it now, differ by ${number(data.revisions.mean, 2)} points on average, and by ${number(data.revisions.most, 2)} at most.`}{' '}
          The table of the chart has both.
        </p>
      )}
      <p className="tiny">
        Source of the method: the chained matched-sample index of the Consumer Price Index Manual (ILO and others,
        2020), chapter 9; STL by Cleveland and others (1990); percentile bootstrap by Efron and Tibshirani (1993).
        Limits: a few companies weigh most, and new companies come in only by their growth.
      </p>
    </section>
  )
}
