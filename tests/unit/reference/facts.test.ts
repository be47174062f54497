import { describe, expect, it } from 'vitest'
import { boardKey, countSpells, rowsOf } from './dataset'

/** The count of the day's best reading of a company, whoever read it. */
function openings(companySlug: string, day: string): number | null {
  const best = rowsOf('readings').filter((r) => r.companySlug === companySlug && r.readOn === day && r.best === '1')
  const [reading] = best
  return best.length === 1 && reading && reading.completeness === 'whole' ? Number(reading.count) : null
}

const observation = (file: string, seriesId: string, period: string): number | null => {
  const rows = rowsOf(file).filter((o) => o.seriesId === seriesId && o.period === period)
  return rows.length === 1 ? Number(rows[0]?.value) : null
}

describe('what the reference data can truly say', () => {
  it('Anthropic listed its first posting for data centres on 2025-11-04, and 16 on 2026-08-22', () => {
    const counts = countSpells('labs', (p) => p.companySlug === 'anthropic' && /data ?cent(er|re)/i.test(p.title ?? ''))
    const on = (day: string) => counts.get(`greenhouse anthropic ${day}`) ?? 0
    const before = rowsOf('readings').filter(
      (r) => r.companySlug === 'anthropic' && r.reader === 'labs' && (r.readOn ?? '') < '2025-11-04',
    )
    expect(before[0]?.readOn).toBe('2025-09-10')
    expect(before.map((r) => on(r.readOn ?? '')).filter((n) => n > 0)).toEqual([])
    expect(on('2025-11-04')).toBeGreaterThan(0)
    expect([on('2026-04-07'), on('2026-08-22')]).toEqual([8, 16])
  })

  it('announced its 50 billion dollars with Fluidstack eight days later', () => {
    const deal = rowsOf('capacity').find((c) => c.companySlug === 'anthropic' && c.announcedOn === '2025-11-12')
    expect(deal).toMatchObject({ valueMinor: '5000000000000', currency: 'USD', counterparty: 'Fluidstack' })
  })

  it('Lambda had 88, 92, 32, 61 and 90 openings, and nobody read its board between December and May', () => {
    const days = ['2025-10-25', '2025-12-20', '2026-05-29', '2026-08-01', '2026-10-05']
    expect(days.map((day) => openings('lambda', day))).toEqual([88, 92, 32, 61, 90])
    const between = rowsOf('readings').filter(
      (r) => r.companySlug === 'lambda' && (r.readOn ?? '') > '2025-12-20' && (r.readOn ?? '') < '2026-05-01',
    )
    expect(between).toEqual([])
  })

  it('Crusoe went from 213 to 351 openings and CoreWeave from 247 to 315', () => {
    expect([openings('crusoe', '2025-10-25'), openings('crusoe', '2026-10-05')]).toEqual([213, 351])
    expect([openings('coreweave', '2026-05-21'), openings('coreweave', '2026-10-05')]).toEqual([247, 315])
  })

  it('tells of Lambda what was publicly reported: money, investor, banks, and a window that slipped twice', () => {
    const total = rowsOf('totals').find((t) => t.companySlug === 'lambda' && t.asOf === '2025-09-12')
    expect(total).toMatchObject({ totalRaisedMinor: '170000000000', amountIs: 'at-least', investors: 'NVIDIA' })
    expect(rowsOf('rounds').some((r) => r.companySlug === 'lambda' && r.investors?.includes('NVIDIA'))).toBe(true)
    const steps = rowsOf('ipo').filter((m) => m.companySlug === 'lambda')
    expect(steps[0]).toMatchObject({
      milestone: 'reported',
      knownOn: '2025-09-12',
      banks: 'Morgan Stanley|J.P. Morgan|Citi',
    })
    expect([...new Set(steps.map((m) => m.window))]).toEqual(['2026-H1', '2026-H2', '2027'])
    const contract = rowsOf('capacity').find((c) => c.companySlug === 'lambda' && c.announcedOn === '2026-08-31')
    expect(contract?.valueMinor).toBe('3500000000000')
    expect(contract?.counterparty).toContain('Anthropic')
  })

  it('the AI share of postings rose while all postings fell', () => {
    const share = ['2025-09-12', '2026-06-30'].map((day) =>
      observation('hiringlab', 'HIRINGLAB_AI_SHARE_US', day)?.toFixed(3),
    )
    expect(share).toEqual(['3.504', '5.881'])
    const index = ['2025-09-12', '2026-06-30'].map((day) => observation('hiringlab', 'IHLIDXUS', day))
    expect(index).toEqual([103.35, 100.96])
  })

  it('growth of 2025 Q2 is 3.0, then 3.3, then 3.8 percent, each from its day on', () => {
    const vintages = rowsOf('gdp')
      .filter((o) => o.period === '2025-Q2')
      .map((o) => [o.vintage, Number(o.value)])
    expect(vintages).toEqual([
      ['2025-07-30', 3],
      ['2025-08-28', 3.3],
      ['2025-09-25', 3.8],
    ])
  })

  it('counts the 110 billion of OpenAI inside the 122 billion that contain it', () => {
    const rounds = rowsOf('rounds').filter((r) => r.companySlug === 'openai' && r.announcedOn?.startsWith('2026'))
    expect(rounds.map((r) => [r.amountMinor, r.partOf])).toEqual([
      ['11000000000000', '2026-03-31'],
      ['12200000000000', null],
    ])
  })
})

describe('traps of the readings', () => {
  it('a board that moved has ended where it was, and begins where it is now', () => {
    const boards = rowsOf('boards')
    const moved = boards
      .filter((b) => b.successor !== null)
      .map((b) => [`${b.kind}:${b.token}`, b.activeTo, b.successor])
    expect(moved).toContainEqual(['greenhouse:perplexityai', '2025-11-04', 'ashby:perplexity'])
    expect(moved).toContainEqual(['greenhouse:runwayml', '2026-04-07', 'ashby:runway-ml'])
    expect(moved).toContainEqual(['greenhouse:cerebrassystems', '2026-06-26', 'ashby:cerebras'])
    for (const [, , successor] of moved) expect(boards.map((b) => `${b.kind}:${b.token}`)).toContain(successor)
    expect(boards.find((b) => b.companySlug === 'fireworks-ai')?.activeTo).toBe('2026-07-31')
  })

  it('a reader that brought nothing counted nothing: no reading says zero by mistake', () => {
    const nothing = rowsOf('readings').filter(
      (r) => r.completeness === 'unknown' && /nothing|not-found|not found/.test(r.note ?? ''),
    )
    expect(nothing.length).toBeGreaterThan(400)
    expect(nothing.filter((r) => r.count !== null)).toEqual([])
  })

  it('a count pinned at a round number is a cap', () => {
    const pinned = rowsOf('readings').filter((r) => r.companySlug === 'nvidia' && r.count === '500')
    expect(pinned.length).toBeGreaterThan(0)
    expect(pinned.filter((r) => r.completeness !== 'capped')).toEqual([])
  })

  it('one reader of OpenAI loses postings: its readings are partial, never whole', () => {
    const labs = rowsOf('readings').filter((r) => r.companySlug === 'openai' && r.reader === 'labs')
    expect(new Set(labs.map((r) => r.completeness))).toEqual(new Set(['partial', 'unknown']))
  })

  it('a posting known from a list of survivors stands on no day of the panel', () => {
    const survivors = new Set(
      rowsOf('postings')
        .filter((p) => p.seenIs === 'survivor')
        .map((p) => `${boardKey(p)} ${p.externalId}`),
    )
    expect(survivors.size).toBeGreaterThan(0)
    expect(rowsOf('spells').filter((s) => survivors.has(`${boardKey(s)} ${s.externalId}`))).toEqual([])
    const panel = rowsOf('spells').filter((s) => s.boardToken === 'deepmind' || s.boardToken === 'inflectionai')
    expect(panel.every((s) => (s.lastDay ?? '') <= '2026-04-08')).toBe(true)
  })

  it('the emptied board of DeepMind is not covered on its last day', () => {
    const last = rowsOf('readings')
      .filter((r) => r.companySlug === 'deepmind')
      .at(-1)
    expect(last).toMatchObject({ readOn: '2026-08-22', count: '10', completeness: 'unknown' })
    expect(last?.note).toContain('emptied')
  })
})
