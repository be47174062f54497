/** The one window of the drawing worker; the bundler puts these in place of the globals of that name. */
import { parseHTML } from 'linkedom'

const dom = parseHTML('<!doctype html><html><head></head><body></body></html>')

// Recharts asks for the size of text in places that its definitions here never use; linkedom has no styles to compute.
dom.window.getComputedStyle ??= () => ({ fontSize: '', letterSpacing: '' }) as CSSStyleDeclaration

/** @public Put in place of the global by the bundler. */
export const window = dom.window
/** @public Put in place of the global by the bundler. */
export const document = dom.document
