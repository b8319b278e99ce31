import { beforeEach, describe, expect, it } from 'vitest'
import { MAX_HANDOVER_CHARACTERS, type Handover } from '../../../server/protocol/handover.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { openStaffDesk, type StaffDesk } from '../../support/client/staff-desk.ts'

let hub: TestHub
let anna: StaffDesk
let ben: StaffDesk

beforeEach(async () => {
  hub = await startHub()
  for (const username of ['anna', 'ben']) await addStaff(hub, { username })
  anna = await openStaffDesk(hub, 'anna', 'Entrance')
  ben = await openStaffDesk(hub, 'ben', 'Bar')
})

const readBy = async (who: StaffDesk): Promise<Handover> =>
  (await who.get('api/v1/handover')).body as Handover
const write = (who: StaffDesk, base: number, text: string) => who.put('api/v1/handover', { base, text })

describe('the hand-over note', () => {
  it('is unread by everybody but its author until they say so, and unread again when it changes', async () => {
    expect(await readBy(ben)).toEqual({ current: null, isRead: true, versions: [] })
    expect((await write(anna, 0, 'The till is short of coins.')).status).toBe(200)
    expect((await ben.desk.next('handover_changed')).payload).toMatchObject({ version: 1, author: 'anna' })
    expect(await readBy(anna)).toMatchObject({ isRead: true })
    expect(await readBy(ben)).toMatchObject({
      isRead: false,
      current: { text: 'The till is short of coins.', author: 'anna' },
    })
    await ben.put('api/v1/handover/read', { version: 1 })
    expect(await readBy(ben)).toMatchObject({ isRead: true })
    await write(anna, 1, 'The till is fine.')
    expect(await readBy(ben)).toMatchObject({ isRead: false })
    await ben.put('api/v1/handover/read', { version: 1 })
    expect(await readBy(ben)).toMatchObject({ isRead: false })
  })

  it('written from an older version is refused, and nothing of the newer one is lost', async () => {
    await write(anna, 0, 'Anna’s')
    expect(await write(ben, 0, 'Ben’s')).toMatchObject({
      status: 409,
      body: { error: { code: 'request_conflict' } },
    })
    expect((await readBy(ben)).current?.text).toBe('Anna’s')
    await write(ben, 1, 'Anna’s\n\nBen’s')
    expect((await readBy(anna)).versions.map(({ text, author }) => [text, author])).toEqual([
      ['Anna’s\n\nBen’s', 'ben'],
      ['Anna’s', 'anna'],
    ])
  })

  it('written at two desks at the same moment is one version, and one of the two is told', async () => {
    const answers = await Promise.all([write(anna, 0, 'Anna’s'), write(ben, 0, 'Ben’s')])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await readBy(anna)).versions).toHaveLength(1)
  })

  it('written again, because the answer was lost, is one version', async () => {
    await write(anna, 0, 'Once')
    expect((await write(anna, 0, 'Once')).body).toMatchObject({ version: 1 })
    expect((await readBy(anna)).versions).toHaveLength(1)
  })

  it('keeps its last 30 versions', async () => {
    for (let base = 0; base < 33; base += 1) await write(anna, base, `Version ${base + 1}`)
    const { versions } = await readBy(ben)
    expect([versions.length, versions[0]?.version, versions.at(-1)?.version]).toEqual([30, 33, 4])
  })

  it('may be as long as it is allowed to be in any script, and no longer', async () => {
    expect((await write(anna, 0, '日'.repeat(MAX_HANDOVER_CHARACTERS))).status).toBe(200)
    expect((await write(anna, 1, 'x'.repeat(MAX_HANDOVER_CHARACTERS + 1))).status).toBe(400)
  })

  it('stands in the audit log without its words', async () => {
    await write(anna, 0, 'Canary')
    await ben.put('api/v1/handover/read', { version: 1 })
    const audit = await (await hub.fetch('api/v1/audit')).text()
    expect(audit).toContain('handover_written')
    expect(audit).toContain('handover_read')
    expect(audit).not.toContain('Canary')
  })
})
