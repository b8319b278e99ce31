import { stringify } from 'csv-stringify/sync'
import { HubError } from '../../../../protocol/errors.ts'
import type { ImportMapping } from '../../../../protocol/import-mapping.ts'
import type { RowOutcome } from '../../../../protocol/import-report.ts'
import { guarded } from '../cells.ts'
import type { TheirRows } from '../read-members-file.ts'
import { REASON_COLUMN } from '../refusal.ts'

/** Refused rows of a file: where there are more, it is the mapping that is wrong. */
const MAX_REFUSED = 10_000

/** Characters of them all: what the hub holds until they are told. */
const MAX_CHARACTERS = 8 * 1024 * 1024

/** The rows that are refused, as they stand in the file and with the reason: mended, they go in again by the same mapping. */
export class RestOfFile {
  readonly #separator: string
  readonly #lines: string[] = []
  #header: readonly string[] = []
  #characters = 0

  constructor({ separator }: ImportMapping) {
    this.#separator = separator
  }

  add(outcomes: readonly RowOutcome[], theirs: TheirRows | undefined): void {
    if (!theirs) return
    const reasonAt = theirs.header.indexOf(REASON_COLUMN)
    const own = (cells: readonly string[]) => cells.filter((_cell, at) => at !== reasonAt)
    this.#header = [...own(theirs.header), REASON_COLUMN]
    for (const { line, what, message = '' } of outcomes) {
      if (what !== 'refused') continue
      const cells = own(theirs.cells.get(line) ?? [])
      // A row that is too short keeps its reason in its own column.
      const padded = [
        ...cells,
        ...Array<string>(Math.max(0, this.#header.length - 1 - cells.length)).fill(''),
      ]
      this.#push([...padded, message], message)
    }
  }

  #push(cells: readonly string[], message: string): void {
    const line = this.#lineOf(cells)
    this.#characters += line.length
    this.#lines.push(line)
    if (this.#lines.length <= MAX_REFUSED && this.#characters <= MAX_CHARACTERS) return
    throw new HubError(
      'invalid_message',
      `${message} So many other lines are refused too that the mapping is hardly right. Look at it again.`,
    )
  }

  #lineOf(cells: readonly string[]): string {
    return stringify([cells.map((cell) => guarded(cell))], { delimiter: this.#separator })
  }

  /** UTF-8, and it says so; null where nothing is refused. */
  text(): string | null {
    return this.#lines.length === 0 ? null : `\ufeff${this.#lineOf(this.#header)}${this.#lines.join('')}`
  }
}
