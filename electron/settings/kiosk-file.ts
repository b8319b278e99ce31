import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { SettingError } from './setting-error.ts'

/** What the page keeps its sign-in and waiting scans under: a PC that goes on in the same gym as something else goes on with them. */
const id = z.string().min(1).optional()

/** A folder beside the file. */
const standbyName = z.string().regex(/^standby(-\d+)?$/)

/** The folder of the data of its own hub, where that was a standby's; a desk keeps it for when it hosts again. */
const data = standbyName.optional()

/** What this PC was made. */
const kioskFile = z.discriminatedUnion('role', [
  z.strictObject({
    role: z.literal('host'),
    id,
    data,
  }),
  z.strictObject({
    role: z.literal('desk'),
    id,
    data,
    hub: z.strictObject({
      host: z.string().min(1),
      port: z.int().min(1).max(65_535),
      /** Nothing but this key is the hub. */
      pin: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
    }),
    /** The folder with the copy of the hub that is kept here. */
    standby: standbyName.optional(),
    /** Signs the desk in once, at the first start after it was paired. */
    code: z.string().optional(),
  }),
])

export type KioskRole = z.output<typeof kioskFile>

/** The host of the gym's hub. */
export type HostRole = Extract<KioskRole, { role: 'host' }>

/** A desk of a hub elsewhere. */
export type DeskRole = Extract<KioskRole, { role: 'desk' }>

/** The hub that a desk was paired with. */
export type PairedHub = DeskRole['hub']

const pathIn = (userData: string): string => join(userData, 'kiosk.json')

/** Where the hub of this PC has its data. */
export function hostFolder(userData: string, role: KioskRole | null = null): string {
  return join(userData, role?.data ?? 'hub')
}

/** What this PC is; null before its first start. Throws a SettingError where the file is spoilt: guessing would be worse. */
export function readKioskFile(userData: string): KioskRole | null {
  const path = pathIn(userData)
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new SettingError(`${path} cannot be read.`)
  }
  try {
    return kioskFile.parse(JSON.parse(content))
  } catch {
    throw new SettingError(
      `${path} is spoilt. Delete it to set this PC up anew; the gym's data are not in it.`,
    )
  }
}

/** Keeps it, the whole of it or nothing. */
export function writeKioskFile(userData: string, role: KioskRole): void {
  const content = `${JSON.stringify(kioskFile.parse(role), null, 2)}\n`
  writeFileAtomic.sync(pathIn(userData), content, { mode: 0o600 })
}
