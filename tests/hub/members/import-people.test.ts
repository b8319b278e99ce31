import { describe, expect, it } from 'vitest'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedMembers, openTestFiles, takeFile } from '../../support/hub/members-files.ts'

const SOFIA = '01a20902-753d-7125-bcc5-ddb7ce35ac66'

/** A gym that has taken this file over. */
async function gymOf(file: string): Promise<TestHub> {
  const hub = await startHub()
  expect(await takeFile(hub, file)).not.toHaveProperty('refused')
  return hub
}

const namesIn = async (hub: TestHub) => (await exportedMembers(hub)).map(({ full_name }) => full_name)

describe('two lines of a file are never one member:', () => {
  it.each([
    [
      'each with another card of theirs',
      'full_name,credentials\nSofia,OLD-1\nSofia,OLD-2\n',
      /^Line 3: full_name is the same member as line 2/,
    ],
    [
      'one with their id, one with their card',
      `id,full_name,credentials\n${SOFIA},Sofia,\n,Sofia,OLD-1\n`,
      /^Line 3: full_name is the same member as line 2/,
    ],
    ['both with one id', `id,full_name\n${SOFIA},Sofia\n${SOFIA},Tom\n`, /^Line 3: id is that of line 2 too/],
    [
      'both new, with one card in other letters',
      'full_name,credentials\nAnn,ＮＥＷ-1\nBob,new-1\n',
      /^Line 3: credentials has a card of line 2 too/,
    ],
    [
      'both new, with one card as two readers give it',
      'full_name,credentials,email\nAnna,NEW-1,a@x.y\nAnna,]C1NEW-1,b@x.y\n',
      /^Line 3: credentials has a card of line 2 too/,
    ],
    [
      'both new, with one card as a reader gives it first',
      'full_name,credentials,email\nAnna,]C1NEW-1,a@x.y\nAnna,NEW-1,b@x.y\n',
      /^Line 3: credentials has a card of line 2 too/,
    ],
  ])('%s', async (_how, file, refused) => {
    const hub = await gymOf(`id,full_name,credentials\n${SOFIA},Sofia,OLD-1 OLD-2\n`)
    expect((await takeFile(hub, file)).refused).toMatch(refused)
    expect(await exportedMembers(hub)).toMatchObject([{ full_name: 'Sofia' }])
  })

  it('and one line is never two, whose cards it has', async () => {
    const hub = await gymOf('full_name,credentials\nAnn,CARD-1\nBob,CARD-2\n')
    const { refused } = await takeFile(hub, 'full_name,credentials\nAnn,CARD-1 CARD-2\n')
    expect(refused).toMatch(/^Line 2: credentials has a card that belongs to another member/)
  })
})

describe('a file that comes again', () => {
  it.each([
    ['with a name alone', 'full_name\nSofia\n'],
    ['with two people of one name', 'full_name,phone\nAnna Berg,1\nAnna Berg,2\n'],
    ['with two people of one name and nothing else', 'full_name\nAnna Berg\nAnna Berg\n'],
    ['with cards for some', 'full_name,credentials\nAnna Berg,CARD-1\nAnna Berg,\nTom,\n'],
    ['with all that a member has', 'full_name,valid_until,visits_left,note\nSofia,2090-01-01,3,Form\n'],
  ])('%s doubles nobody and changes nothing', async (_what, file) => {
    const hub = await gymOf(file)
    const before = await exportedMembers(hub)
    const rows = file.trim().split('\n').length - 1
    expect(await takeFile(hub, file)).toMatchObject({ added: 0, changed: 0, unchanged: rows })
    expect(await exportedMembers(hub)).toEqual(before)
  })

  it('twice at once doubles nobody', async () => {
    const files = await openTestFiles()
    const take = () =>
      files.importMembers(
        { bytes: new Uint8Array(Buffer.from('full_name\nSofia\n')) },
        { id: 'hub', deskId: null },
      )
    const taken = await Promise.all([take(), take()])
    expect(taken).toMatchObject([{ added: 1 }, { added: 0, unchanged: 1 }])
  })

  it('changes whom it knows by name and e-mail', async () => {
    const hub = await gymOf('full_name,email\nSofia,sofia@example.com\n')
    const file = 'full_name,email,phone\nSofia,Sofia@example.com,4711\n'
    expect(await takeFile(hub, file)).toMatchObject({ added: 0, changed: 1 })
  })

  it('changes whom it knows by name and phone, with the country or without', async () => {
    const hub = await gymOf('full_name,phone\nSofia,+49 171 2345678\nTom,040 2345678\n')
    const file =
      'full_name,phone,email\nSofia,0171-2345678,sofia@example.com\nTom,0049 40 2345678,t@example.com\n'
    expect(await takeFile(hub, file)).toMatchObject({ added: 0, changed: 2 })
  })
})

describe('somebody of a name that a member has', () => {
  it('is another one where the e-mail address differs', async () => {
    const hub = await gymOf('full_name,email\nSofia,sofia@example.com\n')
    await takeFile(hub, 'full_name,email\nSofia,other@example.com\n')
    expect(await namesIn(hub)).toEqual(['Sofia', 'Sofia'])
  })

  it('is another one where the phone number is of another country', async () => {
    const hub = await gymOf('full_name,phone\nSofia,+49 171 2345678\n')
    expect(await takeFile(hub, 'full_name,phone\nSofia,+43 171 2345678\n')).toMatchObject({ added: 1 })
  })

  it('is another one where each has a card of their own, and nothing else is known', async () => {
    const hub = await gymOf('full_name,credentials\nSofia,CARD-1\n')
    await takeFile(hub, 'full_name,credentials\nSofia,CARD-9\n')
    expect(await namesIn(hub)).toEqual(['Sofia', 'Sofia'])
  })

  it.each([
    ['nothing else is known', 'full_name,phone\nSofia,4711\n'],
    ['they have the first card', 'full_name,credentials\nSofia,CARD-9\n'],
    ['they have a new card', 'full_name,email,credentials\nSofia,sofia@example.com,CARD-9\n'],
  ])('is asked about where %s', async (_what, file) => {
    const hub = await gymOf('full_name,email\nSofia,sofia@example.com\n')
    const { refused } = await takeFile(hub, file)
    expect(refused).toMatch(/^Line 2: full_name is the name of a member whom we have\. Put their id/)
    expect(await namesIn(hub)).toEqual(['Sofia'])
  })

  it('is taken for whom their id says', async () => {
    const hub = await gymOf(`id,full_name\n${SOFIA},Sofia\n`)
    const file = `id,full_name,credentials\n${SOFIA},Sofia,CARD-9\n01a20902-753d-7125-bcc5-ddb7ce35ac67,Sofia,CARD-8\n`
    expect(await takeFile(hub, file)).toMatchObject({ added: 1, changed: 1 })
  })
})

describe('a card that was withdrawn', () => {
  it('stays so, whatever a file says', async () => {
    const hub = await gymOf(`id,full_name,credentials\n${SOFIA},Sofia,CARD-1\n`)
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ code: 'CARD-1' })
    const withdrawn = await hub.fetch(`api/v1/members/${SOFIA}/cards/withdraw`, {
      method: 'POST',
      headers,
      body,
    })
    expect(withdrawn.status).toBe(200)
    await takeFile(hub, `id,full_name,credentials\n${SOFIA},Sofia,CARD-1\n`)
    expect(await exportedMembers(hub)).toMatchObject([{ credentials: [] }])
  })
})
