import { createHash, X509Certificate } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter } from 'node:path'

type RequestHandler = (
  page: unknown,
  permission: string,
  answer: (isGranted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string },
) => void
type VerifyProc = (
  request: { hostname: string; certificate: { data: string } },
  answer: (verdict: number) => void,
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

/** Electron's verdicts. */
const TRUSTED = 0
const REFUSED = -2

function keyHash(pem: string): string {
  const spki = new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(spki).digest('base64')
}

/** Keeps the app's handlers and asks them what a page may do. */
class Session extends EventEmitter {
  #request: RequestHandler | null = null
  #check: CheckHandler | null = null
  #verify: VerifyProc | null = null

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#request = handler
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#check = handler
  }

  setCertificateVerifyProc(verify: VerifyProc | null): void {
    this.#verify = verify
  }

  /**
   * The keys that the app trusts beside those that Chromium does, as Chromium's switch for it takes them. The app can only be
   * asked about the certificates that there are in its test: they are in the files that STANDIN_CERTIFICATES names.
   */
  trustedKeys(): string[] {
    const paths = (process.env['STANDIN_CERTIFICATES'] ?? '')
      .split(delimiter)
      .filter((path) => existsSync(path))
    return paths
      .map((path) => readFileSync(path, 'utf8'))
      .filter((pem) => this.#trusts(pem))
      .map(keyHash)
  }

  #trusts(pem: string): boolean {
    let verdict = REFUSED
    this.#verify?.({ hostname: '', certificate: { data: pem } }, (answer) => (verdict = answer))
    return verdict === TRUSTED
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
