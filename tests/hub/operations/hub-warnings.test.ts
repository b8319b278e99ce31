import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const HOUR_MS = 3_600_000

it('desks are told that backups fail, at once and at each sign-in, and that they work again', async () => {
  let now = Date.now()
  const timers: (() => void)[] = []
  const folder = join(temporaryFolder(), 'backups')
  writeFileSync(folder, 'a file where a folder should be')
  const hub = await startHub(
    { 'backup-folder': folder, limit: ['silentPeerMs=9999999999'] },
    { now: () => now, every: (_ms, callback) => (timers.push(callback), () => undefined) },
  )
  const desk = await openDesk(hub)
  await addMember(hub)
  const warnings = (of: TestDesk): string[] | undefined =>
    of.frames.findLast(({ type }) => type === 'hub_status')?.payload.warnings as string[] | undefined
  const afterTimers = (of: TestDesk) => {
    for (const timer of timers) timer()
    return warnings(of)
  }
  await expect.poll(() => afterTimers(desk)).toContain('backup_failed')
  const later = await openDesk(hub)
  await later.next('hub_status')
  expect(warnings(later)).toContain('backup_failed')

  rmSync(folder)
  now += HOUR_MS
  await expect.poll(() => afterTimers(later)?.includes('backup_failed') ?? false).toBe(false)
})
