import { expect, test } from 'vitest'
import { handle, noArguments } from './ipc.ts'

type Listener = (event: { senderFrame: object | null }, ...given: unknown[]) => unknown

const DESK = { origin: 'app://frontdesk', parent: null }

function handler(): Listener {
  let listener: Listener = () => undefined
  handle(
    { handle: (_channel, given) => (listener = given as never) },
    'kiosk:test',
    noArguments,
    () => 'answer',
  )
  return listener
}

test('the main frame of the desk gets its answer', () => {
  expect(handler()({ senderFrame: DESK })).toBe('answer')
})

test.each([
  ['a frame inside the desk', { ...DESK, parent: DESK }],
  ['a page from elsewhere', { origin: 'http://192.168.1.5:8000', parent: null }],
  ['a page without an origin', { origin: 'null', parent: null }],
  ['a frame that is gone', null],
])('%s is refused', (_who, senderFrame) => {
  expect(() => handler()({ senderFrame })).toThrow('Refused.')
})

test('a call with other arguments than its own is refused', () => {
  expect(() => handler()({ senderFrame: DESK }, '../../etc')).toThrow('arguments of kiosk:test')
})
