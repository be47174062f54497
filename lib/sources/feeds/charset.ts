import { Buffer, isUtf8 } from 'node:buffer'

/**
 * The text of an XML or JSON document from its bytes. In order: a byte order mark, the bytes' own shape (UTF-16 without a
 * mark), what the XML declaration or the transport says, UTF-8 where the bytes are valid UTF-8, windows-1252. A declared
 * UTF-8 that is none is read as windows-1252: the usual lie. Never throws; undecodable bytes become U+FFFD.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null = null): string {
  const { label, skip } = charsetOf(bytes, contentType)
  return decode(bytes.subarray(skip), label)
}

/** The same in parts that follow each other, so that a large file is never there as one text. */
export function* decodeParts(bytes: Uint8Array, partBytes = 1_048_576): Generator<string> {
  const { label, skip } = charsetOf(bytes, null)
  if (label.startsWith('utf-32')) {
    yield decode(bytes.subarray(skip), label)
    return
  }
  const decoder = new TextDecoder(label, { ignoreBOM: true })
  for (let at = skip; at < bytes.byteLength; at += partBytes)
    yield mended(decoder.decode(bytes.subarray(at, at + partBytes), { stream: true }), label)
  yield decoder.decode()
}

function charsetOf(bytes: Uint8Array, contentType: string | null): { label: string; skip: number } {
  const marked = byMark(bytes)
  if (marked) return marked
  const wide = byShape(bytes)
  if (wide) return { label: wide, skip: 0 }

  const head = ascii(bytes, 1024)
  const declared =
    /^\s*<\?xml[^>]*?\bencoding\s*=\s*["']\s*([\w.:-]+)/i.exec(head)?.[1] ??
    /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  const isValid = isUtf8(bytes)
  if (declared && !/^(?:utf-?8|us-ascii|ascii|utf-?16\w*|ucs-?[24]\w*|utf-?32\w*)$/i.test(declared)) {
    const label = known(declared)
    // A document of pure ASCII escapes and one that is valid UTF-8 with real sequences: the bytes win over the label,
    // except for the stateful ISO-2022 family, whose bytes are all ASCII.
    if (label && !(isValid && hasHighBytes(bytes) && isSingleByte(label))) return { label, skip: 0 }
  }
  return { label: isValid ? 'utf-8' : 'windows-1252', skip: 0 }
}

function byMark(b: Uint8Array): { label: string; skip: number } | null {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return { label: 'utf-8', skip: 3 }
  if (b[0] === 0xff && b[1] === 0xfe && b[2] === 0 && b[3] === 0) return { label: 'utf-32le', skip: 4 }
  if (b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff) return { label: 'utf-32be', skip: 4 }
  if (b[0] === 0xff && b[1] === 0xfe) return { label: 'utf-16le', skip: 2 }
  if (b[0] === 0xfe && b[1] === 0xff) return { label: 'utf-16be', skip: 2 }
  return null
}

/** `<` or `{` in two or four bytes. */
function byShape(b: Uint8Array): string | null {
  const opens = (x: number | undefined) => x === 0x3c || x === 0x7b
  if (b[0] === 0 && b[1] === 0 && b[2] === 0 && opens(b[3])) return 'utf-32be'
  if (opens(b[0]) && b[1] === 0 && b[2] === 0 && b[3] === 0) return 'utf-32le'
  if (b[0] === 0 && opens(b[1])) return 'utf-16be'
  if (opens(b[0]) && b[1] === 0) return 'utf-16le'
  return null
}

const ALIASES: Record<string, string> = {
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  cp936: 'gbk',
  'x-sjis': 'shift_jis',
  'ks_c_5601-1987': 'euc-kr',
}

function known(label: string): string | null {
  const name = ALIASES[label.toLowerCase()] ?? label.toLowerCase()
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}

const isSingleByte = (label: string): boolean => /^(?:windows-|iso-8859|koi8|x-mac|macintosh|ibm866)/.test(label)

function hasHighBytes(bytes: Uint8Array): boolean {
  for (const b of bytes) if (b > 0x7f) return true
  return false
}

function decode(bytes: Uint8Array, label: string): string {
  if (label.startsWith('utf-32')) return decodeUtf32(bytes, label === 'utf-32le')
  // Valid UTF-8 goes the shorter way, which does not take a mark off.
  if (label === 'utf-8' && isUtf8(bytes)) {
    const text = buffer(bytes).toString('utf8')
    return text.startsWith('\ufeff') ? text.slice(1) : text
  }
  return mended(new TextDecoder(label).decode(bytes), label)
}

const mended = (text: string, label: string): string =>
  label === 'windows-1252' ? text.replace(/[\u0080-\u009f]/g, (c) => CP1252[c.charCodeAt(0) - 0x80] ?? c) : text

/** 0x80 to 0x9F of windows-1252: some versions of Node decode it as latin-1, with control characters in their place. */
const CP1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  for (let i = 0; i + 3 < bytes.byteLength; i += 4) {
    const code = view.getUint32(i, littleEndian)
    parts.push(code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\uFFFD')
  }
  return parts.join('')
}

const buffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const ascii = (bytes: Uint8Array, n: number): string => buffer(bytes).toString('latin1', 0, n)
