import type { Column, TableSpec } from './merge'

const snake = (cell: string): string => cell.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
const column = (cell: string, cast: string, name = snake(cell)): Column => ({
  name: name === 'window' ? '"window"' : name,
  from: cast === 'text' ? `s."${cell}"` : `s."${cell}"::${cast}`,
})
const text = (cell: string, name?: string): Column => column(cell, 'text', name)
const day = (cell: string, name?: string): Column => column(cell, 'date', name)
const whole = (cell: string, name?: string): Column => column(cell, 'int', name)
const big = (cell: string, name?: string): Column => column(cell, 'bigint', name)
const real = (cell: string, name?: string): Column => column(cell, 'float8', name)
const list = (cell: string, name = snake(cell)): Column => ({
  name,
  from: `coalesce(string_to_array(s."${cell}", '|'), '{}')`,
})
const flag = (cell: string, name = snake(cell)): Column => ({
  name,
  from: `coalesce(s."${cell}" IN ('1', 'true'), false)`,
})
const sql = (name: string, from: string): Column => ({ name, from })

const childOf = (table: string, condition: string): string =>
  `EXISTS (SELECT 1 FROM ${table} c WHERE ${condition} AND c.origin <> 'reference')`

const BOARD = 'JOIN boards b ON b.kind = s."boardKind" AND b.token = s."boardToken"'

export const companies: TableSpec = {
  table: 'companies',
  cells: [
    'slug',
    'name',
    'legalName',
    'aliases',
    'segment',
    'hqCity',
    'hqCountry',
    'founded',
    'website',
    'cik',
    'ticker',
    'exchange',
    'listedOn',
    'checkedHow',
    'sourceUrl',
  ],
  key: [text('slug')],
  columns: [
    text('name'),
    text('legalName'),
    list('aliases'),
    sql('segment', `coalesce(s."segment", 'other')`),
    text('hqCity'),
    text('hqCountry'),
    whole('founded'),
    text('website'),
    text('cik'),
    text('ticker'),
    text('exchange'),
    day('listedOn'),
    text('checkedHow', 'note'),
    text('sourceUrl'),
  ],
  // deleting a company takes its boards, rounds and postings with it: not while some of them are a user's
  keep: [
    'boards',
    'sources',
    'postings',
    'filings',
    'ipo_milestones',
    'funding_rounds',
    'totals_raised',
    'capacity',
    'layoffs',
    'signals',
  ]
    .map((table) => childOf(table, 'c.company_slug = t.slug'))
    .join(' OR '),
}

export const boards: TableSpec = {
  table: 'boards',
  cells: ['companySlug', 'kind', 'token', 'activeFrom', 'activeTo', 'note', 'successor'],
  key: [text('kind'), text('token')],
  columns: [text('companySlug'), day('activeFrom'), day('activeTo'), text('note')],
  extra: [text('successor')],
  keep: ['readings', 'postings'].map((table) => childOf(table, 'c.board_id = t.id')).join(' OR '),
}

/** A board that moved names its successor as `kind:token`. */
export const LINK_SUCCESSORS = `
  UPDATE boards t SET successor_id = n.id
  FROM stage_boards s LEFT JOIN boards n ON n.kind || ':' || n.token = s.successor
  WHERE t.kind = s.kind AND t.token = s.token AND t.origin = 'reference' AND t.successor_id IS DISTINCT FROM n.id`

export const readings: TableSpec = {
  table: 'readings',
  cells: [
    'boardKind',
    'boardToken',
    'readOn',
    'readAt',
    'reader',
    'count',
    'completeness',
    'best',
    'postingsKept',
    'source',
    'commit',
    'licence',
    'note',
  ],
  joins: BOARD,
  key: [sql('board_id', 'b.id'), day('readOn'), text('reader')],
  columns: [
    column('readAt', 'timestamptz'),
    text('completeness'),
    // what is not known to be the board is no count; what the reader listed stays in the note
    sql('count', `CASE WHEN s."completeness" <> 'unknown' THEN s."count"::int END`),
    flag('best'),
    sql('postings_kept', `s."completeness" <> 'unknown' AND s."postingsKept" = '1'`),
    text('source'),
    text('commit'),
    text('licence'),
    sql(
      'note',
      `CASE WHEN s."completeness" = 'unknown' AND s."count" IS NOT NULL
            THEN concat_ws('; ', s."count" || ' listed', s."note") ELSE s."note" END`,
    ),
  ],
}

export const postings: TableSpec = {
  table: 'postings',
  cells: [
    'companySlug',
    'boardKind',
    'boardToken',
    'externalId',
    'title',
    'team',
    'location',
    'workplace',
    'employmentType',
    'publishedOn',
    'firstSeen',
    'lastSeen',
    'readers',
    'url',
    'payMinMinor',
    'payMaxMinor',
    'payCurrency',
    'payPeriod',
    'skills',
    'textRead',
    'source',
    'licence',
    'role',
    'roleConfidence',
    'seniority',
    'rulesVersion',
  ],
  joins: BOARD,
  key: [sql('board_id', 'b.id'), text('externalId')],
  columns: [
    text('companySlug'),
    text('title'),
    text('team'),
    text('location'),
    text('workplace'),
    text('employmentType'),
    day('publishedOn'),
    day('firstSeen'),
    day('lastSeen'),
    text('url'),
    big('payMinMinor'),
    big('payMaxMinor'),
    text('payCurrency'),
    text('payPeriod'),
    list('skills'),
    flag('textRead'),
    text('role'),
    real('roleConfidence'),
    text('seniority'),
    text('rulesVersion'),
    text('readers', 'reader'),
    text('source'),
    text('licence'),
  ],
  // an installation's own readings may have seen the posting before or after
  onUpdate: {
    first_seen: `least(s.first_seen, (SELECT min(x.first_day) FROM spells x WHERE x.posting_id = t.id AND x.origin <> 'reference'))`,
    last_seen: `greatest(s.last_seen, (SELECT max(x.last_day) FROM spells x WHERE x.posting_id = t.id AND x.origin <> 'reference'))`,
  },
  keep: childOf('spells', 'c.posting_id = t.id'),
}

export const spells: TableSpec = {
  table: 'spells',
  cells: ['boardKind', 'boardToken', 'externalId', 'reader', 'firstDay', 'lastDay'],
  joins: `${BOARD} JOIN postings p ON p.board_id = b.id AND p.external_id = s."externalId"`,
  key: [sql('posting_id', 'p.id'), text('reader'), day('firstDay')],
  columns: [day('lastDay')],
}

export const rounds: TableSpec = {
  table: 'funding_rounds',
  cells: [
    'companySlug',
    'announcedOn',
    'kind',
    'stage',
    'amountMinor',
    'currency',
    'amountIs',
    'valuationMinor',
    'valuationIs',
    'leadInvestors',
    'investors',
    'partOf',
    'note',
    'grade',
    'sourceUrl',
    'sourceTitle',
    'sourcePublishedOn',
    'secondSourceUrl',
  ],
  key: [text('companySlug'), day('announcedOn'), text('kind'), text('stage'), { ...big('amountMinor'), nullKey: '-1' }],
  columns: [
    day('announcedOn', 'known_on'),
    text('currency'),
    text('amountIs'),
    big('valuationMinor'),
    text('valuationIs'),
    list('leadInvestors'),
    list('investors'),
    text('note'),
    text('grade'),
    text('sourceUrl'),
    text('sourceTitle'),
    text('sourcePublishedOn'),
    text('secondSourceUrl'),
  ],
  extra: [day('partOf')],
}

/** `partOf` is the day of the round of the same company that already includes the amount. */
export const LINK_PARTS = `
  UPDATE funding_rounds t SET part_of_id = w.id
  FROM stage_funding_rounds s
  LEFT JOIN LATERAL (
    SELECT x.id FROM funding_rounds x
    WHERE x.company_slug = s.company_slug AND x.announced_on = s.part_of AND x.origin = 'reference'
    ORDER BY x.amount_minor DESC NULLS LAST LIMIT 1
  ) w ON true
  WHERE t.company_slug = s.company_slug AND t.announced_on = s.announced_on AND t.kind = s.kind AND t.stage = s.stage
    AND coalesce(t.amount_minor, -1) = coalesce(s.amount_minor, -1)
    AND t.origin = 'reference' AND t.part_of_id IS DISTINCT FROM w.id`

export const totals: TableSpec = {
  table: 'totals_raised',
  cells: ['companySlug', 'asOf', 'totalRaisedMinor', 'currency', 'amountIs', 'investors', 'source', 'sourceUrl'],
  key: [text('companySlug'), day('asOf'), sql('source', 'coalesce(s."sourceUrl", s."source")')],
  columns: [big('totalRaisedMinor', 'amount_minor'), text('currency'), text('amountIs'), list('investors')],
}

export const ipo: TableSpec = {
  table: 'ipo_milestones',
  cells: [
    'companySlug',
    'milestone',
    'occurredOn',
    'occurredFrom',
    'knownOn',
    'form',
    'accession',
    'exchange',
    'ticker',
    'priceMinor',
    'priceLowMinor',
    'priceHighMinor',
    'priceCurrency',
    'shares',
    'proceedsUsdMinor',
    'valuationUsdMinor',
    'banks',
    'window',
    'note',
    'grade',
    'sourceUrl',
    'sourcePublishedOn',
    'companyName',
  ],
  key: [text('companyName'), text('milestone'), text('occurredOn'), text('sourceUrl')],
  columns: [
    text('companySlug'),
    day('occurredFrom'),
    day('knownOn'),
    text('form'),
    text('accession'),
    text('exchange'),
    text('ticker'),
    text('priceCurrency', 'currency'),
    big('priceMinor'),
    big('priceLowMinor'),
    big('priceHighMinor'),
    big('shares'),
    big('proceedsUsdMinor'),
    big('valuationUsdMinor'),
    list('banks'),
    text('window'),
    text('note'),
    text('grade'),
    text('sourcePublishedOn'),
  ],
}

export const capacity: TableSpec = {
  table: 'capacity',
  cells: [
    'companySlug',
    'announcedOn',
    'what',
    'megawatts',
    'gpus',
    'valueMinor',
    'currency',
    'counterparty',
    'location',
    'status',
    'sourceUrl',
    'sourcePublishedOn',
  ],
  key: [text('companySlug'), day('announcedOn'), text('what'), text('sourceUrl')],
  columns: [
    day('announcedOn', 'known_on'),
    real('megawatts'),
    whole('gpus'),
    big('valueMinor'),
    text('currency'),
    sql('counterparty', `replace(s."counterparty", '|', ', ')`),
    text('location'),
    text('status'),
    text('sourcePublishedOn'),
  ],
}

export const layoffs: TableSpec = {
  table: 'layoffs',
  cells: ['companySlug', 'announcedOn', 'headcount', 'percent', 'sourceUrl'],
  key: [text('companySlug'), day('announcedOn'), text('sourceUrl')],
  columns: [day('announcedOn', 'known_on'), whole('headcount'), real('percent')],
}

export const series: TableSpec = {
  table: 'series',
  cells: ['id', 'title', 'unit', 'frequency', 'seasonallyAdjusted', 'publisher', 'decimals', 'licence', 'url', 'note'],
  key: [text('id')],
  columns: [
    text('title'),
    text('unit'),
    text('frequency'),
    flag('seasonallyAdjusted'),
    text('publisher'),
    whole('decimals'),
    text('licence'),
    text('url'),
    text('note'),
  ],
  keep: childOf('observations', 'c.series_id = t.id'),
}

export const observations: TableSpec = {
  table: 'observations',
  cells: ['seriesId', 'period', 'periodStart', 'vintage', 'value', 'estimate', 'sourceUrl'],
  key: [text('seriesId'), text('period'), day('vintage')],
  columns: [day('periodStart'), column('value', 'numeric(20,6)'), text('estimate'), text('sourceUrl')],
}

export const hackerNews: TableSpec = {
  table: 'hn_terms',
  cells: ['month', 'counter', 'term', 'count'],
  key: [text('month'), text('counter', 'source'), text('term')],
  columns: [whole('count', 'posts')],
}

export const articles: TableSpec = {
  table: 'articles',
  cells: ['url', 'publisher', 'publishedOn', 'publishedText', 'knownOn', 'title', 'titleIs', 'summary', 'topics'],
  key: [text('url')],
  columns: [
    text('publisher'),
    day('publishedOn'),
    text('publishedText'),
    day('knownOn'),
    text('title'),
    text('titleIs'),
    text('summary'),
    list('topics'),
  ],
}

export const releases: TableSpec = {
  table: 'releases',
  cells: ['agency', 'release', 'period', 'scheduledOn', 'timeLocal', 'timeZone', 'sourceUrl'],
  key: [text('agency'), text('release'), day('scheduledOn')],
  columns: [text('period'), text('timeLocal'), text('timeZone'), text('sourceUrl')],
}
