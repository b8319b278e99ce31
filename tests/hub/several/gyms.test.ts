import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { addTraveller, openChain, openStrictChain } from '../../support/hub/chain.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember } from '../../support/hub/hub.ts'
import { addPlan, newPlan } from '../../support/hub/plans.ts'
import { openDesk } from '../../support/client/desk.ts'
import { holdState } from '../../support/postgres/held-state.ts'
import { askServer, isServerThere } from '../../support/postgres/databases.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const clock = { now: Date.parse('2026-12-03T10:00:00Z') }
const held = { now: () => clock.now, every: never }

const chain = isServerThere() ? forWholeFile(() => openChain(held)) : () => expect.fail('There is no server.')
const today = (): string => new Date(clock.now).toISOString().slice(0, 10)

/** Past the time in which a second scan is the first one again. */
const later = (): void => void (clock.now += MINUTE_MS)

describe.skipIf(!isServerThere())('a member whose plan is good at another gym', () => {
  it('comes in there and leaves, and is told with the name of their own', async () => {
    const { north, south } = chain()
    const anna = await addTraveller(north, {
      full_name: 'Anna North',
      phone: '0171 555',
      email: 'a@north.example',
    })
    const cameIn = await south.scan(anna.card)
    expect(cameIn).toMatchObject({
      ...{ verdict: 'granted', reason: 'ok_in', flags: ['first_visit'], actions: ['undo'] },
      member: { full_name: 'Anna North', membership_type: 'North Gym', home_gym: 'North Gym', inside: true },
    })
    expect(JSON.stringify(cameIn)).not.toMatch(new RegExp(`${anna.id}|0171|a@north|Everywhere|${anna.card}`))
    const inside = await south.desk.ask('snapshot')
    expect(inside.payload.present).toMatchObject([
      { member: { full_name: 'Anna North', membership_type: 'North Gym' } },
    ])
    later()
    expect(await south.scan(anna.card)).toMatchObject({ reason: 'ok_out', member: { inside: false } })
    later()
    expect(await south.scan(anna.card)).toMatchObject({
      reason: 'ok_in',
      flags: [],
      member: { visits_total: 1 },
    })
    const visit = (await south.scan(anna.card)) as { visit: { id: string } }
    later()
    const out = await south.desk.ask('check_out', { checkInId: visit.visit.id })
    expect(out).toMatchObject({ type: 'check_out_success' })
  })

  it('is nobody at a gym at which it is not, nor is anybody with another plan', async () => {
    const { north, south, east } = chain()
    const { card } = await addTraveller(north)
    expect(await east.scan(card)).toMatchObject({ reason: 'unknown_credential', member: null })
    const other = await addMember(north.hub, { membership_type: 'At home' })
    expect(await south.scan(other.card)).toMatchObject({ reason: 'unknown_credential', member: null })
  })

  it('is refused for what stands against them at home, at once, and no more is told than the reason', async () => {
    const { north, south } = chain()
    const anna = await addTraveller(north, { debt_cents: '5000', debt_since: '2026-01-01' })
    const scan = (): Promise<unknown> => {
      later()
      return south.scan(anna.card, { mode: 'in', override: { reason: 'She is nice' } })
    }
    const owes = await scan()
    expect(owes).toMatchObject({ verdict: 'denied', reason: 'debt', actions: [] })
    expect(owes).not.toHaveProperty('rule')
    await north.call('members.change', { memberId: anna.id, now: { debt_cents: 0 } })
    const freezeId = uuidv7()
    await north.call('members.freeze', { memberId: anna.id, freezeId, from: today() })
    expect(await scan()).toMatchObject({ verdict: 'denied', reason: 'frozen' })
    await north.call('members.unfreeze', { memberId: anna.id, freezeId })
    const { cards } = await north.call('members.get', { memberId: anna.id })
    await north.call('cards.withdraw', { memberId: anna.id, number: cards[0].number, end: cards[0].end })
    expect(await scan()).toMatchObject({ reason: 'credential_revoked', member: { home_gym: 'North Gym' } })
    await north.call('cards.restore', { memberId: anna.id, number: cards[0].number, end: cards[0].end })
    expect(await scan()).toMatchObject({ reason: 'ok_in' })
  })

  it('has the grace that their own gym gives, and nobody there is told of it', async () => {
    const { north, south } = chain()
    const ended = new Date(clock.now - 2 * DAY_MS).toISOString().slice(0, 10)
    const { card } = await addTraveller(north, { valid_until: ended })
    const answer = await south.scan(card)
    expect(answer).toMatchObject({ verdict: 'granted', reason: 'ok_in', flags: ['first_visit'] })
    expect(answer).not.toHaveProperty('warnings')
  })

  it('is shown at home with where else they have been', async () => {
    const { north, south } = chain()
    const anna = await addTraveller(north)
    expect(await north.call('members.get', { memberId: anna.id })).not.toHaveProperty('away')
    for (let scans = 0; scans < 3; scans += 1) {
      later()
      await south.scan(anna.card)
    }
    const last_visit_time = new Date(clock.now).toISOString()
    expect(await north.call('members.get', { memberId: anna.id })).toMatchObject({
      away: [{ gym: 'South Gym', visits_total: 2, last_visit_time, inside: true }],
    })
  })

  it('is judged when nobody writes at home', async () => {
    const { north, south, database } = chain()
    const { card } = await addTraveller(north)
    const held = await holdState(database, 'main')
    const scanned = south.scan(card)
    await expect.poll(held.doesAnyoneWait).toBe(true)
    await held.release()
    expect(await scanned).toMatchObject({ reason: 'ok_in' })
  })

  it('is a member of their own gym alone', async () => {
    const { north, south, database } = chain()
    const { card } = await addTraveller(north, { full_name: 'Vera Visitor' })
    const { member } = await south.scan(card)
    expect(await south.call('members.search', { query: 'Vera' })).toMatchObject({ members: [] })
    expect(await south.call('members.list', { query: 'Vera' })).toMatchObject({ members: [] })
    expect(await south.call('members.get', { memberId: member.id })).toMatchObject({
      code: 'member_not_found',
    })
    const byHand = await south.desk.ask('check_in', { memberId: member.id })
    expect(byHand.payload).toMatchObject({ code: 'member_not_found' })
    const exported = await (await south.hub.fetch('api/v1/members/export')).text()
    expect(exported).not.toContain('Vera')
    expect(await south.call('plans.holders', {})).toMatchObject({ others: [] })
    const back = await south.hub.fetch('api/v1/members/import', {
      ...{ method: 'POST', headers: { 'content-type': 'text/csv' } },
      body: `id,full_name\n${member.id},Vera Taken\n`,
    })
    expect(await back.text()).toContain('of a member of another gym who visits this one')
    const rows = await askServer(database, `select * from members where id = '${member.id}'`)
    expect(rows).toMatchObject([{ full_name: 'Vera Visitor', phone: '', email: '', membership_type: '' }])
  })
})

describe.skipIf(!isServerThere())('a pack', () => {
  const packOf = async (memberId: string): Promise<number> => {
    const rows = await askServer(
      chain().database,
      `select visits_left from periods where member_id = '${memberId}'`,
    )
    return (rows as { visits_left: number }[])[0]?.visits_left ?? NaN
  }

  it('gives a visit at another gym, once, and has it back where the visit is undone', async () => {
    const { north, south } = chain()
    const anna = await addTraveller(north, { visits_left: '3' })
    later()
    const requestId = uuidv7()
    const once = await south.desk.ask('scan', { code: anna.card }, requestId)
    expect(once.payload).toMatchObject({ reason: 'ok_in', member: { visits_left: null } })
    await south.desk.ask('scan', { code: anna.card }, requestId)
    expect(await packOf(anna.id)).toBe(2)
    const undone = await south.desk.ask('undo', { checkInId: once.payload.visit.id })
    expect(undone).toMatchObject({ type: 'undo_success' })
    expect(await packOf(anna.id)).toBe(3)
    later()
    expect(await north.scan(anna.card)).toMatchObject({ reason: 'ok_in', member: { visits_left: 2 } })
  })

  it('with one visit left lets in one of two who scan it at two gyms at once', async () => {
    const { north, south } = chain()
    const anna = await addTraveller(north, { visits_left: '1' })
    const answers = await Promise.all([north.scan(anna.card), south.scan(anna.card)])
    const reasons = answers.map(({ reason }) => reason as string).sort()
    expect(reasons).toEqual(['no_visits_left', 'ok_in'])
    expect(await packOf(anna.id)).toBe(0)
  })

  it('two gyms whose members visit each other at once wait for each other, never for ever', async () => {
    const { north, south } = chain()
    await addPlan(south.desk, { name: 'Both', gyms: ['main'] })
    const travellers = await Promise.all(
      Array.from({ length: 12 }, (_each, at) =>
        at % 2 === 0
          ? addTraveller(north, { visits_left: '5' })
          : addMember(south.hub, { membership_type: 'Both', visits_left: '5' }),
      ),
    )
    const desks = await Promise.all([
      openDesk(north.hub),
      openDesk(south.hub),
      openDesk(north.hub),
      openDesk(south.hub),
    ])
    const answers = await Promise.all(
      travellers.map(
        async ({ card }, at) =>
          (await desks[at % 2 === 0 ? (at % 4) + 1 : (at % 4) - 1]!.ask('scan', { code: card })).payload as {
            reason: string
          },
      ),
    )
    expect(answers.map(({ reason }) => reason)).toEqual(travellers.map(() => 'ok_in'))
    expect(await Promise.all(travellers.map(({ id }) => packOf(id)))).toEqual(travellers.map(() => 4))
  })
})

describe.skipIf(!isServerThere())('whoever is deleted at home', () => {
  it('is deleted where they visited, and told there, once they have left', async () => {
    const { north, south, database } = chain()
    const anna = await addTraveller(north, { full_name: 'Gone Girl' })
    const { member } = await south.scan(anna.card)
    const refused = await north.call('members.delete', { memberId: anna.id })
    expect(refused).toMatchObject({ details: { problem: 'member_inside' } })
    later()
    await south.scan(anna.card)
    expect(await north.call('members.delete', { memberId: anna.id })).toMatchObject({ memberId: anna.id })
    later()
    expect(await south.scan(anna.card)).toMatchObject({ reason: 'unknown_credential', member: null })
    const [row] = await askServer(
      database,
      `select full_name, deleted_at from members where id = '${member.id}'`,
    )
    expect(row).toMatchObject({ full_name: '', deleted_at: expect.any(Number) as number })
    const rows = await askServer(
      database,
      `select type, seq = (select seq from hub_state as state where state.site_id = events.site_id) - 1 as is_before from events
       where member_id = '${member.id}' order by seq desc limit 1`,
    )
    expect(rows).toMatchObject([{ type: 'member_changed', is_before: 1 }])
  })
})

describe.skipIf(!isServerThere())('a card that came in a moment ago', () => {
  it('lets nobody in at another gym for as long as that gym says', async () => {
    const { north, south } = await openStrictChain(held)
    const [anna, ben] = [await addTraveller(north), await addTraveller(north)]
    await north.scan(anna.card)
    await south.scan(ben.card)
    later()
    const passedOn = { verdict: 'denied', reason: 'already_in', rule: { kind: 'passback', minutes: 30 } }
    expect(await south.scan(anna.card, { mode: 'in' })).toMatchObject(passedOn)
    expect(await north.scan(ben.card, { mode: 'in' })).toMatchObject(passedOn)
    const byHand = await north.desk.ask('check_in', { memberId: ben.id })
    expect(byHand.payload).toMatchObject({ code: 'denied', reason: 'already_in' })
    clock.now += 30 * MINUTE_MS
    expect(await south.scan(anna.card, { mode: 'in' })).toMatchObject({ reason: 'ok_in' })
    expect(await north.scan(ben.card, { mode: 'in' })).toMatchObject({ reason: 'ok_in' })
  })
})

describe('a plan', () => {
  it.skipIf(!isServerThere())('is good at gyms of the installation alone', async () => {
    const { north } = chain()
    const { gyms } = await north.call('plans.list', {})
    expect(gyms).toEqual(['south', 'east'])
    expect(await north.call('plans.add', newPlan({ name: 'West', gyms: ['west'] }))).toMatchObject({
      details: { problem: 'plan_location_unknown' },
    })
  })
})
