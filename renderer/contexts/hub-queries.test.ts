import { QueryObserver, type QueryClient } from '@tanstack/react-query'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createStore } from 'zustand/vanilla'
import type { CalledName, SentParamsOf } from '../../server/protocol/operations.ts'
import type { SignInState } from '../services/sign-in.ts'
import { emptySnapshot, liveLine, settled } from '../services/testing/fake-hub.ts'
import type { HubConnection } from '../services/connection.ts'
import { createHubQueries } from './hub-queries.ts'

/** A desk that is live, where somebody is signed in. */
async function liveDesk() {
  const line = await liveLine()
  line.hub.say(emptySnapshot(line.hub.ofType('snapshot')[0], 5))
  const store = createStore<SignInState>(() => ({ phase: 'signed_in', error: null, turn: 1 }))
  const queries = createHubQueries({ service: line.service, signIn: { store } })
  return { ...line, queries, become: store.setState }
}

/** What a component on the screen would do: it looks at an answer for as long as the test goes. */
function look<Name extends CalledName>(
  { queries, service }: { queries: QueryClient; service: HubConnection },
  name: Name,
  params: SentParamsOf<Name>,
) {
  const observer = new QueryObserver(queries, {
    queryKey: [name, params],
    queryFn: () => service.call(name, params),
  })
  onTestFinished(observer.subscribe(() => undefined))
  return observer
}

const ANNA = { id: 'anna', full_name: 'Anna', membership_type: 'Basic', photo_url: null }

describe('what the hub answered', () => {
  it('of a member is asked again when an event is about them, and for no other', async () => {
    const desk = await liveDesk()
    look(desk, 'members.get', { memberId: 'anna' })
    look(desk, 'members.get', { memberId: 'ben' })
    await settled()
    const [first, second] = desk.hub.ofType('request')
    desk.hub.say({ type: 'reply', requestId: first?.requestId ?? '', payload: {} })
    desk.hub.say({ type: 'reply', requestId: second?.requestId ?? '', payload: {} })
    await settled()
    desk.hub.say({ type: 'member_changed', payload: { seq: 6, at: '', member: ANNA } } as never)
    await settled()
    const asked = desk.hub.ofType('request').map(({ payload }) => payload?.['params'])
    expect(asked).toEqual([{ memberId: 'anna' }, { memberId: 'ben' }, { memberId: 'anna' }])
  })

  it('is forgotten when another person signs in, and asked again once the hub knows them', async () => {
    const desk = await liveDesk()
    const staff = look(desk, 'staff.list', {})
    await settled()
    const [asked] = desk.hub.ofType('request')
    desk.hub.say({ type: 'reply', requestId: asked?.requestId ?? '', payload: { staff: [] } })
    await settled()
    expect(staff.getCurrentResult().data).toEqual({ staff: [] })
    desk.become({ turn: 2 })
    await settled()
    expect(staff.getCurrentResult().data).toBeUndefined()
    expect(desk.hub.ofType('request')).toHaveLength(1)
    desk.hub.send(JSON.stringify({ type: 'authenticate', requestId: 'another' }))
    await settled()
    expect(desk.hub.ofType('request')).toHaveLength(2)
  })

  it('is not shown to the next person where it comes after they signed in', async () => {
    const desk = await liveDesk()
    const staff = look(desk, 'staff.list', {})
    await settled()
    desk.become({ turn: 2 })
    const [asked] = desk.hub.ofType('request')
    desk.hub.say({ type: 'reply', requestId: asked?.requestId ?? '', payload: { staff: [] } })
    await settled()
    expect(staff.getCurrentResult().data).toBeUndefined()
  })

  it('stays as it is with a renewed token, and is asked again after a time without a line', async () => {
    const desk = await liveDesk()
    look(desk, 'closings.list', {})
    await settled()
    const count = (): number => desk.sockets.flatMap((socket) => socket.ofType('request')).length
    desk.hub.send(JSON.stringify({ type: 'authenticate', requestId: 'first' }))
    await settled()
    const before = count()
    desk.hub.send(JSON.stringify({ type: 'authenticate', requestId: 'renewed' }))
    await settled()
    expect(count()).toBe(before)
    desk.hub.onclose?.({ code: 1006, reason: '' })
    await desk.clock.run(10_000)
    expect(count()).toBe(before)
    desk.socket().open()
    await settled()
    expect(count()).toBe(before + 1)
  })
})
