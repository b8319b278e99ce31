import { crc32 } from 'node:zlib'
import { recogniseFile } from '../../../server/commands/members/file/recognise/recognise-file.ts'
import type { ImportMapping } from '../../../server/protocol/import-mapping.ts'
import type { Random } from '../random.ts'

/** The columns of another product's file. */
export const HEADER = [
  'Client ID',
  'Client Name',
  'Email',
  'Phone',
  'Birth Date',
  'Barcode',
  'Membership End',
  'Status',
  'Balance',
  'Notes',
]

/** Few names, addresses, numbers and cards, so that rows meet each other and members who are here. */
export function randomRow(random: Random): string[] {
  const { pick, below } = random
  return [
    pick(['', '1', '2', '3', '4', '5', '6', '7', '1.2E+09', 'A-9']),
    pick([
      'Ann Berg',
      'Ann Berg',
      'Berg, Ann',
      'Bo Li',
      'Cid Roe',
      'Dee Fox',
      '',
      'N/A',
      '(Deleted Customer)',
      'Total',
    ]),
    pick(['', 'ann@example.org', 'ANN@example.org', 'bo@example.org', 'none', `m${below(4)}@example.org`]),
    pick(['', '', '+49 30 1', '0301', '123.0']),
    pick(['', '03/04/1990', '25/04/1990', '04/25/1990', '1990-04-25', '25.4.90', '00/00/0000', 'soon']),
    pick(['', '0', 'CARD-0001', 'card-0001', 'CARD-0002 CARD-0003', 'CARD-0004', '#REF!', 'x']),
    pick(['', '31/12/2026', '2031-01-31', '12/31/2030', '46349', 'Jan 3, 2031', 'never']),
    pick(['Active', 'Active', 'Frozen', 'Expired', 'Cancelled', 'Alumni', '']),
    pick(['', '0', '-12.50', '(3.00)', '1.234', '5,00 €', 'much']),
    pick(['', '', 'Bad knee', '=1+1', 'two\nlines']),
  ]
}

export const csvOf = (rows: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(
    rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n'),
  )

/** What is proposed, and what somebody may have said of what was asked. */
export async function randomMapping(
  file: Uint8Array<ArrayBuffer>,
  { pick, next }: Random,
): Promise<ImportMapping> {
  const { mapping } = await recogniseFile(
    { bytes: file },
    { today: '2026-11-29', plans: [], checksum: crc32 },
  )
  const said = {
    dates: pick(['DMY', 'MDY', null] as const),
    debts: pick(['negative', 'positive', null] as const),
  }
  return {
    ...mapping,
    source: pick(['one', 'other']),
    emptyEnd: pick(['no_end', 'refuse']),
    end: pick(['last_day', 'day_after']),
    columns: mapping.columns.map((column) => ({
      ...column,
      ...('dates' in column && { dates: column.dates ?? said.dates }),
      ...('debts' in column && { debts: said.debts }),
    })),
    statuses: Object.fromEntries(
      Object.entries(mapping.statuses).map(([word, means]) => [
        word,
        means ?? (next() < 0.5 ? 'leave_out' : null),
      ]),
    ),
  }
}
