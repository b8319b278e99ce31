/** The day of the year, MM-DD, of a birthday that is kept with its year or without. */
export function dayOfYear(birthday: string | null): string | null {
  return birthday === null ? null : birthday.slice(-'MM-DD'.length)
}
