import { expect, it } from 'vitest'
import type { Core } from '../../../server/hub/core.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { readMember } from '../../../server/store/members.ts'
import type { Job } from '../../../server/store/write.ts'
import { openTestFiles } from '../../support/hub/members-files.ts'

const TODAY = '2026-11-23'
const SOFIA = '01a20902-753d-7125-bcc5-ddb7ce35ac66'
const fileOf = (validUntil: string): string => `id,full_name,valid_until\n${SOFIA},Sofia,${validUntil}\n`

/** Members files of a hub in which these jobs share the next groups of the writer, one each, behind what began the group. */
async function openBeside() {
  const beside: Job<unknown>[] = []
  const setImmediate = (callback: () => void) => {
    const job = beside.shift()
    if (job) core.writer.submit(job)
    return realEnvironment.setImmediate(callback)
  }
  const files: Awaited<ReturnType<typeof openTestFiles>> = await openTestFiles({
    ...realEnvironment,
    setImmediate,
  })
  const core: Core = files.core
  const take = (csv: string) =>
    files.importMembers({ bytes: new Uint8Array(Buffer.from(csv)) }, { id: 'hub', deskId: null })
  return { core, take, beside }
}

/** A job for whose sake all that share its group are run a second time. */
function refusedJob(): Job<unknown> {
  const run = () => {
    throw new Error('refused')
  }
  return { run, committed: () => undefined, failed: () => undefined }
}

it('rows that are run a second time, since another command was refused, are not taken for two members', async () => {
  const { take, beside } = await openBeside()
  await take(fileOf('2090-01-01'))
  beside.push(refusedJob(), refusedJob())
  expect(await take(fileOf('2092-01-01'))).toMatchObject({ added: 0, changed: 1 })
  expect(beside).toEqual([])
})

it('a row that is refused is told once, though it was looked at a second time', async () => {
  const { take, beside } = await openBeside()
  await take('full_name,credentials\nSofia,CARD-1\n')
  beside.push(refusedJob())
  await expect(take('full_name,credentials\nTom,CARD-1\n')).rejects.toThrow(
    /is the same person; else take the card out\.$/,
  )
})

it('a member whom a desk renews while the file is read is told as such', async () => {
  const { core, take, beside } = await openBeside()
  await take(fileOf('2090-01-01'))
  const renew: Job<unknown> = {
    ...refusedJob(),
    run: async ({ tx }) =>
      saveMember(tx, { ...(await readMember(tx, SOFIA, TODAY)), valid_until: '2091-01-01' }),
  }
  beside.push(renew)
  await expect(take(fileOf('2092-01-01'))).rejects.toThrow(
    /^Line 2: valid_until was changed here since the last import/,
  )
  const member = await core.writer.write(({ tx }) => readMember(tx, SOFIA, TODAY))
  expect(member.valid_until).toBe('2091-01-01')
})
