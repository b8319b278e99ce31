import { describe, expect, it } from 'vitest'
import { onScreen, StaffMessages, type HeldMessage } from './staff-messages.ts'
import { lastingStorage } from './lasting-storage.ts'

const HERE = 'desk-1'
const NOW = 1_000_000

function message(change: Partial<HeldMessage> = {}): HeldMessage {
  return {
    ...{ id: 'm', text: 'Pool closed', from: 'Anna', at: '2026-11-25T10:00:00.000Z' },
    ...{ fromDesk: { id: 'desk-2', name: 'Bar' }, toDesk: null, asksSeen: false, until: null, seen: [] },
    ...{ holdsMs: 1_000, endsAt: NOW + 1_000 },
    ...change,
  }
}

const shown = (change: Partial<HeldMessage>, putAway: string[] = []): boolean =>
  onScreen({ messages: [message(change)], desks: [], putAway: new Set(putAway) }, HERE, NOW).length === 1

describe('a message', () => {
  const from = { id: HERE, name: 'Here' }
  const seen = [{ desk: from, name: 'Ben', at: '' }]
  it.each([
    ['is on the screen', true, {}, []],
    ['is not when it holds no more', false, { endsAt: NOW }, []],
    ['is not when it was put away here', false, {}, ['m']],
    ['with an end stays until then, put away or not', true, { until: 'x' }, ['m']],
    ['that asks for it stays until it was seen here', true, { asksSeen: true }, ['m']],
    ['that was seen here is not', false, { asksSeen: true, seen }, []],
    ['that was seen here and has an end stays until then', true, { asksSeen: true, seen, until: 'x' }, []],
    ['of this desk itself is no news here', false, { fromDesk: from }, []],
    [
      'of this desk itself that asks to be seen is not asked here',
      false,
      { fromDesk: from, asksSeen: true },
      [],
    ],
    ['of this desk itself with an end is', true, { fromDesk: from, until: 'x' }, []],
  ])('%s', (_promise, expected, change, putAway) => {
    expect(shown(change, putAway)).toBe(expected)
  })
})

describe('the messages of a desk', () => {
  /** A desk whose hub has these messages. */
  function desk(stored: Map<string, string>, listed: HeldMessage[]) {
    let signedIn = (): void => undefined
    let told: (message: HeldMessage) => void = () => undefined
    const messages = new StaffMessages({
      service: {
        onSignedIn: (listener) => ((signedIn = listener as () => void), () => true),
        onStaffMessage: (listener) => ((told = listener), () => true),
        call: () => Promise.resolve({ messages: listed, desks: [] } as never),
      },
      storage: lastingStorage(() => ({
        getItem: (key) => stored.get(key) ?? null,
        setItem: (key, value) => void stored.set(key, value),
      })),
      now: () => NOW,
    })
    return { messages, signIn: () => signedIn(), tell: (one: HeldMessage) => told(one) }
  }

  it('are those that still hold when it comes back, by its own clock, and what was put away stays so', async () => {
    const stored = new Map<string, string>()
    const first = desk(stored, [message({ id: 'a', holdsMs: 500 }), message({ id: 'b', holdsMs: 0 })])
    first.signIn()
    await expect
      .poll(() => first.messages.store.getState().messages.map(({ endsAt }) => endsAt))
      .toEqual([NOW + 500, NOW])
    first.messages.putAway('a')
    const again = desk(stored, [])
    expect(again.messages.store.getState().putAway.has('a')).toBe(true)
  })

  it('are told once, the newest news of each in place of the older', () => {
    const { messages, tell } = desk(new Map(), [])
    tell(message({ id: 'a' }))
    tell(message({ id: 'b', at: '2026-11-25T11:00:00.000Z' }))
    tell(message({ id: 'a', holdsMs: 0 }))
    expect(messages.store.getState().messages.map(({ id, endsAt }) => [id, endsAt])).toEqual([
      ['b', NOW + 1_000],
      ['a', NOW],
    ])
  })
})
