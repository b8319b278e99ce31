import { csvRows, type CsvRow } from './csv-rows.ts'
import { isJson, jsonRows } from './json-rows.ts'

/** A text that can be read from its beginning as often as one likes; `read` is told how much of it is through. */
export type Text = (read?: (share: number) => void) => Iterable<string>

/** The rows of a text: a list in JSON, or CSV. `separator` is the one of CSV, where somebody knows it. */
export function textRows(
  text: Text,
  read: (share: number) => void,
  separator?: string,
): AsyncGenerator<CsvRow> {
  const [head = ''] = text()
  return isJson(head) ? jsonRows(text(), text(read)) : csvRows(text(read), separator)
}
