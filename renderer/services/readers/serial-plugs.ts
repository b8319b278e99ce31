import type { Timers } from '../timers.ts'
import type { Serial, SerialPort } from './devices.ts'
import { chosen, type Plug, type Plugs } from './plug.ts'
import { afterSilence, takeText } from './serial-text.ts'

/** What readers are set to by their makers; over USB it means nothing. */
const BAUD_RATE = 9_600

/** Ends a code of a reader that sends no line end: many times what a USB port holds bytes back (16 ms). */
const SILENCE_MS = 100

/** After a line end, whether more lines follow at once: longer than a USB port holds bytes back. */
const NEXT_LINE_MS = 40

/** As many lines as tell that a scan is no card; no more of them is kept. */
const MANY_LINES = 2

/** Readers on serial ports, through Web Serial. Their codes arrive whatever window is in front. */
export function serialPlugs(serial: Serial, timers: Timers): Plugs {
  const plugOf = (port: SerialPort): Plug => {
    const { usbVendorId, usbProductId } = port.getInfo()
    return {
      device: port,
      vendorId: usbVendorId ?? null,
      productId: usbProductId ?? null,
      name: '',
      open: (onCode, onLost) => open(port, timers, onCode, onLost),
      forget: async () => port.forget?.(),
    }
  }
  return {
    kind: 'serial',
    list: async () => (await serial.getPorts()).filter(({ connected }) => connected !== false).map(plugOf),
    async choose() {
      const port = await chosen(() => serial.requestPort())
      return port && plugOf(port)
    },
    onChange(listener) {
      serial.addEventListener('connect', listener)
      serial.addEventListener('disconnect', listener)
    },
  }
}

async function open(
  port: SerialPort,
  timers: Timers,
  onCode: (code: string) => void,
  onLost: () => void,
): Promise<() => Promise<void>> {
  await port.open({ baudRate: BAUD_RATE })
  const reader = port.readable?.getReader()
  if (!reader) throw new Error('The port was opened and gives nothing to read.')
  const heard = listenToText(timers, onCode)
  const ended = pump(reader, (text) => heard.text(text))
  let isClosing = false
  void ended.then(async () => {
    heard.stop()
    reader.releaseLock()
    await port.close().catch(() => undefined)
    if (!isClosing) onLost()
  })
  return async () => {
    isClosing = true
    await reader.cancel().catch(() => undefined)
    await ended
  }
}

/** Reads until the port is closed or gone. */
async function pump(reader: ReadableStreamDefaultReader<Uint8Array>, onText: (text: string) => void) {
  try {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) return
      onText(String.fromCharCode(...value))
    }
  } catch {
    // The cable was pulled: the same end.
  }
}

/** Puts together what comes at once: of a scan of many lines one code, with a line break in it, which is no card's. */
function listenToText(timers: Timers, onCode: (code: string) => void) {
  let pending = ''
  let lines: string[] = []
  let timer: number | null = null
  const stop = (): void => {
    if (timer !== null) timers.clearTimeout(timer)
    timer = null
  }
  const silence = (): void => {
    timer = null
    const last = afterSilence(pending)
    const code = [...lines, ...(last === null ? [] : [last])].join('\n')
    pending = ''
    lines = []
    if (code !== '') onCode(code)
  }
  return {
    stop,
    text(text: string): void {
      stop()
      const taken = takeText(pending, text)
      pending = taken.pending
      lines = [...lines, ...taken.codes].slice(0, MANY_LINES)
      timer = timers.setTimeout(silence, pending === '' ? NEXT_LINE_MS : SILENCE_MS)
    },
  }
}
