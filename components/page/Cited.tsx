import type { ExportFacts } from '@/app/_http/exportFacts'
import { dayWords } from '@/components/charts/format'
import type { Citation } from '@/lib/exports'
import { Copied } from './Copied'

/** A citation in three forms, each to be copied. */
export function Cited({ citation }: { citation: Citation }) {
  return (
    <div className="stack cited">
      <Form label="Text" text={citation.text} />
      <Form label="APA" text={citation.apa} />
      <Form label="BibTeX" text={citation.bibtex} code />
    </div>
  )
}

function Form({ label, text, code = false }: { label: string; text: string; code?: boolean }) {
  return (
    <div className="cite">
      <p className="cite-head">
        <b>{label}</b> <Copied what={label} text={text} />
      </p>
      {code ? <pre className="small">{text}</pre> : <p>{text}</p>}
    </div>
  )
}

/** How to cite a chart: frozen where somebody froze it, else as it is, with what that means and who can freeze it. */
export function CitePanel({ name, query, facts }: { name: string; query: string; facts: ExportFacts }) {
  if (facts.frozen) {
    const { address, frozenOn, citation } = facts.frozen
    return (
      <div className="stack">
        <p>
          Frozen on {dayWords(frozenOn)}: <a href={address}>{`${facts.origin}${address}`}</a> keeps rows, drawing and
          versions as they were, for ever.
        </p>
        <Cited citation={citation} />
      </div>
    )
  }
  return (
    <div className="stack">
      <p>
        <b>Not frozen.</b> The address shows this view with the data of the day on which it is opened.{' '}
        {facts.mayFreeze
          ? 'Frozen, it gets a short address that keeps rows, drawing and versions as they are now.'
          : 'The operator of this site can freeze it: it then gets a short address that keeps everything as it is now. Until then cite the day, as below, or keep the ZIP.'}
      </p>
      {facts.mayFreeze && (
        <form action="/api/citations" method="post">
          <input type="hidden" name="chart" value={name} />
          <input type="hidden" name="query" value={query} />
          <button className="button" type="submit">
            Freeze this chart
          </button>
        </form>
      )}
      <Cited citation={facts.citation} />
    </div>
  )
}
