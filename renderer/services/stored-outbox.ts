import type { DeskStorage } from './lasting-storage.ts'
import { openOutboxDatabase, type OutboxDatabase } from './outbox-database.ts'
import type { OutboxEntry, OutboxStorage } from './outbox-entry.ts'
import { keyOf, newKey, newKeyBytes, seal, unseal, type SealedText } from './sealed-text.ts'

interface OutboxPlace {
  hubId: string
  /** Where earlier versions kept all commands as one text. */
  before: DeskStorage
  /** What the shell around the page keeps in the system's key store; null in a browser. */
  secrets: DeskStorage | null
}

interface Opened {
  database: OutboxDatabase
  key: CryptoKey | null
}

/** Keeps a desk's commands in the browser's database, encrypted where the page can encrypt. */
export function createOutboxStorage({ hubId, before, secrets }: OutboxPlace): OutboxStorage {
  const opened = open(secrets)
  let last: Promise<unknown> = opened
  /** Encrypting takes its time: what is asked later must not come first. */
  const inTurn = <Result>(work: (parts: Opened) => Promise<Result>): Promise<Result> => {
    const turn = last.catch(() => undefined).then(async () => work(await opened))
    last = turn
    return turn
  }
  const put = ({ database, key }: Opened, entry: OutboxEntry): Promise<void> =>
    seal(key, JSON.stringify(entry)).then((sealed) => database.put(hubId, entry.requestId, sealed))
  return {
    load: () =>
      inTurn(async (parts) => {
        await takeOver(before, hubId, (entry) => put(parts, entry))
        const stored = await parts.database.read(hubId)
        const entries = await Promise.all(stored.map((sealed) => readEntry(parts.key, sealed)))
        return entries.filter((entry) => entry !== null)
      }),
    put: (entry) => inTurn((parts) => put(parts, entry)),
    remove: (requestIds) => inTurn(({ database }) => database.remove(hubId, requestIds)),
  }
}

async function open(secrets: DeskStorage | null): Promise<Opened> {
  const database = await openOutboxDatabase()
  if (!globalThis.isSecureContext) return { database, key: null }
  const key = secrets ? await keyAmong(secrets) : await database.key(await newKey())
  return { database, key }
}

const KEY_NAME = 'av-gym-front-desk outbox key'

/** The key in the shell's keeping, which is one of the system's. */
async function keyAmong(secrets: DeskStorage): Promise<CryptoKey> {
  const kept = secrets.getItem(KEY_NAME)
  const bytes = kept === null ? newKeyBytes() : Uint8Array.from(atob(kept), (byte) => byte.charCodeAt(0))
  if (kept === null) secrets.setItem(KEY_NAME, btoa(String.fromCharCode(...bytes)))
  return keyOf(bytes)
}

/** Null for what cannot be read: it stays where it is. */
async function readEntry(key: CryptoKey | null, sealed: SealedText): Promise<OutboxEntry | null> {
  try {
    return JSON.parse(await unseal(key, sealed)) as OutboxEntry
  } catch {
    return null
  }
}

/** Takes over what an earlier version kept. Whoever recorded it is not known: it is nobody's. */
async function takeOver(
  before: DeskStorage,
  hubId: string,
  put: (entry: OutboxEntry) => Promise<void>,
): Promise<void> {
  const key = `av-gym-front-desk outbox ${hubId}`
  const kept = readEarlier(before.getItem(key))
  if (kept.length === 0) return
  for (const { requestId, text } of kept) await put({ requestId, text: asNobodys(text) })
  before.setItem(key, '[]')
}

function readEarlier(kept: string | null): Pick<OutboxEntry, 'requestId' | 'text'>[] {
  try {
    return JSON.parse(kept ?? '[]') as OutboxEntry[]
  } catch {
    return []
  }
}

function asNobodys(text: string): string {
  const frame = JSON.parse(text) as { payload: object }
  return JSON.stringify({ ...frame, payload: { recordedBy: {}, ...frame.payload } })
}
