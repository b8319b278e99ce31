import { expect, it, onTestFinished } from 'vitest'
import { HubConnection } from '../../renderer/services/connection.ts'
import { openDesk } from '../support/client/desk.ts'
import { startHubProcess } from '../support/hub/hub.ts'

/** A hundred desks with a hundred each, and how long it takes them, are for the faults and the bench. */
const DESKS = 3
const RECORDED = 20

/** Enough that the storm's members are all of those who may come in and are not inside. */
const MEMBERS = 100

const timers = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** Cards of demo members whom the rules let in: every tenth is refused. */
function cardsThatOpen(count: number): string[] {
  const numbers = Array.from({ length: MEMBERS }, (_, index) => index + 1).filter((number) => number % 10)
  return numbers.slice(0, count).map((number) => `DEMO-${String(number).padStart(5, '0')}`)
}

it('desks that come back at once, each with what it recorded, are all current, and each scan was done once', async () => {
  const demo = ['--demo', String(MEMBERS)]
  const first = await startHubProcess(['--port', '0', ...demo])
  const token = await first.token()
  const desks = Array.from({ length: DESKS }, () => new HubConnection({ address: first.ws, timers }))
  onTestFinished(() => desks.forEach((desk) => desk.disconnect()))
  await Promise.all(desks.map((desk) => desk.connect(token)))
  await expect.poll(() => desks.every((desk) => desk.desk.position !== null)).toBe(true)
  const insideBefore = desks[0]!.desk.present.size

  const cards = cardsThatOpen(DESKS * RECORDED)
  const asked = cards.map((card, index) => desks[index % DESKS]!.scan(card, { mode: 'in' }))
  await first.stop('SIGKILL')
  await expect.poll(() => desks.some((desk) => desk.isConnected)).toBe(false)

  const { port } = new URL(first.http)
  const second = await startHubProcess(['--port', port, ...demo], first.folder)
  const results = await Promise.all(asked)
  const inside = insideBefore + DESKS * RECORDED
  await expect.poll(() => desks.map((desk) => desk.desk.present.size)).toEqual(desks.map(() => inside))
  expect(results.filter(({ visit }) => visit === null)).toEqual([])
  expect(new Set(results.map(({ visit }) => visit?.id)).size).toBe(cards.length)
  const looker = await openDesk(second)
  const { payload } = await looker.ask('snapshot')
  expect(payload.present).toHaveLength(inside)
  for (const desk of desks) expect(desk.desk.position?.seq).toBe(payload.seq)
})
