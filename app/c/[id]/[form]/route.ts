import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { errorAnswer, unchanged } from '@/app/_http/answers'
import type { RouteInput } from '@/app/_http/props'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { FORM_TYPES } from '@/lib/exports/chartFiles'
import { FROZEN_FORMS, frozenFile } from '@/lib/exports/frozenFile'
import { frozenChart } from '@/lib/queries/frozen'

/** A frozen chart in one of its forms, `/c/ID.svg` and so on (`theme=dark` for the SVG): the stored bytes, for ever the same. */
export async function GET(request: NextRequest, context: RouteInput<{ id: string; form: string }>): Promise<Response> {
  try {
    const { id, form: asked } = await context.params
    const db = getDb()
    const form = FROZEN_FORMS.find((f) => f === asked)
    const frozen = form ? await frozenChart(id, db) : null
    const theme = request.nextUrl.searchParams.get('theme') === 'dark' ? 'dark' : 'light'
    const bytes = form && frozen ? await frozenFile(frozen, form, theme, db) : null
    if (!form || !frozen || !bytes) {
      throw new WaveError(
        'not-found',
        `Nothing was frozen at /c/${id.slice(0, 20)}.${asked.slice(0, 10)}.`,
        `Check the address; forms are ${FROZEN_FORMS.join(', ')}.`,
      )
    }
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
    const known = unchanged(request, etag)
    if (known) return known
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': FORM_TYPES[form],
        'content-disposition': `${form === 'xlsx' || form === 'zip' ? 'attachment' : 'inline'}; filename="${frozen.chart}-${id}.${form}"`,
        'cache-control': 'public, max-age=31536000, immutable',
        'cross-origin-resource-policy': 'cross-origin',
        etag,
      },
    })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
