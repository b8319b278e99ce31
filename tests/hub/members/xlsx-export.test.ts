import readXlsxFile, { type SheetData } from 'read-excel-file/universal'
import { expect, it } from 'vitest'
import { v7 as uuidv7 } from 'uuid'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { takeFile } from '../../support/hub/members-files.ts'

/** The only sheet of a file that the hub gives, as another program reads it. */
async function sheetAt(hub: TestHub, path: string): Promise<SheetData> {
  const answer = await hub.fetch(`api/v1/${path}`)
  expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
    200,
    expect.stringContaining('.xlsx"'),
  ])
  const sheets = await readXlsxFile(await answer.arrayBuffer())
  expect(sheets).toHaveLength(1)
  return sheets[0]!.data
}

/** A row by the names in the header. */
const byName = ([header, ...rows]: SheetData, at = 0): Record<string, unknown> =>
  Object.fromEntries(header!.map((name, column) => [String(name), rows[at]![column]]))

async function openGym(): Promise<TestHub> {
  const hub = await startHub()
  const file =
    'full_name,phone,credentials,visits_left,debt_cents,note\n"Zoë & <Co>, ""Nan""",030 1,0012,7,4900,=1+1\n'
  expect(await takeFile(hub, file)).toMatchObject({ added: 1 })
  return hub
}

it.each(['members/export?format=xlsx', 'members/list.xlsx'])(
  '%s is a sheet in which texts are texts, zeros and signs too, and numbers are numbers',
  async (path) => {
    expect(byName(await sheetAt(await openGym(), path))).toMatchObject({
      ...{ full_name: 'Zoë & <Co>, "Nan"', phone: '030 1', visits_left: 7, debt_cents: 4900 },
      ...(path.includes('export') && { credentials: '0012', note: '=1+1' }),
    })
  },
)

it('the ledger, a list to call, the shift and the audit log are sheets too', async () => {
  const hub = await openGym()
  const id = uuidv7()
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ full_name: '+Ann' })
  expect((await hub.fetch(`api/v1/members/${id}`, { method: 'PUT', body, headers })).status).toBe(200)
  expect(byName(await sheetAt(hub, 'ledger.xlsx'))).toMatchObject({ number: 1, cents: 4900 })
  expect(byName(await sheetAt(hub, 'follow-ups.xlsx?list=owing'))).toMatchObject({ debt_cents: 4900 })
  expect((await sheetAt(hub, 'reports/shift?format=xlsx'))[0]).toContain('card_end')
  const audit = await sheetAt(hub, 'audit.xlsx')
  expect(audit[0]).toEqual(['seq', 'at', 'actor', 'desk_id', 'action', 'subject', 'details'])
  expect(audit.map((row) => row[4])).toContain('member_added')
  const csv = await (await hub.fetch('api/v1/audit.csv')).text()
  expect(csv.trim().split('\n')).toHaveLength(audit.length)
})
