import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { HAS_FILE_MODES } from '../../tests/support/system.ts'
import { readSecretKept, SecretFile, type Cipher } from './secret-file.ts'

/** Turns every byte around; refuses what another key has made. */
function cipherOf(key: number): Cipher {
  const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ key))
  return {
    encryptStringAsync: (text) =>
      Promise.resolve(Buffer.concat([Buffer.from([key]), turned(Buffer.from(text))])),
    decryptStringAsync(content) {
      if (content[0] !== key) return Promise.reject(new Error('another key'))
      return Promise.resolve({ result: turned(content.subarray(1)).toString(), shouldReEncrypt: false })
    },
  }
}

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'secrets.json')
}

test.skipIf(!HAS_FILE_MODES)(
  'what is kept is there at the next start, encrypted, for this user alone',
  async () => {
    const path = place()
    const file = new SecretFile(path, cipherOf(7))
    expect(await file.read()).toEqual({})
    await Promise.all([file.keep('one', 'first'), file.keep('two', 'second'), file.keep('one', 'newest')])
    expect(await new SecretFile(path, cipherOf(7)).read()).toEqual({ one: 'newest', two: 'second' })
    expect(readFileSync(path, 'utf8')).not.toContain('newest')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  },
)

test('what cannot be read is nothing, and does not hinder what is kept next', async () => {
  const path = place()
  await new SecretFile(path, cipherOf(7)).keep('old', 'of another user')
  const file = new SecretFile(path, cipherOf(9))
  expect(await file.read()).toEqual({})
  await file.keep('new', 'ours')
  expect(await file.read()).toEqual({ new: 'ours' })
  writeFileSync(path, '{ spoilt')
  expect(await file.read()).toEqual({})
  await file.keep('new', 'again')
  expect(await file.read()).toEqual({ new: 'again' })
})

test('a file that cannot be read for once is not written over', async () => {
  const path = place()
  await new SecretFile(path, cipherOf(7)).keep('old', 'value')
  const busy = new SecretFile(path, cipherOf(7), () => {
    throw Object.assign(new Error('busy'), { code: 'EBUSY' })
  })
  await expect(busy.keep('new', 'value')).rejects.toThrow('busy')
  await expect(busy.read()).rejects.toThrow('busy')
  expect(await new SecretFile(path, cipherOf(7)).read()).toEqual({ old: 'value' })
})

test('a write that fails is told, and the next one is done', async () => {
  const cipher = cipherOf(7)
  const file = new SecretFile(place(), cipher)
  const failing = { ...cipher, encryptStringAsync: () => Promise.reject(new Error('no key store')) }
  await expect(new SecretFile(place(), failing).keep('a', 'b')).rejects.toThrow('no key store')
  await file.keep('a', 'b')
  expect(await file.read()).toEqual({ a: 'b' })
})

test.each([
  [['name', 'value'], true],
  [['name'], false],
  [['name', 1], false],
  [['name', 'value', 'more'], false],
  [['n'.repeat(301), 'value'], false],
  [['name', 'v'.repeat(16 * 1024 + 1)], false],
  [['__proto__', 'value'], false],
])('the arguments of keeping %#', (given, isTaken) => {
  expect(readSecretKept(given) !== null).toBe(isTaken)
})
