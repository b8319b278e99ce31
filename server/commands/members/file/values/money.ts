/** Sums of money as people and programs write them. */

export type DecimalSign = '.' | ','

/** A sign, a code of three letters, or what people write. */
const CURRENCY = String.raw`(?:\p{Sc}|[A-Z]{3}|R\$|kr\.?|zł|Kč|Fr\.?|Ft|lei)`

/** A sum: what stands before and behind it, and its figures. */
const SUM = new RegExp(
  String.raw`^(?<open>\()?\s*(?<before>[-–−+])?\s*${CURRENCY}?\s*(?<inner>[-–−+])?\s*` +
    String.raw`(?<figures>\d[\d.,' \u00a0\u202f’]*)\s*${CURRENCY}?\s*(?<behind>[-–−])?\s*(?<close>\))?$`,
  'u',
)

/** True where a cell is a sum of money, or a number. */
export function isMoney(cell: string): boolean {
  return SUM.test(cell.trim())
}

/** The sign before the cents, where a cell tells: the last of two, or the one with two figures behind it; null where it does not. */
export function decimalSignIn(cell: string): DecimalSign | null {
  const figures = figuresOf(cell)
  if (figures === undefined) return null
  const signs = [...figures.matchAll(/[.,]/g)]
  const last = signs.at(-1)
  if (!last) return null
  const behind = figures.length - last.index - 1
  const isLastOfTwo = signs.some(([sign]) => sign !== last[0])
  if (isLastOfTwo || (signs.length === 1 && behind !== 3)) return last[0] as DecimalSign
  // 1.234.567 has thousands.
  return signs.length > 1 ? (last[0] === '.' ? ',' : '.') : null
}

/** True where a cell could be two sums: 1.234. */
export function isOpenSum(cell: string): boolean {
  const figures = figuresOf(cell)
  return figures !== undefined && /[.,]/.test(figures) && decimalSignIn(cell) === null
}

function figuresOf(cell: string): string | undefined {
  return SUM.exec(cell.trim())?.groups?.['figures']?.replace(/[' \u00a0\u202f’]/g, '')
}

/** True for -12, 12-, (12) and CHF -12. */
export function isNegative(cell: string): boolean {
  const { open, before, inner, behind, close } = SUM.exec(cell.trim())?.groups ?? {}
  return (
    (open !== undefined && close !== undefined) ||
    [before, inner, behind].some((sign) => sign && sign !== '+')
  )
}

/** The cents of a sum without its sign; null where it is none, or could be two and `decimal` does not say which. */
export function readCents(cell: string, decimal: DecimalSign | null): number | null {
  const figures = figuresOf(cell)
  const sign = decimal ?? decimalSignIn(cell) ?? (isOpenSum(cell) ? null : '.')
  if (figures === undefined || sign === null) return null
  const plain = figures.replaceAll(sign === '.' ? ',' : '.', '').replace(sign, '.')
  if (!/^\d+(?:\.\d{0,2}0*)?$/.test(plain)) return null
  return Math.round(Number(plain) * 100)
}
