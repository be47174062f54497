import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeArticleWords } from '@/lib/ingest/articleWords'
import { articles, signals } from '@/lib/queries'
import { askByName } from '@/lib/queries/byName'
import type { Marked } from '@/lib/queries/fullText'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

let base: TestDatabase
const NOW = new Date('2026-11-25T12:00:00Z')

const article = (
  title: string,
  more: Partial<{ text: string; textFrom: string; teaser: string; publisher: string; knownOn: Date }>,
) =>
  base.db.article.create({
    data: {
      url: `https://example.com/${encodeURIComponent(title)}`,
      publisher: 'Example Wire',
      publishedOn: new Date('2026-10-02'),
      knownOn: new Date('2026-10-03'),
      title,
      origin: 'import',
      ...more,
    },
  })

const find = (text: string, filter: Parameters<typeof articles>[2] = {}, view = DEFAULT_VIEW) =>
  articles(view, base.db, { text, ...filter }, NOW)
const titles = async (text: string, filter: Parameters<typeof articles>[2] = {}) =>
  (await find(text, filter)).rows.map((row) => row.title)
const hits = (marked: Marked | undefined) => marked?.filter((piece) => piece.hit).map((piece) => piece.text)

beforeAll(async () => {
  base = await testDatabase()
  await article('Cooling for new halls', {
    text: `It says <b>little</b>. ${'Nothing of note. '.repeat(80)}The operator is hiring forty technicians for liquid cooling in Abilene.`,
    textFrom: 'feed',
  })
  await article('A story behind a door', {
    text: 'The secret zanzibar cluster was mentioned only on the page.',
    textFrom: 'page',
    teaser: 'A teaser of the story, about pelicans.',
  })
  await article('CoreWeave signs a lease', { publisher: 'Other Post' })
})
afterAll(async () => await base.close())

describe.each(['before their words were taken', 'after'])('full-text search over articles, %s', (when) => {
  beforeAll(async () => {
    if (when === 'after') expect(await takeArticleWords(base.db)).toBe(false)
    expect(await base.db.articleWords.count()).toBe(when === 'after' ? 3 : 0)
  })

  it('finds any form of the words, deep in a text, and shows the passage with its hits apart', async () => {
    const found = await find('hire technician')
    expect(found.rows.map((row) => row.title)).toEqual(['Cooling for new halls'])
    const passage = found.passages[found.rows[0]?.id ?? '']
    expect(passage?.from).toBe('text')
    expect(hits(passage?.words)).toEqual(['hiring', 'technicians'])
    expect(passage?.words.map((piece) => piece.text).join('').length).toBeLessThan(400)
  })

  it('reads a phrase, an alternative, a word to leave out and the beginning of a name', async () => {
    expect(await titles('"liquid cooling"')).toEqual(['Cooling for new halls'])
    expect(await titles('"cooling liquid"')).toEqual([])
    expect((await titles('lease or technicians')).sort()).toEqual(['Cooling for new halls', 'CoreWeave signs a lease'])
    expect(await titles('coreweave -lease')).toEqual([])
    const begun = await find('corew')
    expect(begun.rows).toHaveLength(1)
    expect(hits(begun.marks['CoreWeave signs a lease'])).toEqual(['CoreWeave'])
  })

  it('neither finds nor shows by a text that readers may not see whole, unless the installation shows it', async () => {
    expect(await titles('zanzibar')).toEqual([])
    expect(await titles('pelican')).toEqual(['A story behind a door'])
    const shown = await find('zanzibar', { showFetched: true })
    expect(hits(shown.passages[shown.rows[0]?.id ?? '']?.words)).toEqual(['zanzibar'])
    expect(JSON.stringify(await find('story'))).not.toContain('zanzibar')
    expect(JSON.stringify(await askByName('articles', { text: 'zanzibar' }, base.db, NOW))).not.toContain('cluster')
  })

  it('goes by publisher and range, counts publishers, and orders by the answer or by day', async () => {
    expect(await titles('lease or technicians', { publisher: 'Other Post' })).toEqual(['CoreWeave signs a lease'])
    expect((await find('lease or technicians')).publishers).toEqual([
      { publisher: 'Example Wire', n: 1 },
      { publisher: 'Other Post', n: 1 },
    ])
    expect((await find('lease', {}, { ...DEFAULT_VIEW, to: '2026-10-01' })).total).toBe(0)
    expect((await find('lease', {}, { ...DEFAULT_VIEW, asOf: '2026-10-02' })).total).toBe(0)
    if (when === 'after')
      expect((await titles('cooling or coreweave', { order: 'best' }))[0]).not.toBe('A story behind a door')
  })

  it('says so where there is no word to look for, and takes any characters', async () => {
    const none = await find('the of')
    expect(none.total).toBe(0)
    expect(none.notes.join()).toContain('nothing can be found by them')
    for (const odd of [`%_\\ <">'`, '\0', `'); DROP TABLE articles; --`, '((((', '& | !', ':*', '"', '💥'])
      expect((await find(odd)).total, odd).toBe(0)
  })
})

describe('words of an article', () => {
  it('are its own after its text has changed', async () => {
    const row = await article('Changing', { text: 'first draft about walruses', textFrom: 'feed' })
    await takeArticleWords(base.db)
    expect(await titles('walrus')).toEqual(['Changing'])
    await base.db.article.update({ where: { id: row.id }, data: { text: 'second draft about otters' } })
    expect(await titles('walrus')).toEqual([])
    expect(await titles('otter')).toEqual(['Changing'])
    await takeArticleWords(base.db)
    expect(await titles('otter')).toEqual(['Changing'])
    await base.db.article.update({ where: { id: row.id }, data: { pageNote: 'unchanged otherwise' } })
    expect(await base.db.articleWords.count({ where: { articleId: row.id } })).toBe(1)
  })
})

describe('full-text search over signals', () => {
  it('finds by the sentence, the company and the words of the evidence, and marks what it found', async () => {
    await base.db.signal.create({
      data: {
        id: 'told',
        type: 'capacity',
        companyName: 'Nebius',
        occurredOn: new Date('2026-09-01'),
        knownOn: new Date('2026-09-02'),
        status: 'planned',
        confidence: 0.9,
        summary: 'A site of 300 MW is planned in Finland.',
        extractorVersion: 'test',
        origin: 'import',
        evidence: {
          create: { kind: 'quote', quote: 'It will employ many electricians.', hash: 'h', origin: 'import' },
        },
      },
    })
    const ask = (text: string) => signals(DEFAULT_VIEW, base.db, { text }, NOW)
    for (const text of ['planned site', 'nebius', 'electrician', 'electri'])
      expect(
        (await ask(text)).rows.map((row) => row.id),
        text,
      ).toEqual(['told'])
    expect(hits((await ask('plans')).marks['A site of 300 MW is planned in Finland.'])).toEqual(['planned'])
    expect(hits((await ask('electrician')).marks['It will employ many electricians.'])).toEqual(['electricians'])
    expect((await ask('plumber')).total).toBe(0)
    expect((await ask('plumber')).byType).toEqual({})
  })
})
