import { describe, expect, it } from 'vitest'
import { MIN_CODE_CHARACTERS } from '../../../server/domain/credential-code.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { changeStored } from '../../support/hub/stored.ts'

const SHORT = 'A'.repeat(MIN_CODE_CHARACTERS - 1)

/** Gives a member a card as hubs before this one did, whatever its code. */
function storeCard(hub: TestHub, memberId: string, code: string): Promise<void> {
  const values = `'${code}', '${memberId}', 1, NULL`
  return changeStored(
    hub.folder,
    `INSERT INTO credentials (code, member_id, created_at, revoked_at) VALUES (${values})`,
  )
}

async function attach(desk: TestDesk, memberId: string, code: string) {
  return desk.ask('request', { method: 'cards.attach', params: { memberId, code } })
}

const idsFoundBy = async (desk: TestDesk, query: string): Promise<string[]> => {
  const { payload } = await desk.ask('request', {
    method: 'members.search',
    params: { query, limit: 5 },
  })
  return (payload.members as { id: string }[]).map(({ id }) => id)
}

describe('a card whose code not every desk would take', () => {
  it('is given to nobody, and the desk is told what is wrong with it', async () => {
    const hub = await startHub()
    const ada = await addMember(hub)
    const desk = await openDesk(hub)
    const { type, payload } = await attach(desk, ada.id, SHORT)
    expect([type, payload.code, payload.details?.problem]).toEqual([
      'error',
      'invalid_message',
      'code_unreadable',
    ])
    expect((await desk.ask('scan', { code: SHORT })).payload.reason).toBe('unknown_credential')
    expect((await attach(desk, ada.id, `${SHORT}1`)).type).toBe('reply')
  })

  it('that is a scan of many lines is given to nobody, although its lines together would be a code', async () => {
    const hub = await startHub()
    const ada = await addMember(hub)
    const desk = await openDesk(hub)
    const { payload } = await attach(desk, ada.id, 'ANSI636026\nDCSSAMPLE')
    expect(payload.details?.problem).toBe('code_unreadable')
    expect((await desk.ask('scan', { code: 'ANSI636026DCSSAMPLE' })).payload.reason).toBe(
      'unknown_credential',
    )
  })

  it.each([SHORT, `]C1${SHORT}`])(
    'takes no lost card’s place, which then stays good: %j',
    async (newCode) => {
      const hub = await startHub()
      const ada = await addMember(hub)
      const desk = await openDesk(hub)
      const params = { memberId: ada.id, code: ada.card, newCode }
      const { payload } = await desk.ask('request', { method: 'cards.replace', params })
      expect(payload.details?.problem).toBe('code_unreadable')
      expect((await desk.ask('scan', { code: newCode })).payload.reason).toBe('unknown_credential')
      expect((await desk.ask('scan', { code: ada.card })).payload.member.id).toBe(ada.id)
    },
  )

  it('that was stored before is found by a scan and by the search, and given again to its own member', async () => {
    const hub = await startHub()
    const ada = await addMember(hub, { full_name: 'Ada Short' })
    await storeCard(hub, ada.id, SHORT)
    const desk = await openDesk(hub)
    expect((await desk.ask('scan', { code: SHORT })).payload.member.id).toBe(ada.id)
    expect(await idsFoundBy(desk, SHORT)).toEqual([ada.id])
    expect((await attach(desk, ada.id, SHORT)).type).toBe('reply')
  })
})

describe('a card that a reader gives with an AIM id', () => {
  it.each([']C1', ']Q1', ']d2'])('is the card without it: %s', async (aim) => {
    const hub = await startHub()
    const ida = await addMember(hub, { credentials: 'GYM0001' })
    const desk = await openDesk(hub)
    const scanned = `${aim}GYM0001`
    const asked = await desk.ask('request', {
      method: 'scans.preview',
      params: { code: scanned, mode: 'toggle' },
    })
    expect(asked.payload.member.id).toBe(ida.id)
    expect(await idsFoundBy(desk, scanned)).toEqual([ida.id])
    expect((await desk.ask('scan', { code: scanned })).payload.member.id).toBe(ida.id)
    // Held out once more to a reader that adds none, it is the same scan.
    expect((await desk.ask('scan', { code: 'GYM0001' })).payload.reason).toBe('repeat_ignored')
  })

  it('is kept without it when it is given to a member', async () => {
    const hub = await startHub()
    const ada = await addMember(hub)
    const desk = await openDesk(hub)
    await attach(desk, ada.id, ']C1NEW4711')
    expect((await desk.ask('scan', { code: 'NEW4711' })).payload.member.id).toBe(ada.id)
  })

  it('that was stored with it stays its member’s, and never lets in who has the rest of it', async () => {
    const hub = await startHub()
    const ada = await addMember(hub, { full_name: 'Ada' })
    const bea = await addMember(hub, { full_name: 'Bea', credentials: 'GYM0002' })
    await storeCard(hub, ada.id, ']C1GYM0002')
    const desk = await openDesk(hub)
    expect((await desk.ask('scan', { code: ']C1GYM0002' })).payload.member.id).toBe(ada.id)
    expect((await desk.ask('scan', { code: 'GYM0002' })).payload.member.id).toBe(bea.id)
  })
})
