import { cookies, headers } from 'next/headers'
import { BottomBar, Footer, type ThemeName, TopBar } from '@/components/page/Bars'
import { Evidence } from '@/components/page/Evidence'
import { PrintNotes } from '@/components/page/PrintNotes'
import { RULES_VERSION } from '@/lib/signals/taxonomy'

export default async function SiteLayout({ children }: { children: React.ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const path = head.get('x-wave-path') ?? '/'
  const chosen = jar.get('theme')?.value
  const theme: ThemeName = chosen === 'light' || chosen === 'dark' ? chosen : 'system'
  return (
    <>
      <a className="skip" href="#content">
        To the content
      </a>
      <TopBar path={path} theme={theme} />
      <main id="content">{children}</main>
      <PrintNotes />
      <Footer rules={RULES_VERSION} />
      <BottomBar path={path} />
      <Evidence />
    </>
  )
}
