/** The base address of a customer that has a host of its own below `domain`; an overridden base serves every customer. */
export function tenantBase(base: string, domain: string, host: string): string {
  const url = new URL(base)
  if (url.hostname !== domain) return base
  url.hostname = host
  return url.href
}
