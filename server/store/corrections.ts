import type { Tx } from './database.ts'
import type { CorrectionsTable } from './tables/days.ts'
import { preparedWrite } from './prepared.ts'

const insert = preparedWrite<CorrectionsTable>()((db, value) =>
  db.insertInto('corrections').values({
    seq: value('seq'),
    at: value('at'),
    counted: value('counted'),
    registered: value('registered'),
    reason: value('reason'),
    staff_id: value('staff_id'),
  }),
)

/** Keeps a headcount with its event. */
export function insertCorrection(tx: Tx, correction: CorrectionsTable): void {
  insert(tx, correction)
}
