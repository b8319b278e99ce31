import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
  type KeyObject,
} from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { hubIdOf } from '../protocol/pairing.ts'
import type { OwnCertificate } from '../settings/settings.ts'
import { SettingError } from '../platform/setting-error.ts'
import { selfSignedCertificate } from './certificate.ts'

/** Who a hub is on the network: its key, and a certificate for it. Both in PEM. */
export interface Identity {
  key: string
  certificate: string
  /** The name of the key, see pairing.ts. Desks know the hub by it, whatever certificate it shows. */
  hubId: string
  /** When the hub makes its certificate anew, milliseconds since 1970 UTC. */
  renewAt: number
}

interface IdentityParts {
  /** The hub's data folder. */
  dataFolder: string
  own: OwnCertificate | null
  /** The names and addresses that the hub is reached by. */
  names: readonly string[]
  now: number
}

const DAY_MS = 24 * 3_600_000

/** A certificate is made anew this long before it ends, so that no day without a restart is missed. */
const RENEW_BEFORE_MS = 60 * DAY_MS

/** Where the hub keeps its own; the folder is for its user only. */
const paths = (dataFolder: string) => ({
  folder: join(dataFolder, 'lan'),
  key: join(dataFolder, 'lan', 'key.pem'),
  certificate: join(dataFolder, 'lan', 'certificate.pem'),
})

/** The hub's own key. */
export function keyPath(dataFolder: string): string {
  return paths(dataFolder).key
}

/** The certificate that the hub shows, for browsers that are to trust it. */
export function certificatePath(dataFolder: string): string {
  return paths(dataFolder).certificate
}

/**
 * The hub's identity: the key is made once and stays, because desks know the hub by it; the certificate is renewed when
 * it ends or the hub has other names. Throws a SettingError where the files cannot be read, written or do not fit.
 */
export async function openIdentity(parts: IdentityParts): Promise<Identity> {
  if (parts.own) return readOwn(parts.own)
  const { folder, key: keyPath, certificate: path } = paths(parts.dataFolder)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const key = createPrivateKey(readOrNull(keyPath) ?? writeAtOnce(keyPath, newKey()))
    const kept = readOrNull(path)
    const certificate =
      kept !== null && isGood(kept, key, parts)
        ? kept
        : writeAtOnce(path, await selfSignedCertificate(key, parts.names, parts.now))
    return identityOf(key, certificate)
  } catch (error) {
    throw new SettingError(`The hub's key in ${folder} cannot be used: ${String(error)}`)
  }
}

/** A hub's key and its name. */
export interface HubKey {
  key: KeyObject
  hubId: string
}

/** The key that the hub has by now, its own or its owner's; null where it was never on the network. */
export function findKey({ dataFolder, own }: Pick<IdentityParts, 'dataFolder' | 'own'>): HubKey | null {
  const pem = readOrNull(own ? own.keyFile : paths(dataFolder).key)
  if (pem === null) return null
  const key = createPrivateKey(pem)
  return { key, hubId: hubIdOf(keyHashOfKey(key)) }
}

/** The SHA-256 of a certificate's public key (SPKI, DER): what a pin is compared with. */
export function keyHashOf(certificate: X509Certificate): Buffer {
  return hashOfPublic(certificate.publicKey)
}

/** The same of the hub's own key. */
export function keyHashOfKey(key: KeyObject): Buffer {
  return hashOfPublic(createPublicKey(key))
}

function hashOfPublic(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
}

function identityOf(key: KeyObject, pem: string): Identity {
  const certificate = new X509Certificate(pem)
  return {
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: pem,
    hubId: hubIdOf(keyHashOf(certificate)),
    renewAt: renewAt(certificate),
  }
}

function renewAt(certificate: X509Certificate): number {
  return certificate.validToDate.getTime() - RENEW_BEFORE_MS
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

function isGood(pem: string, key: KeyObject, { names, now }: IdentityParts): boolean {
  const certificate = new X509Certificate(pem)
  const isTheirs = certificate.checkPrivateKey(key)
  const isFresh = now < renewAt(certificate) && certificate.validFromDate.getTime() <= now
  const has = (name: string): boolean => Boolean(certificate.checkHost(name) ?? certificate.checkIP(name))
  return isTheirs && isFresh && names.every(has)
}

function readOwn({ certificateFile, keyFile }: OwnCertificate): Identity {
  try {
    const key = createPrivateKey(readFileSync(keyFile))
    const certificate = readFileSync(certificateFile, 'utf8')
    if (!new X509Certificate(certificate).checkPrivateKey(key))
      throw new Error('the key is of another certificate')
    // Whoever made it renews it.
    return { ...identityOf(key, certificate), renewAt: Infinity }
  } catch (error) {
    throw new SettingError(`settings.json: lan names a certificate that cannot be used: ${String(error)}`)
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Writes the whole file or none, for this user only. */
function writeAtOnce(path: string, content: string): string {
  writeFileAtomic.sync(path, content, { mode: 0o600 })
  return content
}
