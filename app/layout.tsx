import '@fontsource-variable/instrument-sans/standard.css'
import '@fontsource-variable/newsreader/wght.css'
import './styles/fonts.css'
import './styles/base.css'
import './styles/house.css'
import './styles/parts.css'
import './styles/signals.css'
import './styles/exports.css'
import './styles/find.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { originOf } from '@/app/_http/answers'
import { cssTokens, TOKENS } from '@/components/charts/tokens'
import { readConfig } from '@/lib/config'

export async function generateMetadata(): Promise<Metadata> {
  return {
    // Previews need whole addresses; only the request knows under which name it was reached.
    metadataBase: new URL(originOf(await headers(), readConfig().PUBLIC_URL)),
    title: { default: 'Hiring Wave', template: '%s · Hiring Wave' },
    description:
      'Where AI-infrastructure hiring is going: openings, capital, listings and growth, each with its evidence.',
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: TOKENS.light.paper },
    { media: '(prefers-color-scheme: dark)', color: TOKENS.dark.paper },
  ],
}

// One table of colours for pages and pictures; without a choice the reader's system decides.
const THEMES =
  `:root{${cssTokens('light')}}` +
  `@media (prefers-color-scheme:dark){:root{${cssTokens('dark')}}}` +
  `:root[data-theme=light]{${cssTokens('light')}}` +
  `:root[data-theme=dark]{${cssTokens('dark')}}` +
  // On paper a page is light, whatever the screen was.
  `@media print{:root,:root[data-theme=dark]{${cssTokens('light')}}}`

export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const chosen = head.get('x-wave-theme') ?? jar.get('theme')?.value
  const theme = chosen === 'light' || chosen === 'dark' ? chosen : undefined
  return (
    <html lang="en" data-theme={theme}>
      <head>
        <style nonce={head.get('x-nonce') ?? undefined} suppressHydrationWarning>
          {THEMES}
        </style>
      </head>
      <body>{children}</body>
    </html>
  )
}
