import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandHere, runCommand } from '../../support/hub/command-line.ts'
import { askDatabase } from '../../support/hub/data.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MEMBERS = 'select count(*) as members from members'

const SIGNED_OUT = 'Everybody is signed out, and no token, code or approval of before is good any more.\n'
const NOBODY_KNOWN =
  'There were no data here before. Look through the accounts and desks: whoever was disabled or removed since the backup is back.\n'

/** One more member comes in at a desk. */
async function checkInSomebody(hub: TestHub): Promise<{ id: string }> {
  const { id } = await addMember(hub)
  const desk = await openDesk(hub)
  await desk.ask('check_in', { memberId: id })
  desk.socket.close()
  return { id }
}

async function historyOf(hub: TestHub): Promise<{ epoch: string; seq: number; present: unknown[] }> {
  const { payload } = await (await openDesk(hub)).ask('snapshot')
  return payload as { epoch: string; seq: number; present: unknown[] }
}

/** A hub with one person inside, and a backup of it; then three more come. */
async function threeAfterTheBackup() {
  const hub = await startHub()
  const inside = await checkInSomebody(hub)
  const backup = join(temporaryFolder(), 'evening.sqlite')
  expect(await commandHere(['backup', backup, '--data', hub.folder])).toMatchObject({ code: 0 })
  for (let count = 0; count < 3; count += 1) await checkInSomebody(hub)
  return { hub, inside, backup }
}

describe('hub restore', () => {
  it('gives the data of the backup back, and keeps those of before in a folder beside them', async () => {
    const { hub, inside, backup } = await threeAfterTheBackup()
    const { epoch } = await historyOf(hub)
    await hub.close()

    const ran = await runCommand(['restore', backup, '--data', hub.folder])
    expect(ran).toMatchObject({ code: 0, err: '' })
    const aside = readdirSync(hub.folder).find((name) => name.startsWith('before-restore-')) ?? 'none'
    expect(aside).toMatch(/^before-restore-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/)
    const asidePath = join(hub.folder, aside)
    expect(ran.out).toBe(`Restored: 1 members, seq 1.\n${SIGNED_OUT}The data before are in ${asidePath}.\n`)
    expect(askDatabase(join(asidePath, 'frontdesk.sqlite'), MEMBERS)).toEqual({ members: 4 })
    expect(existsSync(join(hub.folder, 'restore.partial'))).toBe(false)
    expect(existsSync(join(hub.folder, 'restore.json'))).toBe(false)

    const again = await startHub({ data: hub.folder })
    expect(await historyOf(again)).toMatchObject({ seq: 1, present: [{ member: { id: inside.id } }] })
    expect(await commandHere(['check', '--data', hub.folder])).toMatchObject({
      code: 0,
      out: 'All is well: 1 members, seq 1\n',
    })
    const entry = askDatabase(
      join(hub.folder, 'frontdesk.sqlite'),
      'select entries from audit_log order by seq desc',
    )
    expect(JSON.stringify(entry)).toContain('restored')
    expect(JSON.stringify(entry)).toContain(epoch)
  })

  it('begins another history: a desk that knows the old one gets everything anew', async () => {
    const { hub, backup } = await threeAfterTheBackup()
    const known = await historyOf(hub)
    await hub.close()
    expect(await commandHere(['restore', backup, '--data', hub.folder])).toMatchObject({ code: 0 })
    const again = await startHub({ data: hub.folder })
    // As many events as the desk knows of, but others.
    for (let count = 0; count < 3; count += 1) await checkInSomebody(again)

    const back = await openSocket(again.ws)
    const resume = { epoch: known.epoch, seq: known.seq }
    back.send({ type: 'authenticate', payload: { token: await again.token(), resume } })
    const first = await back.next(({ type }) => type === 'snapshot' || type === 'resumed')
    expect(first).toMatchObject({ type: 'snapshot', payload: { seq: known.seq } })
    expect((first.payload as { epoch: string }).epoch).not.toBe(known.epoch)
  })

  it('moves to a PC without data', async () => {
    const { hub, inside, backup } = await threeAfterTheBackup()
    const folder = join(temporaryFolder(), 'new')
    const ran = await commandHere(['restore', backup, '--data', folder])
    expect(ran).toEqual({
      code: 0,
      out: `Restored: 1 members, seq 1.\n${SIGNED_OUT}${NOBODY_KNOWN}`,
      err: '',
    })
    expect(readdirSync(folder).sort()).toEqual(['frontdesk.sqlite', 'hub.lock'])
    const moved = await startHub({ data: folder })
    expect(await historyOf(moved)).toMatchObject({ present: [{ member: { id: inside.id } }] })
    expect((await historyOf(hub)).seq).toBe(4)
  })

  it('takes a folder of its own for the data of each time', async () => {
    const { hub, backup } = await threeAfterTheBackup()
    await hub.close()
    for (let time = 0; time < 2; time += 1) {
      expect(await commandHere(['restore', backup, '--data', hub.folder])).toMatchObject({ code: 0 })
    }
    const kept = readdirSync(hub.folder)
      .filter((name) => name.startsWith('before-restore-'))
      .map((name) => askDatabase(join(hub.folder, name, 'frontdesk.sqlite'), MEMBERS))
    expect(kept).toHaveLength(2)
    expect(kept).toEqual(expect.arrayContaining([{ members: 1 }, { members: 4 }]))
  })
})
