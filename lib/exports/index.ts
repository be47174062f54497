export { citation } from './citation'
export { toCsv } from './csv'
export { type ExportHead, headOf } from './head'
export { toJson } from './json'
