import { X509Certificate } from 'node:crypto'
import type { Session } from 'electron'
import { pinOf, type Pin } from '../lan/pin.ts'

/** Chromium's words for a verdict: the connection is good, it fails, or the usual rules decide. */
export const VERDICT = { trusted: 0, refused: -2, usual: -3 } as const

/**
 * Whether whoever shows this certificate (PEM) is trusted. A paired desk trusts its hub's key, wherever it is and whoever
 * signed it, and nothing else; a desk that was paired with none leaves it to the usual rules.
 */
export function judgeCertificate(pem: string, pin: Pin | null): number {
  if (pin === null) return VERDICT.usual
  try {
    return pinOf(new X509Certificate(pem)) === pin ? VERDICT.trusted : VERDICT.refused
  } catch {
    return VERDICT.refused
  }
}

/**
 * Pins the hub's key for all that the page asks for. To be called before the page asks for anything: Chromium remembers
 * verdicts, and would not ask again.
 */
export function guardCertificates(session: Session, pin: Pin | null): void {
  session.setCertificateVerifyProc(({ certificate }, answer) =>
    answer(judgeCertificate(certificate.data, pin)),
  )
}
