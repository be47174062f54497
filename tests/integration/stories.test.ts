import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestMany } from '@/lib/ingest/due'
import { importFile } from '@/lib/ingest/importFile'
import { settleRest, settleStories } from '@/lib/ingest/stories'
import { article } from '@/lib/queries/articles'
import { readView } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const now = new Date('2025-10-16T10:00:00Z')
const report =
  'Tarn Compute, a company in Leeds that rents graphics processors by the hour, has raised $140 million in a Series B round, it said on Tuesday. Hollis Ventures led the deal and Quarry Capital joined. The company was valued at $900 million before the money came in. Tarn employs 85 people and wants to double that by next summer.'
const later = report
  .replace('$140 million', '$260 million')
  .replace('Series B', 'Series C')
  .replace('$900 million', '$2.1 billion')

type Item = { link: string; title: string; text: string; day: string }
const rss = (title: string, items: readonly Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title><link>https://x.example/</link><description>d</description>${items
    .map(
      (i) =>
        `<item><title>${i.title}</title><link>${i.link.replace(/&/g, '&amp;')}</link><pubDate>${new Date(i.day).toUTCString()}</pubDate><description>${i.text}</description></item>`,
    )
    .join('')}</channel></rss>`

describe('the stories of articles', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const storyOf = async (url: string): Promise<bigint | null> =>
    (await test.db.article.findUniqueOrThrow({ where: { url }, select: { storyId: true } })).storyId

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/wire.xml': {
        body: rss('Wire', [
          {
            link: 'https://wire.example/tarn-b',
            title: 'Tarn raises $140 million',
            text: report,
            day: '2025-09-30T09:00:00Z',
          },
          {
            link: 'https://wire.example/tarn-c',
            title: 'Tarn raises $260 million',
            text: later,
            day: '2025-10-02T09:00:00Z',
          },
        ]),
      },
      '/paper.xml': {
        body: rss('Paper', [
          {
            link: 'https://paper.example/money/1',
            title: 'GPU renter lands funds',
            text: `LEEDS, Oct 2 (Wire) - ${report} Subscribe to our letter.`,
            day: '2025-10-02T09:00:00Z',
          },
          {
            link: 'https://amp.wire.example/tarn-b?utm_source=x',
            title: 'Tarn',
            text: 'Tarn Compute, a company …',
            day: '2025-10-01T09:00:00Z',
          },
          {
            link: 'https://paper.example/rain',
            title: 'Rain is due in the north',
            text: 'Rain is due in the north until Friday, forecasters said in Oslo.',
            day: '2025-10-01T09:00:00Z',
          },
        ]),
      },
    })
    for (const feed of ['wire.xml', 'paper.xml'])
      await addSource(test.db, `${site.base}${feed}`, { config: site.config(), now })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('are one for a copy by another outlet and for the AMP address, whichever feed brought them', async () => {
    const story = await storyOf('https://wire.example/tarn-b')
    expect(story).not.toBeNull()
    expect(await storyOf('https://paper.example/money/1')).toBe(story)
    expect(await storyOf('https://amp.wire.example/tarn-b')).toBe(story)
  })

  it('are named beside each article', async () => {
    const { id } = await test.db.article.findUniqueOrThrow({ where: { url: 'https://paper.example/money/1' } })
    const { copies } = await article(String(id), readView({}).view, test.db, {}, now)
    expect(copies.map((c) => c.url)).toEqual(['https://wire.example/tarn-b', 'https://amp.wire.example/tarn-b'])
  })

  it('are apart for the next round in the same words, and none for what stands alone', async () => {
    expect(await storyOf('https://wire.example/tarn-c')).toBeNull()
    expect(await storyOf('https://paper.example/rain')).toBeNull()
  })

  it('make of a copy one more piece of evidence for the same event, although it came out in another quarter', async () => {
    const rounds = await test.db.signal.findMany({ where: { type: 'funding' }, include: { evidence: true } })
    const urls = await test.db.article.findMany({ where: { storyId: { not: null }, text: { contains: '$140' } } })
    const first = rounds.filter((s) => s.evidence.some((e) => urls.some((u) => u.id === e.articleId)))
    expect(first).toHaveLength(1)
    expect(new Set(first[0]?.evidence.map((e) => e.articleId)).size).toBe(2)
  })

  it('stay as they are when they are sought again, and when the same bytes come again', async () => {
    const state = async () => ({
      articles: await test.db.article.findMany({ select: { url: true, storyId: true }, orderBy: { url: 'asc' } }),
      keys: await test.db.storyKey.findMany({ orderBy: { articleId: 'asc' } }),
      evidence: await test.db.evidence.count(),
      version: await test.db.dataVersion.findFirst(),
    })
    const before = await state()
    const ids = await test.db.article.findMany({ select: { id: true } })
    expect(
      await settleStories(
        test.db,
        ids.map((a) => a.id),
      ),
    ).toMatchObject({ joined: 0 })
    expect(await settleRest(test.db)).toEqual({ compared: 0, joined: 0 })
    expect(await state()).toEqual(before)
  })

  it('are found afterwards for what a process left uncompared when it died', async () => {
    const copy = await test.db.article.findUniqueOrThrow({ where: { url: 'https://paper.example/money/1' } })
    await test.db.article.update({ where: { id: copy.id }, data: { storyId: null } })
    await test.db.storyKey.delete({ where: { articleId: copy.id } })
    await ingestMany(test.db, [], { config: site.config(), now })
    expect(await storyOf('https://paper.example/money/1')).toBe(await storyOf('https://wire.example/tarn-b'))
  })

  it('take in what is imported, and nothing of a dry run', async () => {
    const csv = (url: string) =>
      Buffer.from(`url,title,published,text\n${url},Tarn gets money,2025-10-01,"${report}"\n`)
    await importFile(test.db, 'articles', csv('https://dry.example/1'), { now, dryRun: true })
    expect(await test.db.article.count({ where: { url: 'https://dry.example/1' } })).toBe(0)
    await importFile(test.db, 'articles', csv('https://import.example/1'), { now })
    expect(await storyOf('https://import.example/1')).toBe(await storyOf('https://wire.example/tarn-b'))
  })

  it('cost no more for the thousandth text with the same footer', async () => {
    const footer =
      ' Gannet Storage, founded in 2014, is a leading maker of storage. Its arrays hold data for hospitals and banks.'
    const rows = Array.from({ length: 600 }, (_, i) => ({
      url: `https://pr.example/${i}`,
      title: `Notice ${i} of Gannet Storage`,
      published: '2025-10-01',
      text: `Gannet Storage said today that it has put array number ${i * 7 + 100} to work in hall ${i * 3 + 5}.${footer}`,
    }))
    await importFile(test.db, 'articles', Buffer.from(JSON.stringify(rows)), { now })
    const joined = await test.db.article.count({
      where: { url: { startsWith: 'https://pr.example/' }, storyId: { not: null } },
    })
    expect(joined).toBe(0)
  })
})
