import type { Readable } from 'node:stream'
import { constants, createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { Agent, request } from 'undici'
import type { Config } from '@/lib/config'
import { WaveError } from '@/lib/errors'
import manifest from '../../package.json'
import { checkUrl, guardedConnector, isAllowedPrivate } from './guard'
import { Pace } from './pace'

const MAX_BYTES = 15 * 1024 * 1024
const MAX_TIME_MS = 20_000
const MAX_REDIRECTS = 5
/** Of an answer that is an error, enough to say what it says. */
const MAX_ERROR_BYTES = 64 * 1024

export type Validators = { readonly etag: string | null; readonly lastModified: string | null }

type FetchRequest = {
  readonly url: string
  readonly accept?: string
  /** Sent as JSON with POST; a redirect is followed with GET. */
  readonly post?: Readonly<Record<string, unknown>>
  /** Added to the address when it is sent, never stored or shown. */
  readonly secret?: Readonly<Record<string, string>>
  /** The Authorization header; sent to the address that was asked alone, not to where it redirects. */
  readonly authorization?: string
  /** Sent back as they came, byte for byte. */
  readonly validators?: Validators | null
  readonly pace?: Turn
  /**
   * Asked before a redirect is followed, with where it leads: throws where we may not go, answers the pace there (null: our
   * usual manners).
   */
  readonly onRedirect?: (to: URL) => Promise<Turn | null>
}

/** Whose turns are waited for; `perSecond`: requests a second that they allow, null: our usual gap. */
export type Turn = { readonly key: string; readonly perSecond: number | null }

/** An answer. `bytes` are decompressed, empty for 304; of an error at most 64 KiB. `url` is where redirects ended. */
export type Answer = {
  readonly status: number
  readonly url: string
  /** Where a permanent redirect says that the address lives from now on; null: it did not move. */
  readonly movedTo: string | null
  readonly bytes: Uint8Array
  readonly contentType: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** Seconds or an HTTP date, as it came. */
  readonly retryAfter: string | null
  readonly cacheControl: string | null
}

export type Outbound = {
  /** @throws WaveError `fetch-refused`, `fetch-failed`, `too-large`, `too-slow`; any HTTP status is an answer, not an error */
  fetch(request: FetchRequest): Promise<Answer>
  close(): Promise<void>
}

/** Who we are, truthfully, and whom to write to. */
const userAgent = (contact: string | undefined): string =>
  `HiringWave/${manifest.version} (self-hosted hiring dashboard${contact ? `; contact ${contact}` : ''})`

/** The one client through which everything goes out: guarded at connect, paced by host, capped in bytes and time. */
export function createOutbound(
  config: Pick<Config, 'ALLOW_PRIVATE_HOSTS' | 'CONTACT'>,
  limits: {
    maxBytes?: number
    maxTimeMs?: number
    /** The manners that this client shares with others; its own when absent. */
    pace?: Pace
  } = {},
): Outbound {
  const maxBytes = limits.maxBytes ?? MAX_BYTES
  const maxTimeMs = limits.maxTimeMs ?? MAX_TIME_MS
  const allowed = config.ALLOW_PRIVATE_HOSTS
  const agent = new Agent({
    connect: guardedConnector(allowed, maxTimeMs),
    connections: 4,
    pipelining: 1,
    headersTimeout: maxTimeMs,
    bodyTimeout: maxTimeMs,
    keepAliveTimeout: 5_000,
  })
  const pace = limits.pace ?? new Pace()

  const one = async (
    url: URL,
    asked: FetchRequest,
    isFirst: boolean,
    signal: AbortSignal,
  ): Promise<Answer | Redirect> => {
    checkUrl(url, allowed)
    const sent = new URL(url)
    if (isFirst) for (const [k, v] of Object.entries(asked.secret ?? {})) sent.searchParams.set(k, v)
    const headers: Record<string, string> = {
      'user-agent': userAgent(config.CONTACT),
      accept: asked.accept ?? '*/*',
      'accept-encoding': 'gzip, deflate, br',
    }
    if (isFirst && asked.authorization) headers.authorization = asked.authorization
    if (asked.validators?.etag) headers['if-none-match'] = asked.validators.etag
    if (asked.validators?.lastModified) headers['if-modified-since'] = asked.validators.lastModified
    const body = isFirst && asked.post ? JSON.stringify(asked.post) : null
    if (body) headers['content-type'] = 'application/json'
    const send = () => request(sent, { dispatcher: agent, method: body ? 'POST' : 'GET', headers, body, signal })
    // A connection that was kept open may be closed by the other side at the moment at which it is used again.
    const answer = await send().catch((thrown: unknown) => {
      if (body || !isCut(thrown)) throw thrown
      return send()
    })
    const header = (name: string): string | null => {
      const v = answer.headers[name]
      return (Array.isArray(v) ? v[0] : v) ?? null
    }
    const location = header('location')
    if ([301, 302, 303, 307, 308].includes(answer.statusCode) && location) {
      await answer.body.dump({ limit: MAX_ERROR_BYTES, signal })
      return new Redirect(new URL(location, url), answer.statusCode === 301 || answer.statusCode === 308)
    }
    const isError = answer.statusCode >= 400
    const limit = isError ? MAX_ERROR_BYTES : maxBytes
    const bytes = await readBody(answer.body, header('content-encoding'), limit, isError, url.host)
    return {
      status: answer.statusCode,
      url: url.href,
      movedTo: null,
      bytes,
      contentType: header('content-type'),
      etag: header('etag'),
      lastModified: header('last-modified'),
      retryAfter: header('retry-after'),
      cacheControl: header('cache-control'),
    }
  }

  return {
    async fetch(asked) {
      let url = readUrl(asked.url)
      let moved = true
      let turn = asked.pace ?? null
      // The clock runs while we ask, not while we wait for our turn.
      let leftMs = maxTimeMs
      try {
        for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
          const here = url
          const isTrusted = isAllowedPrivate(here.hostname, here.port, allowed)
          const run = async () => {
            const began = performance.now()
            const answer = await one(here, asked, hop === 0, AbortSignal.timeout(Math.max(1, Math.ceil(leftMs))))
            leftMs -= performance.now() - began
            return answer
          }
          // Who vouches for a host spares it our usual gaps, but not the rate that its publisher names.
          const rate = turn?.perSecond ?? null
          const answer = isTrusted && rate === null ? await run() : await pace.run(turn?.key ?? here.host, rate, run)
          if (!(answer instanceof Redirect)) return { ...answer, movedTo: hop > 0 && moved ? url.href : null }
          if (url.protocol === 'https:' && answer.to.protocol === 'http:') {
            throw new WaveError(
              'fetch-refused',
              `${url.host} redirects from https to http.`,
              'Give the address that it redirects to, if you trust it.',
            )
          }
          moved &&= answer.isPermanent
          url = answer.to
          if (asked.onRedirect && hop < MAX_REDIRECTS) turn = await asked.onRedirect(url)
        }
      } catch (thrown) {
        throw inWords(thrown, url, maxTimeMs)
      }
      throw new WaveError(
        'fetch-failed',
        `${new URL(asked.url).host} redirects more than ${MAX_REDIRECTS} times.`,
        'Open the address in a browser and give the one where it ends.',
      )
    },
    close: () => agent.close(),
  }
}

class Redirect {
  constructor(
    readonly to: URL,
    readonly isPermanent: boolean,
  ) {}
}

/** Whether a connection ended before anything was answered on it. */
const isCut = (thrown: unknown): boolean =>
  /^(?:UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(String((thrown as NodeJS.ErrnoException | null)?.code))

function readUrl(text: string): URL {
  try {
    return new URL(text)
  } catch (cause) {
    throw new WaveError(
      'bad-input',
      `“${text.slice(0, 200)}” is no web address.`,
      'Give an address that begins with https://.',
      { cause },
    )
  }
}

/** The body, decompressed; its size is counted after decompression, so that a small bomb does not get through. */
async function readBody(
  body: Readable,
  encoding: string | null,
  cap: number,
  cut: boolean,
  host: string,
): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let size = 0
  const stream = decompressed(body, encoding)
  try {
    for await (const part of stream) {
      const chunk = part as Buffer
      size += chunk.length
      if (size > cap) {
        if (cut) break
        throw new WaveError(
          'too-large',
          `${host} answered more than ${Math.round(cap / 1024 / 1024)} MiB.`,
          'Ask for a smaller part of it; the cap protects the database.',
        )
      }
      parts.push(chunk)
    }
  } finally {
    stream.destroy()
    body.destroy()
  }
  return Buffer.concat(parts)
}

function decompressed(body: Readable, encoding: string | null): Readable {
  const loose = { finishFlush: constants.Z_SYNC_FLUSH }
  const unpack =
    encoding && /gzip/i.test(encoding)
      ? createGunzip(loose)
      : encoding && /\bbr\b/i.test(encoding)
        ? createBrotliDecompress()
        : encoding && /deflate/i.test(encoding)
          ? createInflate(loose)
          : null
  if (!unpack) return body
  body.on('error', (error) => unpack.destroy(error))
  return body.pipe(unpack)
}

/** Whatever went wrong below, as one of ours. The cause stays for the log. */
function inWords(thrown: unknown, url: URL, maxTimeMs: number): WaveError {
  for (let e: unknown = thrown, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++)
    if (e instanceof WaveError) return e
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = (error as NodeJS.ErrnoException).code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code ?? ''
  const options = { cause: thrown }
  if (error.name === 'TimeoutError' || error.name === 'AbortError' || /TIMEOUT|ETIMEDOUT/.test(code)) {
    return new WaveError(
      'too-slow',
      `${url.host} did not answer within ${maxTimeMs / 1000} s.`,
      'It is tried again later by itself.',
      options,
    )
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new WaveError(
      'fetch-failed',
      `There is no host ${url.hostname}, or no network to look it up.`,
      'Check the spelling of the address and the connection.',
      options,
    )
  }
  const reason =
    code === 'ECONNREFUSED'
      ? 'nothing answers there'
      : code === 'ECONNRESET' || code === 'UND_ERR_SOCKET'
        ? 'the connection was cut'
        : /CERT|TLS|SSL/i.test(code)
          ? 'its certificate is not valid'
          : error.message
  return new WaveError(
    'fetch-failed',
    `${url.host} could not be read: ${reason}.`,
    'It is tried again later by itself.',
    options,
  )
}
