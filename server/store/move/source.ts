import type { Tx } from '../database.ts'
import { isPostgres } from '../dialect.ts'
import { findState } from '../state.ts'
import { findNewerMigration, isOutdated } from '../store.ts'
import { findEpoch, markIn, type HistoryHead, type Mark } from './mark.ts'
import { refusal } from './refusal.ts'

/**
 * Keeps all hubs from writing until this transaction ends, as each of them locks that row first, and says how far the history has come.
 * Throws a HubError with a sentence where there is nothing to be moved.
 */
export async function lockSource(tx: Tx, name: string, to: string): Promise<HistoryHead> {
  await lockState(tx).catch((error: unknown) => {
    throw isHeldByHub(error)
      ? refusal(`A hub is at work on ${name}. Stop all of them, then move.`, error)
      : error
  })
  return readSource(tx, name, to)
}

/** The same without keeping anybody from writing. `to` is where the data may have been moved to already. */
export async function readSource(tx: Tx, name: string, to?: string): Promise<HistoryHead> {
  const state = (await findEpoch(tx)) === null ? null : await findState(tx)
  if (state === null) throw refusal(`There is no gym in ${name}.`)
  const newer = await findNewerMigration(tx)
  if (newer !== undefined)
    throw refusal(
      `A newer version wrote the data in ${name} (${newer}). Use that version: this one would leave things out.`,
    )
  if (await isOutdated(tx)) {
    throw refusal(`An older version wrote the data in ${name}. Start the hub once to bring them up to date.`)
  }
  const { epoch, seq, auditSeq, auditHash, trustedAt } = state
  return { epoch: nameOf(epoch, name, to), seq, auditSeq, auditHash, trustedAt }
}

async function lockState(tx: Tx): Promise<void> {
  if (!isPostgres(tx) || (await findEpoch(tx)) === null) return
  await tx.selectFrom('hub_state').select('id').forUpdate().execute()
}

/** The row was not to be had in time, or somebody has just written it. */
function isHeldByHub(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['55P03', '40001'].includes(String(error.code))
}

/** The name of the history, also where it was marked by the very move that is to be ended. */
function nameOf(epoch: string, name: string, to: string | undefined): string {
  const mark: Mark | null = markIn(epoch)
  if (mark === null) return epoch
  if (mark.is === 'moved' && mark.to === to) return mark.epoch
  throw refusal(
    mark.is === 'moved'
      ? `The data in ${name} were moved to ${mark.to} already.`
      : `Not all data of ${mark.from} have arrived in ${name}. End that move first.`,
  )
}
