import { EventEmitter } from 'node:events'

type RequestHandler = (
  page: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string },
) => void
type CheckHandler = (page: unknown, permission: string, origin: string, details: object) => boolean

/** The permissions that are asked about, by Electron's names, and by those that the browser driver knows them by. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  'local-network-access': 'local-network-access',
  'local-network': 'local-network-access',
  'loopback-network': 'local-network-access',
  notifications: 'notifications',
  geolocation: 'geolocation',
  'clipboard-read': 'clipboard-read',
  midi: 'midi',
}

/** Keeps the app's handlers and asks them what a page may do. */
class Session extends EventEmitter {
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
  }

  setDevicePermissionHandler(): void {
    // No device reaches a page that is driven.
  }

  /** What both handlers grant to a page of the app, by the driver's names. */
  async granted(pageAddress: string): Promise<string[]> {
    const names = Object.keys(PERMISSIONS)
    const answers = await Promise.all(names.map((name) => this.#grants(name, pageAddress)))
    const granted = names.filter((_name, index) => answers[index]).map((name) => PERMISSIONS[name] ?? name)
    return [...new Set(granted)]
  }

  async #grants(permission: string, address: string): Promise<boolean> {
    const details = { isMainFrame: true, requestingUrl: address }
    if (this.#check?.(null, permission, address, details) === false) return false
    const ask = this.#request
    return ask === null || (await new Promise<boolean>((resolve) => ask(null, permission, resolve, details)))
  }
}

export const session = { defaultSession: new Session() }
