import { dayWords } from '@/components/charts/format'
import type { Day } from '@/lib/dates'
import { type View, viewParams } from '@/lib/view'
import { type Extra, pageAddress } from './address'
import { CompanyPicker } from './CompanyPicker'
import { CopyLink } from './CopyLink'
import { AsOfMenu, type Choice, CompaniesMenu, GrainMenu, RangeMenu, RolesMenu } from './ViewMenus'

/** A piece of the view in words: a plain text, or a word that opens the menu which changes it. */
export type ViewPiece =
  | string
  | { menu: 'roles'; label: string; choices: Choice[] }
  | { menu: 'companies'; label: string; chosen: { company: string; name: string }[]; all: string }
  /** Another company's page in place of this one. */
  | { menu: 'company'; label: string; company: string }
  | { menu: 'grain'; label: string }
  | { menu: 'range'; label: string; from: Day | null; to: Day | null }
  | { menu: 'asOf'; label: string }
  | { menu: 'choice'; name: string; label: string; choices: { label: string; href: string; current: boolean }[] }

/**
 * The whole view as a sentence: the address in words. Each accent word is a button with a menu of links or a form, and
 * works without JavaScript. On a past `asOf` the bar turns and offers the way back.
 */
export function ViewBar({
  path,
  view,
  pieces,
  extra,
}: {
  path: string
  view: View
  pieces: ViewPiece[]
  /** What the page's address has beside the view. */
  extra?: Extra
}) {
  return (
    <section className={view.asOf ? 'viewbar past' : 'viewbar'} aria-label="What is shown">
      <div className="wrap">
        <p className="sentence">
          {pieces.map((piece, i) =>
            typeof piece === 'string' ? (
              <span key={i}>{piece}</span>
            ) : (
              <button className="word" type="button" popoverTarget={menuId(piece)} key={i}>
                {piece.label}
              </button>
            ),
          )}
          .
        </p>
        <p className="tools">
          {view.asOf && <a href={pageAddress(path, view, { asOf: null }, extra)}>Back to latest</a>}
          <CopyLink />
        </p>
      </div>
      {pieces.map((piece, i) =>
        typeof piece === 'string' ? null : (
          <div className="menu" popover="auto" id={menuId(piece)} key={i}>
            <MenuOf piece={piece} path={path} view={view} extra={extra} />
          </div>
        ),
      )}
    </section>
  )
}

const menuId = (piece: Exclude<ViewPiece, string>): string =>
  piece.menu === 'choice' ? `view-${piece.name}` : `view-${piece.menu}`

function MenuOf({
  piece,
  path,
  view,
  extra,
}: {
  piece: Exclude<ViewPiece, string>
  path: string
  view: View
  extra?: Extra | undefined
}) {
  switch (piece.menu) {
    case 'roles':
      return <RolesMenu path={path} view={view} choices={piece.choices} />
    case 'companies':
      return <CompaniesMenu path={path} view={view} chosen={piece.chosen} all={piece.all} />
    case 'company':
      return (
        <CompanyPicker
          as="go"
          chosen={[{ company: piece.company, name: piece.label }]}
          query={viewParams(view).toString()}
        />
      )
    case 'grain':
      return <GrainMenu path={path} view={view} extra={extra} />
    case 'range':
      return <RangeMenu path={path} view={view} extra={extra} from={piece.from} to={piece.to} />
    case 'asOf':
      return <AsOfMenu path={path} view={view} extra={extra} />
    case 'choice':
      return piece.choices.map((choice) => (
        <a href={choice.href} aria-current={choice.current ? 'true' : undefined} key={choice.href}>
          {choice.label}
        </a>
      ))
  }
}

/** `, as known on 10 Oct 2026`: the last piece of every sentence. */
export const asOfPieces = (view: View, today: Day): ViewPiece[] => [
  ', as known on ',
  { menu: 'asOf', label: dayWords(view.asOf ?? today) },
]
