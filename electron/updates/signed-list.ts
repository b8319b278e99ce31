/** What the maker of the app signs of a list: its name too, because a list of another system is good only for that one. */
export function signedContent(name: string, list: string): Buffer {
  return Buffer.from(`${name}\n${list}`)
}

/** Writes into a list when it is signed, in place of an earlier date. */
export function dateList(list: string, at: number): string {
  const lines = list.split('\n').filter((line) => line !== '' && !line.startsWith('signedAt:'))
  return `${[...lines, `signedAt: '${new Date(at).toISOString()}'`].join('\n')}\n`
}

/** When a list says that it was signed, milliseconds since 1970 UTC; null where it does not say. */
export function signedAt(info: object): number | null {
  const at = 'signedAt' in info && typeof info.signedAt === 'string' ? Date.parse(info.signedAt) : NaN
  return Number.isNaN(at) ? null : at
}
