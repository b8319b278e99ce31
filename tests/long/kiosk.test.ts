import { beforeAll, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { openKiosk } from '../support/shell/kiosk.ts'
import { readHubFile, RUNTIME } from '../support/shell/shell.ts'

beforeAll(() => ensureDesk())

test(`a locked desk ends when the system says so, on ${RUNTIME}`, async () => {
  const { process: shell, exited, dataFolder } = await openKiosk()
  shell.kill('SIGTERM')
  expect(await exited).toBe(0)
  expect(readHubFile(dataFolder)).toBeUndefined()
})
