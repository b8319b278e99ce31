import { describe, expect, it } from 'vitest'
import {
  anyStep,
  command,
  openCommandGym,
  rowsOf,
  submit,
  YESTERDAY,
  type Step,
} from '../../support/hub/command-gym.ts'
import { randomCases, seededRandom } from '../../support/random.ts'

/** Two hubs with the same data: one gets the commands as a group whose facts are read ahead, the other one by one. */
async function openTwoGyms() {
  const [ahead, apart] = [await openCommandGym(), await openCommandGym()]
  /** Both get these commands, and have to tell the same of each. */
  const tellBoth = async (group: readonly Step[]): Promise<void> => {
    const told = await Promise.all(group.map((step) => submit(ahead.core, step, ahead.asks(step), ahead.run)))
    for (const [index, step] of group.entries()) {
      expect(await submit(apart.core, step, undefined, apart.run)).toEqual(told[index])
    }
  }
  const compareRows = async (): Promise<void> =>
    expect(await rowsOf(ahead.core)).toEqual(await rowsOf(apart.core))
  const pass = (ms: number): void => [ahead, apart].forEach((gym) => gym.pass(ms))
  return { ahead, tellBoth, compareRows, pass }
}

const scan = (code: string, requestId: string, more: object = {}): Step =>
  command('scan', { code, mode: 'toggle', ...more }, requestId)

/** Groups in which a command asks what one before it has changed, by what would go wrong; each alone is enough to see it. */
const TELLING_GROUPS: Record<string, Step[]> = {
  'a member who has come in by their name scans their card': [
    command('check_in', { memberId: 'm1' }, 'r1'),
    scan('CARD-1', 'r2'),
  ],
  'a manager gives out a card between two scans, which was nobody’s when the group began': [
    scan('CARD-2', 'r1'),
    { attach: 'CARD-NEW', to: 'm3' },
    scan('CARD-NEW', 'r2'),
  ],
  'one request comes twice': [
    command('check_in', { memberId: 'm1' }, 'r1'),
    command('check_in', { memberId: 'm1' }, 'r1'),
  ],
  'a card was scanned yesterday, when a note still held': [
    scan('CARD-3', 'r1', { occurredAt: YESTERDAY }),
    scan('CARD-1', 'r2'),
  ],
}

describe('the facts of a group', () => {
  it.each(Object.entries(TELLING_GROUPS))('are not older than the commands before: %s', async (_, group) => {
    const { tellBoth, compareRows } = await openTwoGyms()
    // From now on requests of these ids may have come before, and are looked for.
    await tellBoth([scan('CARD-OF-NOBODY', 'r9')])
    await tellBoth(group)
    await compareRows()
  })

  it('are not older than the commands before: a scan is taken back, and the card comes again', async () => {
    const { ahead, tellBoth, compareRows } = await openTwoGyms()
    await tellBoth([scan('CARD-1', 'r1')])
    const { id } = await ahead.core.store.db.selectFrom('visits').select('id').executeTakeFirstOrThrow()
    await tellBoth([command('undo', { checkInId: id }, 'r2'), scan('CARD-1', 'r3')])
    await compareRows()
  })

  it('that were read ahead are those that each command would have read, whatever the others have changed', async () => {
    const random = seededRandom('facts of a group')
    for (let round = 0; round < randomCases(4); round += 1) {
      const { ahead, tellBoth, compareRows, pass } = await openTwoGyms()
      for (let group = 0; group < 12; group += 1) {
        const visits = (await ahead.core.store.db.selectFrom('visits').select('id').execute()).map(
          ({ id }) => id,
        )
        const requests = Array.from(
          { length: 9 },
          (_, index) => `r${group - (index % 3 === 0 ? 1 : 0)}-${index}`,
        )
        await tellBoth(Array.from({ length: 8 }, () => anyStep(random, visits, requests)))
        pass(random.pick([0, 2_000, 70_000]))
      }
      await compareRows()
    }
  })
})
