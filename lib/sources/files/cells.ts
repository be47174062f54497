import { type Day, isDay } from '@/lib/dates'
import { urlOf } from '@/lib/url'
import { readFeedDate } from '../feeds/dates'
import type { FileRow } from './rows'

/** Why one cell makes its row unusable. */
export class BadCell extends Error {
  constructor(
    readonly column: string,
    readonly reason: string,
  ) {
    super(`${column}: ${reason}`)
  }
}

const shown = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`

/** Typed access to the cells of one row. Every method throws a `BadCell` for what cannot be used. */
export class Cells {
  constructor(private readonly row: FileRow) {}

  text(column: string): string | null {
    return this.row.cells[column]?.trim() || null
  }

  need(column: string): string {
    const value = this.text(column)
    if (value === null) throw new BadCell(column, 'is empty')
    return value
  }

  day(column: string): Day | null {
    const value = this.text(column)
    if (value === null) return null
    if (!isDay(value)) throw new BadCell(column, `${shown(value)} is no day; write it as 2025-09-12`)
    return value
  }

  needDay(column: string): Day {
    this.need(column)
    return this.day(column) ?? ''
  }

  /** An instant in ISO form, UTC; a time of day alone (`06:30`) counts on `day`. */
  instant(column: string, day?: Day): string | null {
    const value = this.text(column)
    if (value === null) return null
    const clock = /^(\d{1,2}:\d{2}(?::\d{2})?)\s*Z?$/.exec(value)
    const iso = readFeedDate(clock && day ? `${day}T${(clock[1] ?? '').padStart(5, '0')}Z` : value)
    if (iso === null) throw new BadCell(column, `${shown(value)} is no time`)
    return iso
  }

  integer(column: string): number | null {
    const value = this.text(column)
    if (value === null) return null
    if (!/^\d{1,9}$/.test(value)) throw new BadCell(column, `${shown(value)} is no whole number`)
    return Number(value)
  }

  /** An amount in major units as minor units (cents). */
  minor(column: string): bigint | null {
    const value = this.text(column)
    if (value === null) return null
    const m = /^(\d{1,15})(?:\.(\d{1,2})0*)?$/.exec(value.replaceAll(',', ''))
    if (!m) throw new BadCell(column, `${shown(value)} is no amount; write it in whole currency units, 1500000.50`)
    return BigInt(m[1] ?? '0') * 100n + BigInt((m[2] ?? '').padEnd(2, '0') || '0')
  }

  oneOf<T extends string>(column: string, words: readonly T[]): T | null {
    const value = this.text(column)
    if (value === null) return null
    const word = words.find((w) => w === value.toLowerCase())
    if (!word) throw new BadCell(column, `${shown(value)} is none of ${words.join(', ')}`)
    return word
  }

  list(column: string): string[] {
    return (this.text(column) ?? '')
      .split('|')
      .map((v) => v.trim())
      .filter(Boolean)
  }

  url(column: string): string | null {
    const value = this.text(column)
    if (value === null) return null
    if (!/^https?:\/\/[^\s]+$/i.test(value) || !urlOf(value))
      throw new BadCell(column, `${shown(value)} is no http address`)
    return value
  }

  currency(column: string): string | null {
    const value = this.text(column)?.toUpperCase() ?? null
    if (value !== null && !/^[A-Z]{3}$/.test(value))
      throw new BadCell(column, `${shown(value)} is no currency code such as USD`)
    return value
  }
}
