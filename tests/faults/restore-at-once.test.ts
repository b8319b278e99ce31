import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandHere, startCommand, type Ran } from '../support/hub/command-line.ts'
import { askDatabase, makeData } from '../support/hub/data.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { until } from './support/until.ts'

const HOLD = new URL('../support/hub/hold-at-rename.mjs', import.meta.url).href
const MEMBERS = 'select count(*) as members from members'

/** Restores that begin at the same moment. */
const RESTORES = 5

/** A gym of 30 members, a backup from when they were 20, and a restore that waits in the middle of putting it in their place. */
async function gymWithBackup() {
  const [then, folder] = [temporaryFolder(), temporaryFolder()]
  const backup = join(temporaryFolder(), 'backup.sqlite')
  await makeData(then, 20)
  expect(await commandHere(['backup', backup, '--data', then])).toMatchObject({ code: 0 })
  await makeData(folder, 30)
  const holdAt = join(temporaryFolder(), 'held')
  const environment = { NODE_OPTIONS: `--import ${HOLD}`, HOLD_AT: holdAt, FRONTDESK_TIME_ZONE: 'UTC' }
  const start = (...args: string[]) => startCommand([...args, '--data', folder], undefined, environment)
  return {
    folder,
    restore: () => start('restore', backup),
    serve: () => start('serve', '--port', '0', '--log-level', 'silent'),
    isHeld: () => existsSync(holdAt),
    /** Lets it go on to its end; it is held at each file that gets its name. */
    letGo: async (restore: Started): Promise<Ran> => {
      let ran: Ran | null = null
      void restore.ended.then((result) => (ran = result))
      await until(() => (rmSync(holdAt, { force: true }), ran !== null), 'the restore to end')
      return restore.ended
    },
  }
}

type Started = ReturnType<typeof startCommand>

/** Waits until all have ended but one, which has the folder; gives that one and what the others said. */
async function allButOne(started: readonly Started[]): Promise<{ winner: Started; others: Ran[] }> {
  const others = new Map<Started, Ran>()
  for (const one of started) void one.ended.then((ran) => others.set(one, ran))
  await until(() => others.size >= started.length - 1, 'all but one to end')
  const winner = started.find((one) => !others.has(one))
  expect(winner).toBeDefined()
  return { winner: winner!, others: [...others.values()] }
}

/** Each was refused with one sentence. */
function areRefused(others: readonly Ran[]): void {
  for (const { code, out, err } of others) {
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^.+ has the data folder .+\n$/)
  }
}

/** The data are whole, with so many members, and what was there before is kept once, or nothing was replaced. */
async function isWell(folder: string, members: number, before: readonly number[]): Promise<void> {
  const checked = await commandHere(['check', '--data', folder])
  expect(checked).toMatchObject({
    ...{ code: 0, out: expect.stringContaining(`All is well: ${members} members`) as string },
  })
  const names = readdirSync(folder)
  const kept = names.filter((name) => name.startsWith('before-restore-'))
  expect(kept.map((name) => askDatabase(join(folder, name, 'frontdesk.sqlite'), MEMBERS))).toEqual(
    before.map((count) => ({ members: count })),
  )
  expect(names.filter((name) => name.startsWith('restore.'))).toEqual([])
}

describe('of those who want one data folder at one moment', () => {
  it('one restores, and the data of before are kept once', async () => {
    const gym = await gymWithBackup()
    const { winner, others } = await allButOne(Array.from({ length: RESTORES }, gym.restore))
    areRefused(others)
    expect(await gym.letGo(winner)).toMatchObject({ code: 0, err: '' })
    await isWell(gym.folder, 20, [30])
  })

  it('a hub that starts does not, nor end a restore that another process is at', async () => {
    const gym = await gymWithBackup()
    const restore = gym.restore()
    await until(gym.isHeld, 'the restore to be held')
    areRefused([await gym.serve().ended])
    expect(await gym.letGo(restore)).toMatchObject({ code: 0, err: '' })
    await isWell(gym.folder, 20, [30])
  })

  it.each([
    ['first', 0],
    ['last', RESTORES],
  ])('either the hub has it or one who restores: the hub is started %s', async (_when, at) => {
    const gym = await gymWithBackup()
    const starts = Array.from({ length: RESTORES }, () => gym.restore)
    const hubs = new Set<Started>()
    const serve = () => {
      const hub = gym.serve()
      hubs.add(hub)
      return hub
    }
    const { winner, others } = await allButOne(starts.toSpliced(at, 0, serve).map((start) => start()))
    areRefused(others)
    if (hubs.has(winner)) {
      await until(() => existsSync(join(gym.folder, 'hub.json')), 'the hub to be ready')
      winner.process.kill('SIGTERM')
      expect(await winner.ended).toMatchObject({ code: 0 })
      await isWell(gym.folder, 30, [])
    } else {
      expect(await gym.letGo(winner)).toMatchObject({ code: 0, err: '' })
      await isWell(gym.folder, 20, [30])
    }
  })
})
