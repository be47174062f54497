import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { MarkedText } from '@/components/page/MarkedText'
import type { ArticleData } from '@/lib/queries/types'

type Quote = ArticleData['quotes'][number]

const quote = (text: string, words: string, signalId: string): Quote => {
  const start = text.indexOf(words)
  return { start, end: start + words.length, quote: words, signalId, type: 'funding', summary: `about ${signalId}` }
}
const render = (text: string, quotes: Quote[]) => renderToStaticMarkup(createElement(MarkedText, { text, quotes }))
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')

describe('an article with its evidence marked', () => {
  it('loses and repeats nothing where quotes overlap', () => {
    const text = 'Lambda raised $480m from Nvidia, and will hire 200 people.'
    const html = render(text, [
      quote(text, 'raised $480m from Nvidia', 'a'),
      quote(text, 'from Nvidia, and will hire', 'b'),
    ])
    expect(words(html)).toBe(text)
    expect(html.match(/<mark/g)).toHaveLength(3)
    expect(html).toContain('Funding: about a\nFunding: about b')
  })

  it('counts offsets as UTF-16, so that an emoji before a quote moves nothing', () => {
    const text = '🚀🚀 Crusoe opens a site.'
    expect(render(text, [quote(text, 'Crusoe opens', 'a')])).toMatch(/<mark[^>]*>Crusoe opens<\/mark>/)
  })

  it('leaves out a quote that lies outside the text and never lets markup through', () => {
    const text = 'A <script>alert(1)</script> & more'
    const html = render(text, [{ ...quote(text, 'more', 'a'), end: 900 }])
    expect(html).not.toContain('<script')
    expect(html).not.toContain('<mark')
    expect(words(html)).toBe(text)
  })
})
