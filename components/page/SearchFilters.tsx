import { Lens } from '@/components/ui/Icons'
import type { View } from '@/lib/view'
import type { Extra } from './address'
import { Kept } from './ViewMenus'

interface Choice {
  name: string
  label: string
  value: string
  options: { value: string; label: string }[]
}

/** Words to search a list for, beside what narrows it down; the view and `extra` are kept. Works without JavaScript. */
export function SearchFilters({
  path,
  view,
  label,
  question,
  choices,
  extra,
}: {
  path: string
  view: View
  label: string
  question: string | undefined
  choices: Choice[]
  extra?: Extra
}) {
  return (
    <search>
      <form className="search-filters" action={path} method="get">
        <Kept view={view} without={[]} extra={extra} />
        <label className="words">
          <span>{label}</span>
          <span className="field">
            <Lens />
            <input
              type="search"
              name="q"
              defaultValue={question}
              maxLength={200}
              placeholder="liquid cooling, “data centre”, GPU or TPU, -layoffs"
              enterKeyHint="search"
            />
          </span>
        </label>
        {choices.map((choice) => (
          <label key={choice.name}>
            <span>{choice.label}</span>
            <select name={choice.name} defaultValue={choice.value}>
              {choice.options.map((option) => (
                <option value={option.value} key={option.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button className="button" type="submit">
          Search
        </button>
      </form>
    </search>
  )
}
