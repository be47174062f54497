import { readConfig } from '@/lib/config'
import { SOURCES } from '@/lib/sources'
import type { Source } from '@/lib/sources/source'

/** Every kind of source that can be added, by the address that people see, and whether this installation may read it. */
export function SourceKinds() {
  const config = readConfig()
  const kinds = SOURCES as readonly unknown[] as readonly Source[]
  return (
    <section id="kinds">
      <h3>What can be added</h3>
      <table className="table dense">
        <caption className="hidden">Kinds of source that can be added</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">State here</th>
            <th className="only-wide" scope="col">
              For example
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => {
            const state = kind.enabled(config)
            return (
              <tr key={kind.kind}>
                <td>
                  {kind.title}
                  <span className="sub">{kind.description}</span>
                </td>
                <td>
                  {'off' in state ? (
                    <>
                      <span className="state off">off</span>
                      <span className="sub">
                        {state.off.message} {state.off.next}
                      </span>
                    </>
                  ) : (
                    <span className="state">ready</span>
                  )}
                </td>
                <td className="soft only-wide">{kind.example}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
