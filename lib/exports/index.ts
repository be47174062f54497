export { type Citation, citation } from './citation'
export { toCsv } from './csv'
export { type ExportHead, headLines, headOf, sourceWords } from './head'
export { type JsonAnswer, toJson } from './json'
