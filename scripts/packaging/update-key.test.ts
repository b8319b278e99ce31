import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { signedContent } from '../../electron/updates/signed-list.ts'
import { temporaryFolder } from '../../tests/support/temporary-folder.ts'
import { KEY_VARIABLE, readUpdateKey, signLists, writePublicKey } from './update-key.ts'

const NOW = Date.parse('2026-11-23T08:30:00.000Z')

const pemOf = (type: 'ed25519' | 'x25519') =>
  (type === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString()

test('what is signed with the key is good by the half that was built in', () => {
  const folder = temporaryFolder()
  const key = readUpdateKey({ [KEY_VARIABLE]: pemOf('ed25519') })
  if (key === null) throw new Error('There is no key.')
  writePublicKey(key, folder)
  writeFileSync(join(folder, 'latest-linux.yml'), 'version: 2.0.0\n')
  writeFileSync(join(folder, 'latest.yml'), 'version: 2.0.0\n')
  expect(signLists(key, folder, NOW)).toEqual(['latest-linux.yml', 'latest.yml'])
  const builtIn = createPublicKey(readFileSync(join(folder, 'update-key.pem')))
  const signature = Buffer.from(readFileSync(join(folder, 'latest.yml.sig'), 'utf8').trim(), 'base64')
  const isGood = (name: string, list: string) => verify(null, signedContent(name, list), builtIn, signature)
  const list = "version: 2.0.0\nsignedAt: '2026-11-23T08:30:00.000Z'\n"
  expect(readFileSync(join(folder, 'latest.yml'), 'utf8')).toBe(list)
  expect(isGood('latest.yml', list)).toBe(true)
  expect(isGood('latest.yml', list.replace('2.0.0', '3.0.0'))).toBe(false)
  expect(isGood('latest.yml', list.replace('2026', '2027'))).toBe(false)
  expect(isGood('latest-linux.yml', list)).toBe(false)
})

test('a list that is signed again has the new date alone', () => {
  const folder = temporaryFolder()
  const key = generateKeyPairSync('ed25519').privateKey
  writeFileSync(join(folder, 'latest.yml'), 'version: 2.0.0\n')
  signLists(key, folder, NOW)
  signLists(key, folder, NOW + 1)
  const list = readFileSync(join(folder, 'latest.yml'), 'utf8')
  expect(list).toBe("version: 2.0.0\nsignedAt: '2026-11-23T08:30:00.001Z'\n")
})

test('a release without a list is none', () => {
  const key = generateKeyPairSync('ed25519').privateKey
  expect(() => signLists(key, temporaryFolder(), NOW)).toThrow('There is no list')
})

test('without a key none is built in, not even one of a build before', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'update-key.pem'), 'of a build before')
  expect(readUpdateKey({})).toBeNull()
  writePublicKey(null, folder)
  expect(existsSync(join(folder, 'update-key.pem'))).toBe(false)
})

test('another kind of key is refused', () => {
  expect(() => readUpdateKey({ [KEY_VARIABLE]: pemOf('x25519') })).toThrow('must hold an Ed25519 key')
})
