import { expect, it } from 'vitest'
import type { VisitPayload } from '../../server/protocol/server-frames.ts'
import { EMPTY_DESK, type DeskState } from './desk-state.ts'
import { SIGNED_OUT } from './connection-state.ts'
import { keepBuilding, readKeptBuilding } from './kept-building.ts'
import type { SignInState } from './sign-in.ts'
import { WebSocketService } from './websocket.ts'

const HUB = 'http://127.0.0.1:8000/'
const NEWS_AT = 1_700_000_000_000

const SOFIA = { id: 'v1', member: { id: 'm1', full_name: 'Sofia Lindqvist' }, notes: 'Knee', seq: 7 }

/** A page that knows of one person inside, and how it is closed, and how its person signs out. */
function pageThatKnows(storage: Storage) {
  const desk: DeskState = { ...EMPTY_DESK, present: new Map([['m1', SOFIA as VisitPayload]]) }
  const service = { desk, connection: { ...SIGNED_OUT, lastNewsAt: NEWS_AT } }
  const signIn = { state: { phase: 'signed_in', error: null, turn: 1 } as SignInState }
  let close = (): void => undefined
  let told = (): void => undefined
  keepBuilding({
    service,
    signIn: {
      ...signIn,
      get state() {
        return signIn.state
      },
      subscribe: (observer) => ((told = observer), () => true),
    },
    storage,
    hubId: HUB,
    page: {
      addEventListener: (_type: string, listener: unknown) => (close = listener as () => void),
      setInterval: () => 0,
    },
  })
  const signOut = (): void => {
    signIn.state = { phase: 'signed_out', error: null, turn: 1 }
    told()
  }
  return { close: () => close(), signOut }
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
  const service = new WebSocketService({ address: 'ws://hub/', kept: readKeptBuilding(storage, HUB) })
  const states = [service.connection]
  void service.connect({ get: () => new Promise(() => undefined), renew: () => undefined })
  states.push(service.connection)
  expect(states.map(({ lastNewsAt }) => lastNewsAt)).toEqual([NEWS_AT, NEWS_AT])
  expect([...service.desk.present.values()]).toEqual([{ ...SOFIA, notes: '' }])
  expect(service.desk.position).toBeNull()
  service.disconnect()
})

it('nothing is kept once nobody is signed in, of another hub, or of what is no building', () => {
  const storage = memory()
  const page = pageThatKnows(storage)
  page.close()
  expect(readKeptBuilding(storage, 'http://another/')).toBeNull()
  page.signOut()
  page.close()
  expect(readKeptBuilding(storage, HUB)).toBeNull()
  storage.setItem(`av-gym-front-desk building ${HUB}`, '{"present": 7}')
  expect(readKeptBuilding(storage, HUB)).toBeNull()
})
