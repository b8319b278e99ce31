import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { addMember, openHub } from '../../support/hub/hub.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe.skipIf(!isServerThere())('hub backup of a gym on a server', () => {
  it('is taken beside its hub, which goes on, and is restored into a folder', async () => {
    const server = await databaseFor(temporaryFolder())
    const hub = await openHub(temporaryFolder(), { database: server })
    atEnd(hub.close)
    const desk = await openDesk(hub)
    const { id: memberId } = await addMember(hub)
    await desk.ask('check_in', { memberId })
    const [kept, folder] = [temporaryFolder(), temporaryFolder()]
    const file = join(kept, 'evening.sqlite')
    const env = { FRONTDESK_DATABASE: server, FRONTDESK_TIME_ZONE: 'UTC' }
    const taken = await commandHere(['backup', file, '--data', hub.folder], env)
    expect(taken).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringContaining('1 members, seq 1') as string,
    })
    expect(readdirSync(kept).sort()).toEqual(['evening.sqlite', 'evening.sqlite.json'])
    expect(await desk.ask('check_in', { memberId: (await addMember(hub)).id })).toMatchObject({
      type: 'check_in_success',
    })
    expect(await commandHere(['restore', file, '--data', folder], {})).toMatchObject({ code: 0, err: '' })
    expect(await commandHere(['check', '--data', folder], { FRONTDESK_TIME_ZONE: 'UTC' })).toMatchObject({
      ...{ code: 0, out: 'All is well: 1 members, seq 1\n' },
    })
  })

  it('is refused of a database without a gym, and leaves nothing', async () => {
    const [kept, server] = [temporaryFolder(), await databaseFor(temporaryFolder())]
    const file = join(kept, 'evening.sqlite')
    const env = { FRONTDESK_DATABASE: server }
    const taken = await commandHere(['backup', file, '--data', temporaryFolder()], env)
    expect(taken).toMatchObject({ code: 2, err: expect.stringContaining('There is no gym in') as string })
    expect(readdirSync(kept)).toEqual([])
    expect(await askServer(server, 'select 1 from hub_state')).toEqual([])
  })
})
