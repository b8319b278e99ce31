import { X509Certificate } from 'node:crypto'
import type { Session } from 'electron'
import { pinOf, type Pin } from '../lan/pin.ts'

/** Chromium's words for a verdict: the connection is good, it fails, or the usual rules decide. */
export const VERDICT = { trusted: 0, refused: -2, usual: -3 } as const

interface Shown {
  hostname: string
  /** The certificate, PEM. */
  data: string
}

/** The hub that this desk was paired with. */
interface Pinned {
  host: string
  pin: Pin
}

/**
 * Whether whoever shows this certificate is trusted. A paired desk trusts its hub's key at its hub's address and nothing
 * else, whoever signed it; a desk that was paired with none leaves it to the usual rules.
 */
export function judgeCertificate({ hostname, data }: Shown, pinned: Pinned | null): number {
  if (pinned === null) return VERDICT.usual
  if (hostname !== pinned.host) return VERDICT.refused
  try {
    return pinOf(new X509Certificate(data)) === pinned.pin ? VERDICT.trusted : VERDICT.refused
  } catch {
    return VERDICT.refused
  }
}

/**
 * Pins the hub's key for all that the page asks for. To be called before the page asks for anything: Chromium remembers
 * verdicts, and would not ask again.
 */
export function guardCertificates(session: Session, pinned: Pinned | null): void {
  session.setCertificateVerifyProc(({ hostname, certificate }, answer) =>
    answer(judgeCertificate({ hostname, data: certificate.data }, pinned)),
  )
}
