import { v7 as uuidv7 } from 'uuid'
import type { DeskStorage, ShellStorage } from './lasting-storage.ts'
import { openOutboxDatabase, type OutboxDatabase } from './outbox-database.ts'
import type { OutboxEntry, OutboxStorage } from './outbox-entry.ts'
import { keyOf, newKey, newKeyBytes, seal, unseal, type SealedText } from './sealed-text.ts'

interface OutboxPlace {
  hubId: string
  /** Where earlier versions kept all commands as one text. */
  before: DeskStorage
  /** What the shell around the page keeps in the system's key store; null in a browser. */
  secrets: ShellStorage | null
  openDatabase?: typeof openOutboxDatabase
}

interface Opened {
  database: OutboxDatabase
  /** What is kept now is sealed with this; null where the page encrypts nothing. */
  key: CryptoKey | null
  /** What was kept before is sealed with one of these. */
  keys: readonly CryptoKey[]
}

/** Keeps a desk's commands in the browser's database, encrypted where the page can encrypt. */
export function createOutboxStorage({
  hubId,
  before,
  secrets,
  openDatabase = openOutboxDatabase,
}: OutboxPlace): OutboxStorage {
  let opened: Promise<Opened> | null = null
  const forget = (): void => void (opened = null)
  /** One that failed or was closed is opened anew for what is asked next. */
  const ready = (): Promise<Opened> => {
    if (opened) return opened
    opened = openDatabase(forget).then((database) => open(database, secrets))
    opened.catch(forget)
    return opened
  }
  let last: Promise<unknown> = Promise.resolve()
  /** Encrypting takes its time: what is asked later must not come first. */
  const inTurn = <Result>(work: (parts: Opened) => Promise<Result>): Promise<Result> => {
    const turn = last.catch(() => undefined).then(async () => work(await ready()))
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
        const entries = await Promise.all(stored.map((sealed) => readEntry(parts.keys, sealed)))
        return entries.filter((entry) => entry !== null)
      }),
    put: (entry) => inTurn((parts) => put(parts, entry)),
    remove: (requestIds) => inTurn(({ database }) => database.remove(hubId, requestIds)),
  }
}

async function open(database: OutboxDatabase, secrets: ShellStorage | null): Promise<Opened> {
  if (!globalThis.isSecureContext) return { database, key: null, keys: [] }
  const ofShell = secrets ? await keysAmong(secrets) : []
  const [key = await database.key(await newKey())] = ofShell
  return { database, key, keys: [...ofShell, ...(await database.keys())] }
}

const KEY_NAME = 'av-gym-front-desk outbox key'

/** The keys in the shell's keeping, which is the system's; a new one where it gives none back, and none where it takes none. */
async function keysAmong(secrets: ShellStorage): Promise<CryptoKey[]> {
  const names = secrets.names().filter((name) => name.startsWith(KEY_NAME))
  const kept = names.map((name) => secrets.getItem(name) ?? '')
  if (kept.length === 0) kept.push(...(await keepNewKey(secrets)))
  return Promise.all(kept.map((text) => keyOf(Uint8Array.from(atob(text), (byte) => byte.charCodeAt(0)))))
}

/** A key that cannot be read now may be at the next start: the new one gets a name of its own and takes the place of none. */
async function keepNewKey(secrets: ShellStorage): Promise<string[]> {
  const text = btoa(String.fromCharCode(...newKeyBytes()))
  try {
    await secrets.keep(`${KEY_NAME} ${uuidv7()}`, text)
    return [text]
  } catch {
    return []
  }
}

/** Null for what cannot be read: it stays where it is. */
async function readEntry(keys: readonly CryptoKey[], sealed: SealedText): Promise<OutboxEntry | null> {
  const tries = typeof sealed === 'string' ? [null] : keys
  try {
    return JSON.parse(await Promise.any(tries.map((key) => unseal(key, sealed)))) as OutboxEntry
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
