import { setTimeout as wait } from 'node:timers/promises'
import { asBackupError } from '../backup/backup-error.ts'
import type { Manifest } from '../backup/manifest.ts'
import { NotTheHub } from '../network/ask-pinned.ts'
import { SettingError } from '../platform/setting-error.ts'
import { HubError } from '../protocol/errors.ts'
import { copiesFolder, fetchCopy } from './fetch-copy.ts'
import type { StandbyTrouble } from '../protocol/standby.ts'
import type { StandbyFile } from './standby-file.ts'
import { keepState } from './state-file.ts'

/** Between two looks at the hub: what a gym may have to send again from its desks. */
const COPY_EVERY_MS = 60_000

/** After a try that failed: another standby was at its copy, or the hub is about to be back. */
const TRY_AGAIN_MS = 5_000

interface KeepingParts {
  folder: string
  standby: StandbyFile
  now: () => number
  copied: (manifest: Manifest) => void
  /** Told why there is no newer copy, once each time that the reason is another; null when there is one again. */
  trouble: (sentence: string | null) => void
  signal: AbortSignal
}

/** Keeps the newest copy of a hub until the signal, and beside it how that stands. Rejects with a SettingError where the hub has taken this PC's right away. */
export async function keepCopying({
  folder,
  standby,
  now,
  copied,
  trouble,
  signal,
}: KeepingParts): Promise<void> {
  const state = keepState(folder, standby.deskId ?? null)
  let known: string | null = null
  const say = (sentence: string | null): void => {
    if (sentence !== known) trouble(sentence)
    known = sentence
  }
  while (!signal.aborted) {
    let nextInMs = COPY_EVERY_MS
    try {
      const manifest = await fetchCopy(folder, standby)
      if (manifest) copied(manifest)
      state({ currentAt: now(), trouble: null })
      say(null)
    } catch (error) {
      state({ trouble: kindOf(error, folder) })
      if (error instanceof SettingError) throw error
      say(sentenceOf(error, folder))
      nextInMs = TRY_AGAIN_MS
    }
    await wait(nextInMs, undefined, { signal }).catch(() => undefined)
  }
}

/** What the system says where it is the network's fault and not the disk's. */
const NETWORK_CODES = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_|ENOTFOUND)/

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function kindOf(error: unknown, folder: string): StandbyTrouble {
  if (error instanceof SettingError) return 'removed'
  if (error instanceof NotTheHub || NETWORK_CODES.test(codeOf(error))) return 'hub'
  return asBackupError(error, copiesFolder(folder)) instanceof HubError ? 'disk' : 'broken_off'
}

function sentenceOf(error: unknown, folder: string): string {
  if (error instanceof NotTheHub) return error.message
  if (NETWORK_CODES.test(codeOf(error))) return 'The line to the hub broke off.'
  const told = asBackupError(error, copiesFolder(folder))
  if (told instanceof HubError) return told.message
  return 'The copy broke off. It is tried again in a moment.'
}
