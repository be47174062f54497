/** Codes that programs may rely on. A code once published keeps its meaning. */
export type ErrorCode =
  | 'bad-config'
  | 'bad-usage'
  | 'bad-view'
  | 'bad-input'
  | 'not-found'
  | 'not-allowed'
  | 'already-running'
  | 'database-unreachable'
  | 'database-failed'
  | 'fetch-refused'
  | 'fetch-failed'
  | 'gone'
  | 'too-large'
  | 'too-slow'
  | 'parse-failed'
  | 'unknown-board'
  | 'bad-key'
  | 'not-configured'
  | 'drawing-failed'
  | 'internal'

/**
 * The one error of the product. `message` says what happened, `next` what to do about it (both for people);
 * `code` is for programs; the cause is kept for the log and never shown to a reader.
 */
export class WaveError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly next: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'WaveError'
  }

  /** The one JSON shape of an error, in API answers and on the command line. */
  toJSON(): { error: { code: ErrorCode; message: string; next: string } } {
    return { error: { code: this.code, message: this.message, next: this.next } }
  }
}

/** Anything thrown, as a WaveError: what is not one already becomes `internal` with its cause kept. */
export function asWaveError(thrown: unknown): WaveError {
  if (thrown instanceof WaveError) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return new WaveError('internal', message, 'Try again; if it stays, the log has the cause.', { cause: thrown })
}
