/** What the desk needs of the browser's WebHID and Web Serial, which TypeScript's own list of the web does not have. */

export interface HidDevice extends EventTarget {
  readonly vendorId: number
  readonly productId: number
  readonly productName: string
  readonly opened: boolean
  readonly collections: readonly { usagePage?: number; usage?: number }[]
  open: () => Promise<void>
  close: () => Promise<void>
  forget?: () => Promise<void>
  sendFeatureReport: (reportId: number, bytes: Uint8Array) => Promise<void>
}

export interface HidInputReport extends Event {
  readonly reportId: number
  readonly data: DataView
}

export interface Hid extends EventTarget {
  getDevices: () => Promise<HidDevice[]>
  requestDevice: (asked: {
    filters: readonly { vendorId?: number; usagePage?: number; usage?: number }[]
  }) => Promise<HidDevice[]>
}

export interface SerialPort extends EventTarget {
  /** False while the device is away; older browsers do not say. */
  readonly connected?: boolean
  readonly readable: ReadableStream<Uint8Array> | null
  getInfo: () => { usbVendorId?: number; usbProductId?: number }
  open: (settings: { baudRate: number }) => Promise<void>
  close: () => Promise<void>
  forget?: () => Promise<void>
}

export interface Serial extends EventTarget {
  getPorts: () => Promise<SerialPort[]>
  requestPort: () => Promise<SerialPort>
}

/** The browser, as far as readers need it. */
export interface DeviceBrowser {
  readonly hid?: Hid
  readonly serial?: Serial
  readonly mediaDevices?: Pick<MediaDevices, 'getUserMedia'>
}
