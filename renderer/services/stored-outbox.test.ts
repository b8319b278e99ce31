import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { shellStorage } from './lasting-storage.ts'
import type { OutboxDatabase } from './outbox-database.ts'
import type { OutboxEntry } from './outbox-entry.ts'
import type { SealedText } from './sealed-text.ts'
import { createOutboxStorage } from './stored-outbox.ts'

/** The browser's database as far as this needs it, of one hub. */
function memoryDatabase(): OutboxDatabase & { kept: CryptoKey[] } {
  const entries = new Map<string, SealedText>()
  const kept: CryptoKey[] = []
  return {
    kept,
    read: () => Promise.resolve([...entries.values()]),
    put(_hubId, requestId, sealed) {
      entries.set(requestId, sealed)
      return Promise.resolve()
    },
    remove(_hubId, requestIds) {
      for (const requestId of requestIds) entries.delete(requestId)
      return Promise.resolve()
    },
    keys: () => Promise.resolve([...kept]),
    key(fresh) {
      if (kept.length === 0) kept.push(fresh)
      return Promise.resolve(kept[0] ?? fresh)
    },
  }
}

/** The shell of a PC whose key store may fail. */
class FakeShell {
  secrets: Record<string, string> = {}
  isReadable = true
  isWritable = true

  readSecrets(): Promise<Record<string, string>> {
    return this.isReadable ? Promise.resolve({ ...this.secrets }) : Promise.reject(new Error('no key store'))
  }

  keepSecret(name: string, value: string): Promise<void> {
    if (!this.isWritable) return Promise.reject(new Error('no key store'))
    this.secrets[name] = value
    return Promise.resolve()
  }
}

const entry = (requestId: string): OutboxEntry => ({ requestId, text: '{"type":"scan"}' })
const before = { getItem: () => null, setItem: () => undefined }

describe('what waits at a desk whose key store fails', () => {
  beforeEach(() => void vi.stubGlobal('isSecureContext', true))
  afterEach(() => void vi.unstubAllGlobals())

  const pc = () => {
    const shell = new FakeShell()
    const database = memoryDatabase()
    /** The desk's storage as after a start. */
    const start = async () =>
      createOutboxStorage({
        ...{ hubId: 'hub', before, secrets: await shellStorage(shell) },
        openDatabase: () => Promise.resolve(database),
      })
    const load = async (): Promise<string[]> =>
      (await (await start()).load()).map(({ requestId }) => requestId)
    return { shell, database, start, load }
  }

  it('once is read again at the next start, and what was saved meanwhile too', async () => {
    const { shell, start, load } = pc()
    await (await start()).put(entry('id-1'))
    shell.isReadable = false
    const without = await start()
    expect(await without.load()).toEqual([])
    await without.put(entry('id-2'))
    shell.isReadable = true
    expect(await load()).toEqual(['id-1', 'id-2'])
  })

  it('to keep the key is sealed with one of the browser, which is there after a reload', async () => {
    const { shell, database, start, load } = pc()
    shell.isWritable = false
    await (await start()).put(entry('id-1'))
    expect(database.kept).toHaveLength(1)
    expect(await load()).toEqual(['id-1'])
    shell.isWritable = true
    await (await start()).put(entry('id-2'))
    expect(await load()).toEqual(['id-1', 'id-2'])
  })

  it('never is sealed with a key that the system keeps, and with none of the browser', async () => {
    const { shell, database, start, load } = pc()
    await (await start()).put(entry('id-1'))
    await (await start()).put(entry('id-2'))
    expect(await load()).toEqual(['id-1', 'id-2'])
    expect([Object.keys(shell.secrets).length, database.kept.length]).toEqual([1, 0])
  })

  it('is read where an earlier version named the key', async () => {
    const { shell, start, load } = pc()
    await (await start()).put(entry('id-1'))
    const [key = ''] = Object.values(shell.secrets)
    shell.secrets = { 'av-gym-front-desk outbox key': key }
    expect(await load()).toEqual(['id-1'])
  })
})

describe('a database that is not there for once', () => {
  afterEach(() => void vi.unstubAllGlobals())

  it('fails what is to be saved then, and is opened anew for the next', async () => {
    const database = memoryDatabase()
    const openDatabase = vi.fn(() => Promise.resolve(database)).mockRejectedValueOnce(new Error('busy'))
    const outbox = createOutboxStorage({ hubId: 'hub', before, secrets: null, openDatabase })
    await expect(outbox.put(entry('id-1'))).rejects.toThrow('busy')
    await outbox.put(entry('id-2'))
    expect(await outbox.load()).toEqual([entry('id-2')])
    expect(openDatabase).toHaveBeenCalledTimes(2)
  })

  it.each(['onclose', 'onversionchange'] as const)('is opened anew after %s', async (event) => {
    const database = { close: vi.fn(), onclose: () => undefined, onversionchange: () => undefined }
    const open = vi.fn(() => {
      const opening = { result: database, onsuccess: () => undefined }
      queueMicrotask(() => opening.onsuccess())
      return opening
    })
    vi.stubGlobal('indexedDB', { open })
    const outbox = createOutboxStorage({ hubId: 'hub', before, secrets: null })
    await outbox.remove([]).catch(() => undefined)
    expect(open).toHaveBeenCalledTimes(1)
    database[event]()
    await outbox.remove([]).catch(() => undefined)
    expect(open).toHaveBeenCalledTimes(2)
  })
})
