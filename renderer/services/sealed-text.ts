/** Text as it is stored: encrypted, or as it is where the browser encrypts nothing, as on a page without TLS. */
export type SealedText = string | { iv: Uint8Array<ArrayBuffer>; data: ArrayBuffer }

const CIPHER = 'AES-GCM'

/** Bytes of a key, and of what makes each encryption another; as the cipher has them. */
const KEY_BYTES = 32
const IV_BYTES = 12

const USES: KeyUsage[] = ['encrypt', 'decrypt']

/** A new key that no script can read again. */
export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: CIPHER, length: KEY_BYTES * 8 }, false, USES)
}

/** A new key as bytes, for a store that encrypts them itself. */
export function newKeyBytes(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES))
}

export function keyOf(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, CIPHER, false, USES)
}

export async function seal(key: CryptoKey | null, text: string): Promise<SealedText> {
  if (key === null) return text
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(text))
  return { iv, data }
}

/** Rejects where it was sealed with another key, or changed since. */
export async function unseal(key: CryptoKey | null, sealed: SealedText): Promise<string> {
  if (typeof sealed === 'string') return sealed
  if (key === null) throw new Error('There is no key for what was sealed.')
  return new TextDecoder().decode(
    await crypto.subtle.decrypt({ name: CIPHER, iv: sealed.iv }, key, sealed.data),
  )
}
