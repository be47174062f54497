/**
 * Where the server hands a drawing to the leaf that shows it, by key, within one process: so it travels to the browser
 * once, in the HTML, and not a second time among the leaf's properties.
 */
const HOLDER = Symbol.for('hiring-wave.shared-drawings')
type Holder = { [HOLDER]?: Map<string, string> }

/** Far more than the pages that are rendered at one time have charts. */
const MOST = 800

function shared(): Map<string, string> {
  const holder = globalThis as Holder
  holder[HOLDER] ??= new Map()
  return holder[HOLDER]
}

export function shareDrawing(key: string, svg: string): void {
  const drawings = shared()
  drawings.delete(key)
  drawings.set(key, svg)
  for (const oldest of drawings.keys()) {
    if (drawings.size <= MOST) break
    drawings.delete(oldest)
  }
}

/** The drawing of a key, undefined in the browser and for a key that was not shared. */
export const sharedDrawing = (key: string): string | undefined => shared().get(key)
