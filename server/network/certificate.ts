import 'reflect-metadata'
import { createPublicKey, randomBytes, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

const DAY_MS = 24 * 3_600_000

/** Life of a certificate: desks trust the key and not the date, and some browsers refuse one that lives longer. */
const CERTIFICATE_DAYS = 800

/** A desk whose clock is behind must not take a new certificate for one of the future. */
const BACKDATED_DAYS = 30

/** Bytes of a serial number: random, and positive by its first byte. */
const SERIAL_BYTES = 15

/** A certificate that a hub makes for its own key, in PEM, for the names and addresses that it has. */
export async function selfSignedCertificate(
  key: KeyObject,
  names: readonly string[],
  now: number,
): Promise<string> {
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: `01${randomBytes(SERIAL_BYTES).toString('hex')}`,
    name: 'CN=AV Gym Front Desk',
    notBefore: new Date(now - BACKDATED_DAYS * DAY_MS),
    notAfter: new Date(now + CERTIFICATE_DAYS * DAY_MS),
    signingAlgorithm: ALGORITHM,
    keys: await webKeys(key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
    ],
  })
  return certificate.toString('pem')
}

async function webKeys(key: KeyObject) {
  const pkcs8 = key.export({ type: 'pkcs8', format: 'der' })
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' })
  return {
    privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ALGORITHM, false, ['sign']),
    publicKey: await crypto.subtle.importKey('spki', spki, ALGORITHM, true, ['verify']),
  }
}
