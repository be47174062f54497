import { createRequire } from 'node:module'
import path from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { WaveError } from '@/lib/errors'

const FACES = [
  ['instrument-sans', '400Regular/InstrumentSans_400Regular.ttf'],
  ['instrument-sans', '500Medium/InstrumentSans_500Medium.ttf'],
  ['instrument-sans', '600SemiBold/InstrumentSans_600SemiBold.ttf'],
  ['newsreader', '400Regular/Newsreader_400Regular.ttf'],
] as const

/** Rasters of more pixels than this are refused: 64 million take 256 MB. */
const MOST_PIXELS = 64_000_000

/** The typefaces of the product as files. Found beside the product's own packages, never on the system. */
function fontFiles(): string[] {
  const require = createRequire(path.join(/* turbopackIgnore: true */ process.cwd(), 'package.json'))
  return FACES.map(([family, file]) => require.resolve(`@expo-google-fonts/${family}/${file}`))
}

export interface PngOptions {
  /** Width of the drawing in CSS pixels. */
  width: number
  /** Device pixels per CSS pixel: the picture is exactly `width * scale` pixels wide. */
  scale?: number
  /** Ground behind the drawing; null leaves it transparent. */
  background?: string | null
}

/** Rasters an SVG with the product's own typefaces. Throws `drawing-failed`, or `too-large` beyond 64 million pixels. */
export async function drawPng(svg: string, { width, scale = 1, background = null }: PngOptions): Promise<Buffer> {
  const pixels = Math.round(width * scale)
  const size = /^<svg[^>]*\swidth="([\d.]+)"[^>]*\sheight="([\d.]+)"/.exec(svg)
  const ratio = size ? Number(size[2]) / Number(size[1]) : 1
  if (!(pixels >= 1) || pixels * pixels * ratio > MOST_PIXELS) {
    throw new WaveError(
      'too-large',
      `A picture ${pixels} pixels wide is too large.`,
      'Ask for a smaller width or scale.',
    )
  }
  try {
    const drawn = new Resvg(svg, {
      fitTo: { mode: 'width', value: pixels },
      font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Instrument Sans' },
      ...(background && { background }),
    })
    return Buffer.from(drawn.render().asPng())
  } catch (cause) {
    throw new WaveError('drawing-failed', 'The picture could not be made from the drawing.', 'Take the SVG instead.', {
      cause,
    })
  }
}
