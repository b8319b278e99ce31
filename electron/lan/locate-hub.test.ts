import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hubIdOf } from '../../server/protocol/pairing.ts'
import type { FindMeans } from './find-hub.ts'
import { locateHub } from './locate-hub.ts'

const PIN = createHash('sha256').update('a hub').digest('base64')
const HUB = { host: '192.0.2.1', port: 8443, pin: PIN }
const hubId = hubIdOf(Buffer.from(PIN, 'base64'))

/** A network in which the hub announces itself at these places, and answers by these keys, one after the other. */
function network(places: readonly { host: string; port: number }[], keys: (string | null)[]): FindMeans {
  return {
    discover(onHub) {
      onHub({ name: 'AV Gym', hubId, places: [...places] })
      return () => undefined
    },
    meet: () => Promise.resolve(keys.shift() ?? null),
  }
}

test('a hub that answers is where it was', async () => {
  expect(await locateHub(HUB, network([], [PIN]))).toBe(HUB)
})

test('a hub that was away for a moment has not moved: the page of a desk stays', async () => {
  expect(await locateHub(HUB, network([{ host: HUB.host, port: HUB.port }], [null, PIN]))).toBe(HUB)
})

test('a hub with another address has moved', async () => {
  const place = { host: '192.0.2.7', port: 8443 }
  expect(await locateHub(HUB, network([place], [null, PIN]))).toEqual({ ...place, pin: PIN })
})
