import { afterEach, expect, test, vi } from 'vitest'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
  process.exitCode = undefined
})

test.each([
  ['a supervisor starts the app anew by its end', '1', { calls: 0, exitCode: 3 }],
  ['without one the app does it itself', '', { calls: 1, exitCode: undefined }],
])('%s', async (_how, supervised, expected) => {
  vi.stubEnv('FRONTDESK_SUPERVISED', supervised)
  const { relaunch } = await import('./relaunch.ts')
  const asked = vi.fn()
  relaunch({ relaunch: asked })
  expect({ calls: asked.mock.calls.length, exitCode: process.exitCode }).toEqual(expected)
})
