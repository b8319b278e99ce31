import { expect, it } from 'vitest'
import { FakeClock, settled } from '../testing/fake-hub.ts'
import type { Plug } from './plug.ts'
import { PluggedReaders } from './plugged-readers.ts'
import type { KnownReader } from './reader.ts'

const READER: KnownReader = {
  ...{ id: 'one', kind: 'serial', vendorId: 1, productId: 1, name: '', role: 'desk' },
}

/** One reader on a serial port that a test plugs in and pulls. */
function desk() {
  const clock = new FakeClock()
  const port = {
    isTaken: false,
    opened: 0,
    lose: (): void => undefined,
    say: (() => undefined) as (code: string) => void,
  }
  const plug: Plug = {
    ...{ device: {}, vendorId: 1, productId: 1, name: '' },
    open(onCode, onLost) {
      if (port.isTaken) return Promise.reject(new DOMException('taken', 'InvalidStateError'))
      port.opened += 1
      port.lose = onLost
      port.say = onCode
      return Promise.resolve(() => Promise.resolve())
    },
    forget: () => Promise.resolve(),
  }
  const heard: string[] = []
  let there: Plug[] = [plug]
  let changed = (): void => undefined
  const readers = new PluggedReaders({
    plugs: [
      {
        ...{ kind: 'serial', list: () => Promise.resolve(there), choose: () => Promise.resolve(null) },
        onChange: (listener) => (changed = listener),
      },
    ],
    known: () => [READER],
    timers: clock,
    onCode: (id, code) => heard.push(`${id}: ${code}`),
    onChange: () => undefined,
  })
  const put = (plugs: Plug[]): Promise<void> => {
    there = plugs
    changed()
    return settled()
  }
  return { readers, clock, port, heard, pull: () => put([]), plugIn: () => put([plug]) }
}

it('a reader is opened once, however often something else is plugged in', async () => {
  const { readers, port, heard, plugIn } = desk()
  readers.start()
  for (let count = 0; count < 3; count += 1) await plugIn()
  expect([port.opened, readers.statusOf('one')]).toEqual([1, 'connected'])
  port.say('DEMO-1')
  expect(heard).toEqual(['one: DEMO-1'])
})

it('one that is pulled is noticed, and opened when it is back', async () => {
  const { readers, port, pull, plugIn } = desk()
  readers.start()
  await settled()
  await pull()
  expect(readers.statusOf('one')).toBe('unplugged')
  await plugIn()
  expect([port.opened, readers.statusOf('one')]).toEqual([2, 'connected'])
})

it('one that ended by itself is opened again', async () => {
  const { readers, port, clock } = desk()
  readers.start()
  await settled()
  port.lose()
  expect(readers.statusOf('one')).toBe('unplugged')
  await clock.run(2_000)
  await settled()
  expect([port.opened, readers.statusOf('one')]).toEqual([2, 'connected'])
})

it('one that another program has is taken as soon as that lets go', async () => {
  const { readers, port, clock } = desk()
  port.isTaken = true
  readers.start()
  for (let count = 0; count < 5; count += 1) {
    await settled()
    expect(readers.statusOf('one')).toBe('busy')
    await clock.run(2_000)
  }
  port.isTaken = false
  await settled()
  await clock.run(2_000)
  await settled()
  expect([port.opened, readers.statusOf('one')]).toEqual([1, 'connected'])
})
