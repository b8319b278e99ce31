import { describe, expect, it } from 'vitest'
import type { DuplicateList } from '../../../server/protocol/duplicates.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'

const ask = async <Answer>(desk: TestDesk, method: string, params: object = {}): Promise<Answer> =>
  (await desk.ask('request', { method, params })).payload as Answer

const namesOf = ({ pairs }: DuplicateList) => pairs.map(({ members }) => members.map((one) => one.full_name))

describe('members who may be one person', () => {
  it('are found with their reasons, the likeliest first, until somebody says that they are two people', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub, { role: 'manager' })
    expect(await ask(desk, 'duplicates.list')).toEqual({ pairs: [], count: 0 })
    const family = { email: 'berg@example.com', phone: '030 123456' }
    const anna = await addMember(hub, { full_name: 'Anna Berg', birthday: '1990-02-03', ...family })
    const again = await addMember(hub, {
      full_name: 'Anna Maria Berg',
      birthday: '1990-02-03',
      phone: '+49 30 123456',
    })
    await addMember(hub, { full_name: 'Tom Berg', birthday: '1988-01-01', ...family })
    await addMember(hub, { full_name: 'Li Wu' })
    await addMember(hub, { full_name: 'Wu Li' })
    const found = await ask<DuplicateList>(desk, 'duplicates.list')
    expect(namesOf(found)).toEqual([
      ['Anna Berg', 'Anna Maria Berg'],
      ['Li Wu', 'Wu Li'],
    ])
    expect(found).toMatchObject({
      count: 2,
      pairs: [{ reasons: ['similar_name', 'birthday', 'phone'] }, { reasons: ['name'] }],
    })
    const pair = { memberId: again.id, otherId: anna.id }
    for (let time = 0; time < 2; time += 1) expect(await ask(desk, 'duplicates.dismiss', pair)).toEqual(pair)
    expect(namesOf(await ask(desk, 'duplicates.list'))).toEqual([['Li Wu', 'Wu Li']])
    const { entries } = await ask<{ entries: { action: string }[] }>(desk, 'audit.list')
    expect(entries.filter(({ action }) => action === 'duplicate_dismissed')).toMatchObject([
      { subject: again.id, details: { other: anna.id } },
    ])
    expect(await ask(desk, 'duplicates.dismiss', { memberId: anna.id, otherId: anna.id })).toMatchObject({
      code: 'invalid_message',
    })
  })
})
