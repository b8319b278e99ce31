import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { TestHub } from '../../support/hub/hub.ts'
import { storedRows, storedTables } from '../../support/hub/stored.ts'

/** A fingerprint of every row of a running hub, but for those that it writes by itself every half hour. */
export async function hashOfRows({ folder }: Pick<TestHub, 'folder'>): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await storedTables(folder)) {
    if (name !== 'half_hours')
      hash.update(JSON.stringify(await storedRows(folder, `select * from "${name}"`)))
  }
  return hash.digest('hex')
}

/** True when the hub has nothing left to do by itself: every visit is filed under its member. */
export function isFiled(hub: Pick<TestHub, 'folder'>): boolean {
  const file = new Database(join(hub.folder, 'frontdesk.sqlite'), { readonly: true })
  const filed = file.prepare('select filed_seq = seq from hub_state').pluck().get()
  file.close()
  return filed === 1
}

/** What a metric comes to, over all its labels or those in `name`. */
export async function metric(hub: Pick<TestHub, 'fetch'>, name: string): Promise<number> {
  const text = await (await hub.fetch('metrics')).text()
  const lines = text.split('\n').filter((line) => line.startsWith(name))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

/** Bytes that the hub's process has, and those that its objects use. */
export interface Memory {
  resident: number
  heap: number
}

export async function memoryOf(hub: Pick<TestHub, 'fetch'>): Promise<Memory> {
  const kind = (name: string) => metric(hub, `frontdesk_memory_bytes{kind="${name}"}`)
  return { resident: await kind('resident'), heap: await kind('heap_used') }
}

export function inWords({ resident, heap }: Memory): string {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024)
  return `${megabytes(resident)} MB (${megabytes(heap)} MB of objects)`
}
