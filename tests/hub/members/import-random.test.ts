import { json } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { COMMAND_LINE } from '../../../server/auth/staff.ts'
import type { Disposition, RowOutcome } from '../../../server/protocol/import-report.ts'
import { openTestFiles } from '../../support/hub/members-files.ts'
import { csvOf, HEADER, randomMapping, randomRow } from '../../support/hub/random-files.ts'
import { randomCases, seededRandom } from '../../support/random.ts'

/** Files into one gym, each with what the ones before it have left there. */
const FILES_A_GYM = 10
const ROWS = 12

const rowsOf = (rows: readonly RowOutcome[]) =>
  rows.map(({ line, what, columns }) => ({ line, what, columns }))

it('a random file becomes what its preview says, row for row, and again changes nothing but what was refused', async () => {
  const random = seededRandom('random imports')
  for (let gym = 0; gym < randomCases(1); gym += 1) {
    const files = await openTestFiles()
    let added = 0
    for (let at = 0; at < FILES_A_GYM; at += 1) {
      const rows = Array.from({ length: ROWS }, () => randomRow(random))
      const bytes = csvOf([HEADER, ...rows])
      const mapping = await randomMapping(bytes, random)
      const take = (isPreview: boolean, plan?: string) =>
        files.importMapped({ bytes }, { mapping, isPreview, onlyGood: true, plan }, COMMAND_LINE)
      const preview = await take(true)
      const taken = await take(false, preview.plan)
      added += taken.counts.added
      const where = `TEST_SEED=${random.seed}, gym ${gym}, file ${at}`
      expect(rowsOf([...taken.rows]), where).toEqual(rowsOf([...preview.rows]))
      expect(taken.rest, where).toBe(preview.rest)
      expect(sum(taken.counts), where).toBe(ROWS)
      const again = await take(false)
      added += again.counts.added
      expect(
        changedIn([...again.rows]).filter((line) => !refusedIn([...taken.rows]).includes(line)),
        where,
      ).toEqual([])
    }
    const members = (await json(files.exportMembers('json'))) as object[]
    expect(members).toHaveLength(added)
  }
})

const linesOf = (rows: readonly RowOutcome[], ...whats: Disposition[]): number[] =>
  rows.filter(({ what }) => whats.includes(what)).map(({ line }) => line)

const changedIn = (rows: readonly RowOutcome[]): number[] => linesOf(rows, 'added', 'changed')

/** What was in doubt may be clear by what the other rows have said. */
const refusedIn = (rows: readonly RowOutcome[]): number[] => linesOf(rows, 'refused')

const sum = (counts: Record<Disposition, number>): number =>
  Object.values(counts).reduce((all, one) => all + one, 0)
