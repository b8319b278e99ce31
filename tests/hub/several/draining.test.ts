import { describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import type { TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

/** What a balancer sees of a hub, and its operator. */
async function readinessOf(hub: TestHub): Promise<{ status: number; troubles: string[] }> {
  const { status } = await fetch(new URL('readyz', hub.http))
  const { troubles } = (await (await hub.fetch('readyz')).json()) as { troubles: { code: string }[] }
  return { status, troubles: troubles.map(({ code }) => code) }
}

describe.skipIf(!isServerThere())('a hub among several', () => {
  it('serves its desks until the balancer knows that it goes, then sends them to the others', async () => {
    const waits: (() => void)[] = []
    const [going, staying] = await openHubs(2, {}, { setTimeout: (callback) => void waits.push(callback) })
    const desks = [await openDesk(going!), await openDesk(going!)]
    const isDrained = going!.drain()
    expect(await readinessOf(going!)).toEqual({ status: 404, troubles: ['draining'] })
    expect(await readinessOf(staying!)).toEqual({ status: 200, troubles: [] })
    const late = await openDesk(going!)
    expect((await late.ask('ping')).type).toBe('pong')

    // The balancer has noticed; each desk is sent away in its turn.
    const letGo = setInterval(() => waits.splice(0).forEach((done) => done()), 1)
    await isDrained.finally(() => clearInterval(letGo))
    for (const desk of [...desks, late]) expect(await desk.closed).toMatchObject({ code: 1001 })
    await expect(openSocket(going!.ws)).rejects.toThrow('503')
    expect((await (await openDesk(staying!)).ask('ping')).type).toBe('pong')
  })

  it('is no place for desks while its clock is another than the database’s', async () => {
    const looks: (() => void)[] = []
    let aheadMs = 0
    const every = (_ms: number, look: () => void): (() => void) => {
      looks.push(look)
      return () => undefined
    }
    const [hub] = await openHubs(1, {}, { now: () => Date.now() + aheadMs, every })
    const troubles = async (): Promise<string[]> => {
      for (const look of looks) look()
      return (await readinessOf(hub!)).troubles
    }
    expect(await troubles()).toEqual([])
    aheadMs = 60_000
    await expect.poll(troubles).toContain('clock_apart')
    expect((await readinessOf(hub!)).status).toBe(503)
    aheadMs = 0
    await expect.poll(troubles).not.toContain('clock_apart')
  })
})
