import { ROLE_COLOURS } from '@/components/charts/tokens'
import { type RoleSlug, roleOf } from '@/lib/signals/taxonomy'

/** A role with its square; colour never stands alone. */
export function RoleName({ role, href }: { role: RoleSlug; href?: string }) {
  const name = roleOf(role)?.name ?? role
  return (
    <span className="name">
      <RoleSwatch role={role} />
      {href ? <a href={href}>{name}</a> : name}
    </span>
  )
}

export function RoleSwatch({ role }: { role: RoleSlug }) {
  return <span className="swatch" style={{ background: `var(--role-${ROLE_COLOURS[role].code.toLowerCase()})` }} />
}
