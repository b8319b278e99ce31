import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dateList, signedContent } from '../../electron/updates/signed-list.ts'

/** Holds the private key of whoever makes the app: Ed25519, PEM. Made by `openssl genpkey -algorithm ed25519`. */
export const KEY_VARIABLE = 'FRONTDESK_UPDATE_KEY'

/** The key that newer versions are signed with; null where there is none, and then no app that is built takes any. */
export function readUpdateKey(environment: NodeJS.ProcessEnv): KeyObject | null {
  const pem = environment[KEY_VARIABLE]
  if (!pem) return null
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${KEY_VARIABLE} must hold an Ed25519 key.`)
  return key
}

/** Builds the public half into the app, beside its main process, or makes sure that there is none. */
export function writePublicKey(key: KeyObject | null, mainFolder: string): void {
  const path = join(mainFolder, 'update-key.pem')
  if (key === null) rmSync(path, { force: true })
  else writeFileSync(path, createPublicKey(key).export({ type: 'spki', format: 'pem' }))
}

/**
 * Signs the lists of the newest version in a folder of packages, each in a file beside it, and writes into them when that was: no app
 * takes a list that was signed long ago. Returns their names. Throws where there is none: what cannot be taken must not look like a
 * release.
 */
export function signLists(key: KeyObject, folder: string, now: number): string[] {
  const lists = globSync('latest*.yml', { cwd: folder }).sort()
  if (lists.length === 0) throw new Error(`There is no list latest*.yml in ${folder} to be signed.`)
  for (const list of lists) {
    const content = dateList(readFileSync(join(folder, list), 'utf8'), now)
    writeFileSync(join(folder, list), content)
    const signature = sign(null, signedContent(list, content), key)
    writeFileSync(join(folder, `${list}.sig`), `${signature.toString('base64')}\n`)
  }
  return lists
}
