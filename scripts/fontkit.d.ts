/** The little of fontkit that the script for the advance table uses; the package ships no types. */
declare module 'fontkit' {
  export function openSync(path: string): {
    unitsPerEm: number
    layout(text: string, features?: string[]): { advanceWidth: number }
  }
}
