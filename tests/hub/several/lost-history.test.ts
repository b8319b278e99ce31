import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, openHub } from '../../support/hub/hub.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe.skipIf(!isServerThere())('a database that has less than was acknowledged', () => {
  it('is written no more by a hub that knows, nor when it has got as far by others, and no desk is sent there', async () => {
    const database = await databaseFor(temporaryFolder())
    const looks: (() => void)[] = []
    const every = (_ms: number, look: () => void): (() => void) => {
      looks.push(look)
      return () => undefined
    }
    const hub = await openHub(temporaryFolder(), { database }, { every })
    atEnd(hub.close)
    const desk = await openDesk(hub)
    const [first, second] = [await addMember(hub), await addMember(hub)]
    await desk.ask('check_in', { memberId: first.id })
    const answer = async () => (await desk.ask('check_in', { memberId: second.id })).payload as object

    await askServer(database, 'update hub_state set seq = seq - 1')
    expect(await answer()).toMatchObject({ code: 'storage_unavailable' })
    expect((await fetch(new URL('readyz', hub.http))).status).toBe(503)
    const { troubles } = (await (await hub.fetch('readyz')).json()) as { troubles: object[] }
    expect(troubles).toMatchObject([
      { code: 'database_gone', sentence: expect.stringContaining('less than was acknowledged') as string },
    ])
    await askServer(database, 'update hub_state set seq = seq + 10')
    // It tries whether the database is well again, as it does each second; what waits behind that is refused all the same.
    for (const look of looks) look()
    expect(await answer()).toMatchObject({ code: 'storage_unavailable' })
  })
})
