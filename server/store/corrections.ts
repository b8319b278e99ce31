import type { CorrectionsTable, Tx } from './database.ts'

/** Keeps a headcount with its event. */
export async function insertCorrection(tx: Tx, correction: CorrectionsTable): Promise<void> {
  await tx.insertInto('corrections').values(correction).execute()
}
