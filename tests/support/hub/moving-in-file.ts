const DAY_MS = 24 * 3_600_000

/** A name of its own for each, in letters, with some that Windows-1252 has beside ASCII. */
const nameOf = (at: number): string =>
  `Müller-${Array.from(String(at), (digit) => 'abcdefghij'[Number(digit)] ?? '').join('')}`

/** DD/MM/YYYY, so many days after today. */
function dayIn(days: number): string {
  const [year, month, day] = new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10).split('-')
  return `${day}/${month}/${year}`
}

/** Of so many members every tenth has a pack, and the first has run out. */
const PACK_EVERY = 10

/** The card of the member in a row, from 0 on. */
export const cardInRow = (at: number): string => `00${70_000 + at}`

/**
 * What another product has exported on a Friday: its own columns, semicolons, Windows-1252, days first, "Last, First". The first member's
 * plan has ended, one end is no day, and some are former members.
 */
export function movingInFile(members: number): Buffer {
  const rows = Array.from({ length: members }, (_none, at) => {
    const [birth, status] = [`${10 + (at % 18)}/0${1 + (at % 9)}/1990`, at % 50 === 7 ? 'Alumni' : 'Active']
    const isPack = at % PACK_EVERY === PACK_EVERY - 1
    const end = at === 3 ? 'soon' : dayIn(at === 0 ? -4 : 20 + (at % 90))
    // Of a month and more: days of the first twelve alone would be days or months, on whatever day this is run.
    const begun = at % 45
    const bought = isPack
      ? `Ten visits;${dayIn(-30 - begun)};${end};${1 + (at % 9)}`
      : `Gold;${dayIn(-300 - begun)};${end};`
    return `${at + 1};${nameOf(at)}, Zoë;m${at}@example.org;${birth};${cardInRow(at)};${bought};${status};F`
  })
  const header =
    'Client ID;Client Name;Client Email;Birth Date;Barcode;Membership Name;Membership Start;Membership End;Sessions Left;Status;Gender'
  return Buffer.from([header, ...rows, ''].join('\r\n'), 'latin1')
}
