import { ROLES } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { RoleSwatch } from './RoleName'

/** The taxonomy: each role with its definition and the nearest official occupation. */
export function RolesDefined({ view }: { view: View }) {
  return (
    <section id="roles">
      <h2>The roles</h2>
      <p className="subtitle">A title is judged by what the job does. Nearest occupation: O*NET-SOC 2019.</p>
      <ul className="limits">
        {ROLES.map((role) => (
          <li key={role.slug}>
            <span style={{ paddingTop: 3 }}>
              <RoleSwatch role={role.slug} />
            </span>
            <span>
              <b>
                <a href={pageAddress(`/roles/${role.slug}`, { ...view, roles: [] })}>{role.name}</a>
              </b>{' '}
              <span className="code">{role.code}</span> {role.definition}
              {role.socCode && (
                <span className="muted">
                  {' '}
                  {role.socCode} {role.socTitle}.
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
