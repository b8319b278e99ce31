import { expect, it } from 'vitest'
import { FakeClock, settled } from '../testing/fake-hub.ts'
import type { Serial, SerialPort } from './devices.ts'
import { Readers } from './readers.ts'

/** A desk with a reader on a serial port, and how it reads a card. */
async function deskWithSerialReader() {
  const kept = new Map<string, string>()
  const clock = new FakeClock()
  const bytes = new TransformStream<Uint8Array, Uint8Array>()
  const port: SerialPort = Object.assign(new EventTarget(), {
    readable: bytes.readable,
    getInfo: () => ({ usbVendorId: 1, usbProductId: 1 }),
    open: () => Promise.resolve(),
    close: () => Promise.resolve(),
  })
  const serial: Serial = Object.assign(new EventTarget(), {
    getPorts: () => Promise.resolve([port]),
    requestPort: () => Promise.resolve(port),
  })
  const readers = new Readers({
    storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    browser: { serial },
    isSecure: true,
    timers: clock,
  })
  await readers.connect('serial')
  const writer = bytes.writable.getWriter()
  const scan = async (code: string): Promise<void> => {
    await writer.write(new TextEncoder().encode(`${code}\r`))
    await settled()
    await clock.run(1_000)
  }
  return { readers, scan }
}

it('a card that was not read is forgotten once any reader has read one', async () => {
  const { readers, scan } = await deskWithSerialReader()
  const codes: string[] = []
  readers.onCode(({ code }) => codes.push(code))
  readers.notBelieved('too_slow')
  expect(readers.store.getState().unread).toBe('too_slow')
  await scan('GYM0001')
  expect([codes, readers.store.getState().unread]).toEqual([['GYM0001'], null])
})
