import { Fragment, useEffect, useRef } from 'react'

const KEYS: { where: string; keys: { press: readonly string[]; does: string }[] }[] = [
  {
    where: 'Anywhere',
    keys: [
      { press: ['Ctrl K', 'Cmd K', '/'], does: 'Find a role, company, series or signal' },
      { press: ['?'], does: 'This list' },
      { press: ['Tab'], does: 'To the next link, field or chart; the first one leads to the content' },
      { press: ['Esc'], does: 'Closes what is open: this list, a menu, the evidence' },
    ],
  },
  {
    where: 'While finding',
    keys: [
      { press: ['Up', 'Down'], does: 'Move through what was found' },
      { press: ['Page Up', 'Page Down'], does: 'To the first, to the last' },
      { press: ['Enter'], does: 'Opens it' },
    ],
  },
  {
    where: 'In a chart',
    keys: [
      { press: ['Left', 'Right'], does: 'The point before, the next one; in a chart of rows, Up and Down' },
      { press: ['Up', 'Down'], does: 'Another series at the same point; in a chart of rows, Left and Right' },
      { press: ['Home', 'End'], does: 'The first point, the last one' },
      { press: ['Enter', 'Space'], does: 'Pins the point and opens its evidence' },
      { press: ['Esc'], does: 'Lets it go' },
    ],
  },
]

/** The keys that exist. */
export function KeysHelp({ close }: { close: () => void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <div className="keys">
      <h2>Keys</h2>
      {KEYS.map(({ where, keys }) => (
        <Fragment key={where}>
          <h3>{where}</h3>
          <dl>
            {keys.map(({ press, does }) => (
              <div key={press.join()}>
                <dt>
                  {press.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </Fragment>
      ))}
      <p>
        <button className="button" type="button" onClick={close} ref={button}>
          Close
        </button>
      </p>
    </div>
  )
}
