import { MAX_MAPPED_WORDS, MAX_WORD_CHARACTERS } from '../../../../protocol/import-mapping.ts'
import { dateShapeOf, readDate, type DateShape } from '../values/dates.ts'
import { decimalSignIn, isMoney, isNegative, isOpenSum } from '../values/money.ts'
import { isEmptyWord, readYesNo, statusMeaningOf } from '../values/words.ts'

/** What stands in a column, counted over all its lines in bounded memory. */
export interface ColumnContent {
  /** Cells in which something stands; all counts below are of them. */
  filled: number
  /** Cells that are empty, or hold a word for that. */
  empty: number
  emails: number
  phones: number
  money: number
  negative: number
  yesNo: number
  statuses: number
  /** Digits and nothing else. */
  whole: number
  /** Letters and what stands between them in names; no digit. */
  names: number
  /** More words than one. */
  severalWords: number
  /** "Berg, Anna". */
  withComma: number
  /** One word of letters, digits and signs. */
  codes: number
  /** Sixteen figures, or stars before four: of a bank's card. */
  bankCards: number
  /** Phone numbers by their form alone: with a plus, or with blanks and brackets between the figures. */
  formedPhones: number
  /** What a reader says of a chip: figures and A to F. */
  chips: number
  /** Three words or more, and no figure. */
  sentences: number
  /** The mean of its days, in days since 1970; 0 where there are none. */
  meanDay: number
  /** The first number was above 1900 and below this year minus three: a day of birth. */
  longAgo: number
  dates: Readonly<Record<DateShape, number>>
  decimals: Readonly<Record<'.' | ',' | 'open', number>>
  examples: readonly string[]
  /** Two cells that can be read as two days each. */
  openDates: readonly string[]
  openSums: readonly string[]
  negativeSums: readonly string[]
  /** Rows by word; null where there are too many for a column of a few words. */
  words: ReadonlyMap<string, number> | null
  /** True where no two cells were alike, as far as could be remembered. */
  isDistinct: boolean
}

/** Different cells that are shown. */
const EXAMPLES = 3

/** Cells that a question shows. */
const QUESTION_EXAMPLES = 2

/** Characters of an example that are shown. */
const EXAMPLE_CHARACTERS = 60

/** Cells of a column that are remembered to find two alike: with 100 columns some 30 MB. */
const REMEMBERED_CELLS = 5_000

/** Nobody younger is a member by themselves; dates of plans are younger than that. */
const YOUNGEST_YEARS = 5

const DAY_MS = 86_400_000

const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}$/
const PHONE = /^(?=(?:\D*\d){6,15}\D*$)\+?[\d\s().\-/]+(?:(?:ext|x)\.?\s*\d+)?$/i
const NAME = /^[\p{L}\p{M}][\p{L}\p{M}\s.,'’`´\-()]*$/u
const CODE = /^[\p{L}\d][\p{L}\d\-_:./]*$/u
const BANK_CARD = /^(?:\d[ -]?){15,16}$|^[*x•.\s-]{2,}\d{4}$/i
const FORMED_PHONE = /^\+|[\d)][ ()/]+\d/
const CHIP = /^(?=.*[A-F])(?=.*\d)[\dA-F]{8,20}$/
const SENTENCE = /^\D*\p{L}\D*\s\D*\p{L}\D*\s\D*\p{L}\D*$/u
const TURNED = /^[^,\d]+,\s*[^,\d]+$/

export class ColumnWatch {
  readonly #today: string
  readonly #counts = {
    ...{ filled: 0, empty: 0, emails: 0, phones: 0, money: 0, negative: 0, yesNo: 0, statuses: 0, whole: 0 },
    ...{ names: 0, severalWords: 0, withComma: 0, codes: 0, bankCards: 0, longAgo: 0 },
    ...{ formedPhones: 0, chips: 0, sentences: 0 },
  }
  readonly #dates: Record<DateShape, number> = { clear: 0, DMY: 0, MDY: 0, open: 0, same: 0, none: 0 }
  readonly #days = { sum: 0, count: 0 }
  readonly #decimals = { '.': 0, ',': 0, open: 0 }
  readonly #examples = new Set<string>()
  readonly #openDates = new Set<string>()
  readonly #openSums = new Set<string>()
  readonly #negativeSums = new Set<string>()
  #words: Map<string, number> | null = new Map()
  readonly #seen = new Set<string>()
  #isDistinct = true

  /** `today` as YYYY-MM-DD. */
  constructor(today: string) {
    this.#today = today
  }

  see(cell: string): void {
    if (isEmptyWord(cell)) {
      this.#counts.empty += 1
      return
    }
    this.#counts.filled += 1
    keep(this.#examples, cell, EXAMPLES)
    this.#count(cell)
    this.#remember(cell)
    this.#seeDate(cell)
    this.#seeSum(cell)
  }

  #count(cell: string): void {
    const counts = this.#counts
    if (EMAIL.test(cell)) counts.emails += 1
    if (PHONE.test(cell)) {
      counts.phones += 1
      if (FORMED_PHONE.test(cell)) counts.formedPhones += 1
    }
    if (CHIP.test(cell)) counts.chips += 1
    if (SENTENCE.test(cell)) counts.sentences += 1
    if (readYesNo(cell) !== null) counts.yesNo += 1
    if (statusMeaningOf(cell) !== null) counts.statuses += 1
    if (/^\d+$/.test(cell)) counts.whole += 1
    if (NAME.test(cell)) counts.names += 1
    if (/\S\s+\S/.test(cell)) counts.severalWords += 1
    if (TURNED.test(cell)) counts.withComma += 1
    if (CODE.test(cell)) counts.codes += 1
    if (BANK_CARD.test(cell)) counts.bankCards += 1
  }

  #remember(cell: string): void {
    const words = this.#words
    if (words) {
      const word = cell.slice(0, MAX_WORD_CHARACTERS)
      words.set(word, (words.get(word) ?? 0) + 1)
      if (words.size > MAX_MAPPED_WORDS) this.#words = null
    }
    if (this.#seen.has(cell)) this.#isDistinct = false
    else if (this.#isDistinct && this.#seen.size < REMEMBERED_CELLS) this.#seen.add(cell)
  }

  #seeDate(cell: string): void {
    const shape = dateShapeOf(cell)
    if (shape === null) return
    this.#dates[shape] += 1
    if (shape === 'open') keep(this.#openDates, cell, QUESTION_EXAMPLES)
    const day = readDate(cell, { order: shape === 'open' ? 'DMY' : null, before: this.#today }) ?? ''
    this.#addDay(day)
    const year = Number(day.slice(0, 4))
    if (year >= 1900 && year <= Number(this.#today.slice(0, 4)) - YOUNGEST_YEARS) this.#counts.longAgo += 1
  }

  #addDay(day: string): void {
    const time = Date.parse(day)
    if (Number.isNaN(time)) return
    this.#days.sum += time / DAY_MS
    this.#days.count += 1
  }

  #seeSum(cell: string): void {
    if (!isMoney(cell)) return
    this.#counts.money += 1
    if (isNegative(cell)) {
      this.#counts.negative += 1
      keep(this.#negativeSums, cell, QUESTION_EXAMPLES)
    }
    const sign = decimalSignIn(cell)
    if (sign !== null) this.#decimals[sign] += 1
    if (isOpenSum(cell)) {
      this.#decimals.open += 1
      keep(this.#openSums, cell, QUESTION_EXAMPLES)
    }
  }

  content(): ColumnContent {
    return {
      ...this.#counts,
      meanDay: this.#days.count === 0 ? 0 : this.#days.sum / this.#days.count,
      dates: this.#dates,
      decimals: this.#decimals,
      examples: [...this.#examples],
      openDates: [...this.#openDates],
      openSums: [...this.#openSums],
      negativeSums: [...this.#negativeSums],
      words: this.#words,
      isDistinct: this.#isDistinct,
    }
  }
}

function keep(shown: Set<string>, cell: string, most: number): void {
  if (shown.size < most) shown.add(cell.slice(0, EXAMPLE_CHARACTERS))
}

/** Cells of a column that are dates, in whichever form. */
export function datesIn({ dates }: ColumnContent): number {
  return dates.clear + dates.DMY + dates.MDY + dates.open + dates.same + dates.none
}
