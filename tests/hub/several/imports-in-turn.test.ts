import { describe, expect, it } from 'vitest'
import { TRY_AGAIN_MS } from '../../../server/commands/members/import-turn.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { holdImports } from '../../support/postgres/held-state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A hub, and that another one on its database imports a large file. */
async function openBesideImport(environment = {}) {
  const database = await databaseFor(temporaryFolder())
  const [hub] = await openHubs(1, { database }, environment)
  if (!hub) throw new Error('There is one.')
  return { hub, held: await holdImports(database) }
}

async function countMembers(hub: TestHub): Promise<unknown> {
  return ((await (await hub.fetch('api/members/?page_size=1')).json()) as { count: number }).count
}

describe.skipIf(!isServerThere())('a members file at one hub while another hub imports one', () => {
  it('waits for it', async () => {
    const hasToWait = Promise.withResolvers<null>()
    const { hub, held } = await openBesideImport({
      setTimeout(callback: () => void, ms: number) {
        if (ms === TRY_AGAIN_MS) hasToWait.resolve(null)
        return realEnvironment.setTimeout(callback, ms)
      },
    })
    const adding = addMember(hub)
    await hasToWait.promise
    expect(await countMembers(hub)).toBe(0)
    await held.release()
    await adding
    expect(await countMembers(hub)).toBe(1)
  })

  it('is refused with a sentence where that takes long, and nothing of it is done', async () => {
    const atOnce = { setTimeout: (callback: () => void) => void setImmediate(callback) }
    const { hub, held } = await openBesideImport(atOnce)
    await expect(addMember(hub)).rejects.toThrow('Another members file is being imported.')
    expect(await countMembers(hub)).toBe(0)
    await held.release()
    await addMember(hub)
  })
})
