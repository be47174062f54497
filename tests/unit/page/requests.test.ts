import { NextRequest } from 'next/server'
import { describe, expect, it, vi } from 'vitest'
import { errorAnswer, isSameOrigin, originOf, searchParamsOf } from '@/app/_http/answers'
import { readEvidence } from '@/components/page/evidenceQuery'
import { quoted, roundWords, safeHref, whenWords, windowWords } from '@/components/page/signalWords'
import { segmentWords } from '@/lib/analytics/words'
import { WaveError } from '@/lib/errors'

const request = (headers: Record<string, string>) =>
  new NextRequest('http://wave.test/api/sources', { method: 'POST', headers: { host: 'wave.test', ...headers } })

describe('a form that another site sends', () => {
  it('is told from our own by what the browser says', () => {
    expect(isSameOrigin(request({ 'sec-fetch-site': 'same-origin' }))).toBe(true)
    expect(isSameOrigin(request({ 'sec-fetch-site': 'cross-site' }))).toBe(false)
    expect(isSameOrigin(request({ origin: 'http://wave.test' }))).toBe(true)
    expect(isSameOrigin(request({ origin: 'http://evil.test' }))).toBe(false)
    expect(isSameOrigin(request({ origin: 'null' }))).toBe(false)
  })
})

describe('the address of the installation', () => {
  it('takes the setting, then the host that was asked for, and never a header that is no host', () => {
    expect(originOf(new Headers({ host: 'a.test:3000' }), 'https://wave.example/')).toBe('https://wave.example')
    expect(originOf(new Headers({ host: 'a.test:3000', 'x-forwarded-proto': 'https' }), undefined)).toBe(
      'https://a.test:3000',
    )
    expect(originOf(new Headers({ host: 'a.test/"><script>' }), undefined)).toBe('http://localhost')
  })
})

describe('an error of the API', () => {
  it('keeps the cause of what was not expected to the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const body = JSON.stringify(await errorAnswer(new WaveError('internal', 'password=x', 'Try again.')).json())
    expect(body).not.toContain('password')
    expect(log).toHaveBeenCalledOnce()
    log.mockRestore()
    const known = errorAnswer(new WaveError('bad-view', 'grain=year', 'Take week.'))
    expect(known.status).toBe(400)
    expect(await known.json()).toEqual({ error: { code: 'bad-view', message: 'grain=year', next: 'Take week.' } })
  })
})

describe('a question for evidence', () => {
  it('keeps the view’s keys apart from those of the mark', () => {
    const params = searchParamsOf(
      new URLSearchParams('chart=role-trend&role=sre&role=networking&evidenceRole=sre&first=2026-02-16'),
    )
    const { query, view } = readEvidence(params)
    expect(query).toEqual({ chart: 'role-trend', first: '2026-02-16', role: 'sre' })
    expect(view.roles).toEqual(['sre', 'networking'])
  })
  it('refuses a day that does not exist and a question without a chart, in words', () => {
    expect(() => readEvidence({ chart: 'coverage', first: '2026-02-30' })).toThrow(/2026-02-30 is not a day/)
    expect(() => readEvidence({})).toThrow(/No chart/)
  })
})

describe('words for what was found', () => {
  it('says a day only as exactly as it is known', () => {
    expect(whenWords('2026-01-01', 'half')).toBe('first half of 2026')
    expect(whenWords('2025-09-15', 'month')).toBe('Sep 2025')
    expect(whenWords('2026-05-01', 'quarter')).toBe('Q2 2026')
  })
  it('sets quotations with curly marks, also inside them', () => {
    expect(quoted('He said "yes" and it\'s done')).toBe('“He said ‘yes’ and it’s done”')
  })
  it('links to web addresses alone', () => {
    expect(safeHref('javascript:alert(1)')).toBeNull()
    expect(safeHref('https://example.com/a')).toBe('https://example.com/a')
  })
  it('names a round and a window as people do, and says what was not published', () => {
    expect(roundWords('series-b', 'equity')).toBe('Series B')
    expect(roundWords('debt', 'debt')).toBe('Debt')
    expect(roundWords('unknown', 'strategic')).toBe('Strategic')
    expect(roundWords('unknown', 'equity')).toBe('Stage not published')
    expect(windowWords('2026-H1')).toBe('first half of 2026')
    expect(windowWords('2027')).toBe('2027')
  })
  it('writes a segment as the trade does', () => {
    expect(segmentWords('gpu-cloud')).toBe('GPU cloud')
    expect(segmentWords('chips')).toBe('Chips')
  })
})
