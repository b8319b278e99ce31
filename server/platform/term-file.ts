import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { FIRST_TERM, type Term } from '../protocol/term.ts'
import { termShape } from '../protocol/term-claim.ts'
import { SettingError } from './setting-error.ts'

const keptTerm = termShape.extend({
  /** A later term that another hub of this gym holds: this one must not serve any more. */
  supersededBy: termShape.optional(),
  /** Where the hub was that this one was promoted in place of: it is told. */
  before: z.object({ host: z.string(), port: z.int() }).optional(),
})

/** Which term the hub of a data folder holds. In a file beside its key, because no restored backup may take it back. */
export type KeptTerm = z.output<typeof keptTerm>

const pathOf = (folder: string): string => join(folder, 'term.json')

/** The first where none was kept, as in every gym that never promoted a standby. */
export function readTerm(folder: string): KeptTerm {
  const path = pathOf(folder)
  if (!existsSync(path)) return FIRST_TERM
  try {
    return keptTerm.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new SettingError(`${path} is damaged: it says which hub of the gym may serve. Put it back.`)
  }
}

export function writeTerm(folder: string, kept: KeptTerm): void {
  writeFileAtomic.sync(pathOf(folder), `${JSON.stringify(kept)}\n`, { mode: 0o600 })
}

/** What there is to do where another hub of the gym has taken over. */
export function supersededSentence(folder: string, { number }: Term): string {
  return (
    `Another hub of this gym has taken over (term ${number}), so this one no longer serves. Keep the data folder ${folder} as it is, ` +
    'and join the other hub from this PC. To keep a copy here: hub standby in a new folder.'
  )
}

/** Throws a SettingError where another hub of the gym has taken over from this folder's. */
export function requireUnsuperseded(folder: string): void {
  const { supersededBy } = readTerm(folder)
  if (supersededBy) throw new SettingError(supersededSentence(folder, supersededBy))
}
