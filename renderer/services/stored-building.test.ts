import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { VisitPayload } from '../../server/protocol/server-frames.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'
import { SIGNED_OUT } from './connection-state.ts'
import { storeBuilding, readStoredBuilding } from './stored-building.ts'
import type { SignInState } from './sign-in.ts'
import { HubConnection } from './connection.ts'

const HUB = 'http://127.0.0.1:8000/'
const NEWS_AT = 1_700_000_000_000

const SOFIA = { id: 'v1', member: { id: 'm1', full_name: 'Sofia Lindqvist' }, notes: 'Knee', seq: 7 }

/** A page that knows of one person inside, and how it is closed, signed out, and turned away. */
function pageThatKnows(storage: Storage) {
  const desk: DeskState = { ...EMPTY_DESK, present: new Map([['m1', SOFIA as VisitPayload]]) }
  const service = { desk, connection: { ...SIGNED_OUT, currentAt: NEWS_AT } }
  const store = createStore<SignInState>(() => ({ phase: 'signed_in', error: null, turn: 1 }))
  const page = new EventTarget()
  const setInterval = () => 0
  storeBuilding({
    ...{ service, signIn: { store }, storage, hubId: HUB },
    page: { addEventListener: page.addEventListener.bind(page), setInterval },
  })
  return {
    close: () => page.dispatchEvent(new Event('pagehide')),
    signOut: () => store.setState({ phase: 'signed_out' }),
    turnAway() {
      service.connection = { ...service.connection, phase: 'stopped', stoppedBecause: 'desk_removed' }
    },
  }
}

function memory(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  } as Storage
}

it('the next page knows who was inside and since when that is old, before the hub says a word', () => {
  const storage = memory()
  pageThatKnows(storage).close()
  const service = new HubConnection({ address: 'ws://hub/', kept: readStoredBuilding(storage, HUB) })
  const states = [service.connection]
  void service.connect({ get: () => new Promise(() => undefined), renew: () => undefined })
  states.push(service.connection)
  expect(states.map(({ currentAt }) => currentAt)).toEqual([NEWS_AT, NEWS_AT])
  expect([...service.desk.present.values()]).toEqual([{ ...SOFIA, notes: '' }])
  expect(service.desk.position).toBeNull()
  service.disconnect()
})

it('nothing is kept of a desk that the hub has turned away', () => {
  const storage = memory()
  const page = pageThatKnows(storage)
  page.close()
  page.turnAway()
  page.close()
  expect(readStoredBuilding(storage, HUB)).toBeNull()
})

it('nothing is kept once nobody is signed in, of another hub, or of what is no building', () => {
  const storage = memory()
  const page = pageThatKnows(storage)
  page.close()
  expect(readStoredBuilding(storage, 'http://another/')).toBeNull()
  page.signOut()
  page.close()
  expect(readStoredBuilding(storage, HUB)).toBeNull()
  storage.setItem(`av-gym-front-desk building ${HUB}`, '{"present": 7}')
  expect(readStoredBuilding(storage, HUB)).toBeNull()
})
