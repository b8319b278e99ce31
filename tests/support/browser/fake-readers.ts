import type { Page } from 'playwright-core'

/** A reader that is not there: what the browser would say of it. */
export interface FakeReader {
  kind: 'hid' | 'serial'
  name: string
  vendorId: number
  productId: number
}

/** Hardware in place of the browser's own, which a test machine has none of. */
export interface FakeReaders {
  plug: (reader: FakeReader) => Promise<void>
  unplug: (name: string) => Promise<void>
  /** The reader reads a code, and sends it as it does. */
  scan: (name: string, code: string) => Promise<void>
}

interface Plugged extends EventTarget {
  spec: FakeReader
  send: (code: string) => void
  pull: () => void
}

interface FakeWindow extends Window {
  fakes: {
    plug: (reader: FakeReader) => void
    unplug: (name: string) => void
    scan: (name: string, code: string) => void
  }
}

/** Gives the page readers of its own from its next load on; those in `readers` are plugged in, leave is kept over a load. */
export async function installFakeReaders(page: Page, readers: readonly FakeReader[]): Promise<FakeReaders> {
  await page.addInitScript(inPage, readers)
  const call = (name: keyof FakeWindow['fakes'], ...given: unknown[]): Promise<void> =>
    page.evaluate(
      ([called, values]) => {
        const { fakes } = window as unknown as FakeWindow
        ;(fakes[called] as (...given: unknown[]) => void)(...values)
      },
      [name, given] as const,
    )
  return {
    plug: (reader) => call('plug', reader),
    unplug: (name) => call('unplug', name),
    scan: (name, code) => call('scan', name, code),
  }
}

/** Runs in the page, before anything of ours. */
function inPage(readers: readonly FakeReader[]): void {
  const allowed = new Set(JSON.parse(sessionStorage.getItem('fake readers') ?? '[]') as string[])
  const allow = (name: string): void => {
    allowed.add(name)
    sessionStorage.setItem('fake readers', JSON.stringify([...allowed]))
  }

  class HidDevice extends EventTarget implements Plugged {
    opened = false
    collections = [{ usagePage: 0x8c, usage: 2 }]
    readonly vendorId: number
    readonly productId: number
    readonly productName: string
    readonly spec: FakeReader
    constructor(spec: FakeReader) {
      super()
      this.spec = spec
      this.vendorId = spec.vendorId
      this.productId = spec.productId
      this.productName = spec.name
    }
    open(): Promise<void> {
      if (this.opened) return Promise.reject(new DOMException('open', 'InvalidStateError'))
      this.opened = true
      return Promise.resolve()
    }
    close(): Promise<void> {
      this.opened = false
      return Promise.resolve()
    }
    sendFeatureReport(): Promise<void> {
      return Promise.resolve()
    }
    forget(): Promise<void> {
      allowed.delete(this.spec.name)
      return Promise.resolve()
    }
    send(code: string): void {
      if (!this.opened) return
      const bytes = new Uint8Array(63)
      bytes[0] = code.length
      bytes.set(
        Array.from(`]C0${code}`).map((each) => each.charCodeAt(0)),
        1,
      )
      const report = new Event('inputreport')
      Object.assign(report, { reportId: 2, data: new DataView(bytes.buffer), device: this })
      this.dispatchEvent(report)
    }
    pull(): void {
      this.opened = false
    }
  }

  class SerialPort extends EventTarget implements Plugged {
    readable: ReadableStream<Uint8Array> | null = null
    readonly spec: FakeReader
    #wire: ReadableStreamDefaultController<Uint8Array> | null = null
    constructor(spec: FakeReader) {
      super()
      this.spec = spec
    }
    getInfo() {
      return { usbVendorId: this.spec.vendorId, usbProductId: this.spec.productId }
    }
    open(): Promise<void> {
      if (this.readable) return Promise.reject(new DOMException('open', 'InvalidStateError'))
      this.readable = new ReadableStream({ start: (wire) => void (this.#wire = wire) })
      return Promise.resolve()
    }
    close(): Promise<void> {
      this.readable = null
      return Promise.resolve()
    }
    send(code: string): void {
      if (!this.readable) return
      const bytes = new TextEncoder().encode(`${code}\r\n`)
      this.#wire?.enqueue(bytes.slice(0, 4))
      this.#wire?.enqueue(bytes.slice(4))
    }
    pull(): void {
      this.#wire?.error(new DOMException('The device has been lost.', 'NetworkError'))
      this.readable = null
    }
  }

  const plugged: Plugged[] = []
  const of = (kind: FakeReader['kind']) => plugged.filter(({ spec }) => spec.kind === kind)
  const given = (kind: FakeReader['kind']) => of(kind).filter(({ spec }) => allowed.has(spec.name))
  const choose = (kind: FakeReader['kind']): Plugged => {
    const device = of(kind).find(({ spec }) => !allowed.has(spec.name))
    if (!device) throw new DOMException('Nothing was chosen.', 'NotFoundError')
    allow(device.spec.name)
    return device
  }
  const hid = Object.assign(new EventTarget(), {
    getDevices: () => Promise.resolve(given('hid')),
    requestDevice: () => Promise.resolve().then(() => [choose('hid')]),
  })
  const serial = Object.assign(new EventTarget(), {
    getPorts: () => Promise.resolve(given('serial')),
    requestPort: () => Promise.resolve().then(() => choose('serial')),
  })
  const plug = (spec: FakeReader): void => {
    plugged.push(spec.kind === 'hid' ? new HidDevice(spec) : new SerialPort(spec))
    ;(spec.kind === 'hid' ? hid : serial).dispatchEvent(new Event('connect'))
  }
  const unplug = (name: string): void => {
    const [device] = plugged.splice(
      plugged.findIndex(({ spec }) => spec.name === name),
      1,
    )
    device?.pull()
    ;(device?.spec.kind === 'hid' ? hid : serial).dispatchEvent(new Event('disconnect'))
  }
  const scan = (name: string, code: string): void =>
    plugged.find(({ spec }) => spec.name === name)?.send(code)
  for (const reader of readers) plug(reader)
  Object.assign(window, { fakes: { plug, unplug, scan } })
  Object.defineProperty(navigator, 'hid', { value: hid })
  Object.defineProperty(navigator, 'serial', { value: serial })
}
