import { readFileSync } from 'node:fs'
import type { SafeStorage } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import type { ReadArguments } from '../ipc.ts'

/** Of Electron's safe storage what is needed: the system's own key store. */
export type Cipher = Pick<SafeStorage, 'encryptStringAsync' | 'decryptStringAsync'>

/** Encrypted values by name, base 64. */
const secretFile = z.record(z.string(), z.base64())

/** Names and values of the page are short; a page that went wrong fills no disk. */
const MAX_NAME_CHARACTERS = 300
const MAX_VALUE_CHARACTERS = 16 * 1024

/**
 * What the desk's page keeps and nobody else who reads this disk may have: who is signed in, and the desk's credential. Encrypted
 * with a key that the system keeps for this user.
 */
export class SecretFile {
  readonly #path: string
  readonly #cipher: Cipher
  readonly #readText: (path: string) => string
  #writing: Promise<void> = Promise.resolve()

  constructor(path: string, cipher: Cipher, readText = (from: string) => readFileSync(from, 'utf8')) {
    this.#path = path
    this.#cipher = cipher
    this.#readText = readText
  }

  /** All of them, those that are just being kept too. One that cannot be decrypted is left out: whoever it belonged to signs in again. Rejects where the file cannot be read. */
  async read(): Promise<Record<string, string>> {
    await this.#writing.catch(() => undefined)
    const readable: Record<string, string> = {}
    for (const [name, content] of Object.entries(this.#load())) {
      const value = await this.#decrypted(content)
      if (value !== null) readable[name] = value
    }
    return readable
  }

  /** Keeps one. Those that are kept at the same time wait for each other; a write that broke off leaves what was there. */
  async keep(name: string, value: string): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#keep(name, value))
    await this.#writing
  }

  async #keep(name: string, value: string): Promise<void> {
    const encrypted = await this.#cipher.encryptStringAsync(value)
    const content = { ...this.#load(), [name]: encrypted.toString('base64') }
    writeFileAtomic.sync(this.#path, JSON.stringify(content), { mode: 0o600 })
  }

  /** Nothing where there is no file, or a spoilt one; throws where it cannot be read: nobody may write over what is in it. */
  #load(): Record<string, string> {
    const text = this.#text()
    try {
      return secretFile.parse(JSON.parse(text))
    } catch {
      return {}
    }
  }

  #text(): string {
    try {
      return this.#readText(this.#path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}'
      throw error
    }
  }

  async #decrypted(content: string): Promise<string | null> {
    try {
      return (await this.#cipher.decryptStringAsync(Buffer.from(content, 'base64'))).result
    } catch {
      return null
    }
  }
}

/** Reads the page's arguments of `keepSecret`. */
export const readSecretKept: ReadArguments<[name: string, value: string]> = (given) => {
  const [name, value, ...more] = given
  if (more.length > 0 || typeof name !== 'string' || typeof value !== 'string') return null
  const isShort = name.length <= MAX_NAME_CHARACTERS && value.length <= MAX_VALUE_CHARACTERS
  return isShort && name !== '__proto__' ? [name, value] : null
}
