/** Keeps the most recently used values up to a total size; sizes are the caller's measure (here: characters). */
export class LruCache<Value> {
  private readonly entries = new Map<string, { value: Value; size: number }>()
  private total = 0

  constructor(private readonly limit: number) {}

  get(key: string): Value | undefined {
    const entry = this.entries.get(key)
    if (!entry) return undefined
    this.entries.delete(key)
    this.entries.set(key, entry)
    return entry.value
  }

  set(key: string, value: Value, size: number): void {
    const before = this.entries.get(key)
    if (before) {
      this.total -= before.size
      this.entries.delete(key)
    }
    if (size > this.limit) return
    this.entries.set(key, { value, size })
    this.total += size
    for (const [oldest, entry] of this.entries) {
      if (this.total <= this.limit) break
      this.entries.delete(oldest)
      this.total -= entry.size
    }
  }

  delete(key: string): void {
    const entry = this.entries.get(key)
    if (!entry) return
    this.entries.delete(key)
    this.total -= entry.size
  }

  get count(): number {
    return this.entries.size
  }
}
