/** An amount as people type it, with a point or a comma, in the smallest unit of a currency with so many digits; null where it is none. */
export function readAmount(typed: string, digits: number): number | null {
  const [, whole, rest = ''] = /^\s*(\d{1,7})(?:[.,](\d+))?\s*$/.exec(typed) ?? []
  if (whole === undefined || rest.length > digits) return null
  return Number(whole) * 10 ** digits + Number(rest.padEnd(digits, '0'))
}
