import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runCommand } from '../support/hub/command-line.ts'
import { askDatabase } from '../support/hub/data.ts'
import { openDesk } from '../support/client/desk.ts'
import { startHubProcess } from '../support/hub/hub.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ROUNDS = 3

it('backups of a gym of 5,000, one after the other, each hold one moment of a desk that never stops scanning', async () => {
  const running = await startHubProcess(['--port', '0', '--demo', '5000', '--limit', 'framesPerSecond=0'])
  const desk = await openDesk(running)
  const target = join(temporaryFolder(), 'under-load.sqlite')
  const load = { isOver: false, answered: 0 }
  const scanning = (async () => {
    while (!load.isOver) {
      const number = String((load.answered % 5_000) + 1).padStart(5, '0')
      expect((await desk.ask('scan', { code: `DEMO-${number}` })).type).toBe('scan_result')
      load.answered += 1
    }
  })()
  for (let round = 0; round < ROUNDS; round += 1) {
    const answeredBefore = load.answered
    const ran = await runCommand(['backup', target, '--data', running.folder])
    expect(ran.code).toBe(0)
    expect(load.answered).toBeGreaterThan(answeredBefore)
    const last = Number(/seq (\d+)/.exec(ran.out)?.[1])
    const events = askDatabase(target, 'select count(*) as count, max(seq) as last from events')
    expect(events).toEqual({ count: last, last })
  }
  load.isOver = true
  await scanning
  expect((await runCommand(['check', '--data', running.folder])).out).toContain('All is well')
})
