import { expect, it } from 'vitest'
import { atEnd } from '../../support/for-whole-file.ts'
import { openHub } from '../../support/hub/hub.ts'
import { exportedMembers } from '../../support/hub/members-files.ts'
import { storedRows } from '../../support/hub/stored.ts'
import { databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it.skipIf(!isServerThere())(
  'hubs that are started at the same moment begin one history, with one set of demo members',
  async () => {
    const gym = temporaryFolder()
    const given = { database: await databaseFor(gym), demo: '20' }
    const env = {
      FRONTDESK_TIME_ZONE: 'UTC',
      FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have',
    }
    const hubs = await Promise.all([1, 2, 3].map(() => openHub(temporaryFolder(), given, {}, env)))
    for (const hub of hubs) atEnd(hub.close)
    const heads = hubs.map(async (hub) => ((await (await hub.fetch('readyz')).json()) as { seq: number }).seq)
    const [state, ...others] = await storedRows(gym, 'select seq from hub_state')
    expect(others).toEqual([])
    expect(await Promise.all(heads)).toEqual(hubs.map(() => state?.['seq']))
    expect(await exportedMembers(hubs[1]!)).toHaveLength(20)
  },
)
