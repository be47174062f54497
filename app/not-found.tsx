import type { Metadata } from 'next'
import { Empty } from '@/components/page/States'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="wrap section">
      <Empty
        title="There is no such page"
        as="h1"
        why="The role, company, article or chart of this address is not known here. An address once published keeps working, so it was probably mistyped."
        steps={[
          { label: 'Overview', href: '/' },
          { label: 'Roles', href: '/roles' },
          { label: 'Companies', href: '/companies' },
        ]}
      />
    </main>
  )
}
