import type { Metadata } from 'next'
import type { ChartName } from '@/components/charts/types'
import type { ChartParams } from '@/lib/queries'
import { readView, type SearchParams } from '@/lib/view'
import { chartAddress } from './address'

/** A page's title, and as its link's preview the picture of its first chart under the same view. */
export async function preview(
  title: Metadata['title'],
  searchParams: Promise<SearchParams>,
  chart: ChartName,
  params: ChartParams = {},
): Promise<Metadata> {
  const { view } = readView(await searchParams)
  const url = chartAddress(chart, 'png', view, { ...params, shape: 'preview' })
  return {
    title,
    openGraph: {
      type: 'website',
      siteName: 'Hiring Wave',
      images: [{ url, width: 1200, height: 630, alt: 'The chart of this page' }],
    },
    twitter: { card: 'summary_large_image' },
  }
}
