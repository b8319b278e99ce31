import { csvRows, type CsvRow } from './csv-rows.ts'
import { isJson, jsonRows } from './json-rows.ts'

/** The rows of a text: a list in JSON, or CSV. `separator` is the one of CSV, where somebody knows it. */
export function textRows(texts: Iterable<string>, separator?: string): AsyncGenerator<CsvRow> {
  const pieces = texts[Symbol.iterator]()
  const first = pieces.next()
  const head = first.done ? '' : first.value
  const all = withFirst(head, { [Symbol.iterator]: () => pieces })
  return isJson(head) ? jsonRows(all) : csvRows(all, separator)
}

function* withFirst(head: string, others: Iterable<string>): Generator<string> {
  yield head
  yield* others
}
