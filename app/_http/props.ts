import type { SearchParams } from '@/lib/view'

/** What Next gives a page. Written out, so that types can be checked without a build. */
export interface PageInput<Params = Record<string, never>> {
  params: Promise<Params>
  searchParams: Promise<SearchParams>
}
/** What Next gives a route handler beside the request. */
export interface RouteInput<Params> {
  params: Promise<Params>
}
