import type { KioskBridge } from '../../electron/bridge.ts'
import type { Desk } from './desk.ts'
import { refusalBy } from './hub-refusal.ts'

type Shell = Pick<KioskBridge, 'diagnostics'>

/**
 * What helps to find a fault: of this desk, of the app around it, and of the hub where whoever is signed in may know. Names of
 * members, staff, desks and readers, cards and visits are not among it.
 */
export async function collectDiagnostics(desk: Desk, shell: Shell | undefined): Promise<object> {
  const [hub, app] = await Promise.all([
    desk.service.call('diagnostics.read', {}).catch(problemOf),
    shell?.diagnostics().catch(problemOf),
  ])
  return { madeAt: new Date().toISOString(), desk: diagnosticsOfDesk(desk), app: app ?? null, hub }
}

function problemOf(error: unknown): { problem: string } {
  const refusal = refusalBy(error)
  return { problem: refusal === null ? 'not_reached' : refusal.code }
}

function diagnosticsOfDesk({ service, readers, notices, signIn, kioskScreen }: Desk): object {
  const { position, person } = service.desk
  return {
    ...{ browser: navigator.userAgent, language: document.documentElement.lang },
    ...{ width: window.innerWidth, height: window.innerHeight, pixelRatio: window.devicePixelRatio },
    ...{ isSecure: window.isSecureContext, upSeconds: Math.round(performance.now() / 1_000) },
    ...{
      signIn: signIn.store.getState().phase,
      role: person?.role ?? null,
      kiosk: kioskScreen.store.getState(),
    },
    connection: service.connection,
    position,
    readers: readers.store.getState().readers.map(({ kind, status }) => ({ kind, status })),
    ...notices.store.getState(),
  }
}

/** Hands the browser a file to save. Its address is good until the page is left: a person may take long over the dialog. */
export function saveFile(name: string, content: string | Blob, type = 'application/json'): void {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }))
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
}
