/** The part of fontkit that scripts/font-advances.ts uses; the package ships no types. */
declare module 'fontkit' {
  interface Font {
    unitsPerEm: number
    layout(text: string, features: string[]): { advanceWidth: number }
  }
  export function openSync(path: string): Font | { fonts: Font[] }
}
