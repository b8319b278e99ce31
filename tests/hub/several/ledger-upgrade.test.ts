import { describe, expect, it } from 'vitest'
import { addMember, openHub } from '../../support/hub/hub.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe.skipIf(!isServerThere())('a debt that a hub of an earlier version has changed', () => {
  it('is made up for in the ledger by the next hub that starts', async () => {
    const folder = temporaryFolder()
    const database = await databaseFor(temporaryFolder())
    const before = await openHub(folder, { database })
    const { id } = await addMember(before, { debt_cents: '4900' })
    await askServer(database, `update members set debt_cents = 1000 where id = '${id}'`)
    await before.close()
    const after = await openHub(folder, { database })
    const entries = await askServer(
      database,
      'select number, kind, cents from ledger_entries order by number',
    )
    await after.close()
    expect(entries).toEqual([
      { number: 1, kind: 'opening', cents: 4900 },
      { number: 2, kind: 'correction', cents: -3900 },
    ])
  })
})
