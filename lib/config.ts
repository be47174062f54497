import path from 'node:path'
import { z } from 'zod'
import { WaveError } from '@/lib/errors'

const url = z.url({ protocol: /^https?$/ }).transform((v) => (v.endsWith('/') ? v : `${v}/`))
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
const blankIsAbsent = (v: unknown) => (v === '' ? undefined : v)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())
const withDefault = <T extends z.ZodType>(schema: T, value: z.input<T>) =>
  z.preprocess((v) => blankIsAbsent(v) ?? value, schema)

const flag = z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true')

/** What a `frame-ancestors` list may have: `*`, a host or an origin, each with `*.` in front of it if need be. */
const embedder = /^(\*|(https?:\/\/)?(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?)$/

const schema = z.object({
  /** Port of the web server. */
  PORT: withDefault(z.coerce.number('takes a number').int('takes a whole number').min(1).max(65_535), 3000),
  /** Address that the web server listens on; loopback unless the operator opens it. */
  HOST: withDefault(z.string().min(1), '127.0.0.1'),
  /** Replaces the embedded server. */
  DATABASE_URL: optional(databaseUrl),
  /** Where the embedded server, the operator's token and the run's state are kept. */
  DATA_DIR: withDefault(z.string().min(1), '.data'),
  /** Hosts (`host` or `host:port`) that the outbound guard lets through although their address is private. */
  ALLOW_PRIVATE_HOSTS: withDefault(
    z.string().transform((v) =>
      v
        .split(/[\s,]+/)
        .filter((h) => h !== '')
        .map((h) => h.toLowerCase()),
    ),
    '',
  ),
  /** Sites that may show a chart of ours in a frame (`blog.example`, `https://*.example.org`, `*` for all); none beside our own. */
  EMBED_HOSTS: withDefault(
    z
      .string()
      .transform((v) =>
        v
          .split(/[\s,]+/)
          .filter((h) => h !== '')
          .map((h) => h.toLowerCase().replace(/\/$/, '')),
      )
      .refine((list) => list.every((h) => embedder.test(h)), 'takes hosts or origins, or * for every site'),
    '',
  ),
  /** Asked for by every route that writes. Made at the first start when absent. */
  OPERATOR_TOKEN: optional(z.string().min(12, 'needs at least 12 characters')),
  /** An address (mail or web) that goes into the User-Agent. The SEC asks for one. */
  CONTACT: optional(
    z
      .string()
      .min(3)
      .max(200)
      .regex(/^[\x20-\x7e]+$/, 'takes printable ASCII only'),
  ),
  FRED_API_KEY: optional(z.string().regex(/^[0-9a-z]{32}$/, 'is 32 lower-case letters and digits')),
  /** The registration key of the BLS. */
  BLS_API_KEY: optional(z.string().regex(/^[0-9a-zA-Z-]{16,64}$/, 'is the registration key that the BLS mailed')),
  /** Shows fetched texts whole: only where the installation is not public. */
  SHOW_FETCHED_TEXT: withDefault(flag, '0'),
  /** The address under which readers reach the site; used in links of exports. */
  PUBLIC_URL: optional(url),
  /** An OpenAI-compatible endpoint (`http://127.0.0.1:11434/v1`) for the optional model extractor; off without it. */
  MODEL_BASE_URL: optional(url),
  /** The model's name there; needed with MODEL_BASE_URL. */
  MODEL_NAME: optional(z.string().min(1).max(200)),
  /** Sent as a bearer token to MODEL_BASE_URL alone, never shown. */
  MODEL_API_KEY: optional(
    z
      .string()
      .min(1)
      .max(500)
      .regex(/^[\x21-\x7e]+$/, 'takes printable ASCII without spaces'),
  ),
  FRED_BASE_URL: withDefault(url, 'https://fred.stlouisfed.org/'),
  FRED_API_BASE_URL: withDefault(url, 'https://api.stlouisfed.org/'),
  HIRING_LAB_BASE_URL: withDefault(url, 'https://raw.githubusercontent.com/'),
  SEC_BASE_URL: withDefault(url, 'https://data.sec.gov/'),
  SEC_ARCHIVES_BASE_URL: withDefault(url, 'https://www.sec.gov/'),
  SEC_SEARCH_BASE_URL: withDefault(url, 'https://efts.sec.gov/'),
  GREENHOUSE_BASE_URL: withDefault(url, 'https://boards-api.greenhouse.io/'),
  LEVER_BASE_URL: withDefault(url, 'https://api.lever.co/'),
  ASHBY_BASE_URL: withDefault(url, 'https://api.ashbyhq.com/'),
  SMARTRECRUITERS_BASE_URL: withDefault(url, 'https://api.smartrecruiters.com/'),
  WORKABLE_BASE_URL: withDefault(url, 'https://apply.workable.com/'),
  /** Each company has a host of its own below it; an override serves all of them. */
  RECRUITEE_BASE_URL: withDefault(url, 'https://recruitee.com/'),
  /** Each company has a host of its own below it; an override serves all of them. */
  WORKDAY_BASE_URL: withDefault(url, 'https://myworkdayjobs.com/'),
  /** Each company has a host of its own below it; an override serves all of them. */
  PERSONIO_BASE_URL: withDefault(url, 'https://jobs.personio.de/'),
  BLS_BASE_URL: withDefault(url, 'https://api.bls.gov/'),
  HN_BASE_URL: withDefault(url, 'https://hn.algolia.com/'),
})

export type Config = z.output<typeof schema>
/** The settings' names, for the documentation test. */
export const CONFIG_NAMES = Object.keys(schema.shape) as (keyof Config)[]

/**
 * The environment as typed settings. A wrong value is an error `bad-config` of one line that names the variable; the
 * value itself is not repeated, since it may be a secret.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = schema.safeParse(env)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0] ?? 'the environment')
    throw new WaveError('bad-config', `${name} ${issue?.message ?? 'is wrong'}`, `Correct ${name} or leave it unset.`)
  }
  return { ...parsed.data, DATA_DIR: path.resolve(/* turbopackIgnore: true */ process.cwd(), parsed.data.DATA_DIR) }
}
