import { beforeEach, describe, expect, it } from 'vitest'
import { isOwnPhoto, MAX_PHOTO_BYTES } from '../../../server/protocol/photo-address.ts'
import { openStaffDesk, type StaffDesk } from '../../support/client/staff-desk.ts'
import { addMember, startHub, type TestHub, type TestMember } from '../../support/hub/hub.ts'
import { addStaff } from '../../support/hub/staff.ts'
import { jpegOf } from '../../support/jpeg.ts'

let hub: TestHub
let anna: StaffDesk
let sofia: TestMember

beforeEach(async () => {
  hub = await startHub()
  await addStaff(hub, { username: 'anna' })
  anna = await openStaffDesk(hub, 'anna', 'Desk 1')
  sofia = await addMember(hub)
})

const address = (): string => `api/v1/members/${sofia.id}/photo`
const set = async (body: Uint8Array<ArrayBuffer>) => {
  const headers = { 'content-type': 'image/jpeg' }
  const answer = await hub.fetch(address(), { method: 'PUT', body, headers })
  return { status: answer.status, body: (await answer.json()) as { photo_url: string } }
}
const scanned = async (): Promise<string | null> => {
  const { payload } = await anna.desk.ask('scan', { code: sofia.card, mode: 'toggle' })
  return (payload as { member: { photo_url: string | null } }).member.photo_url
}

describe('a member’s photo', () => {
  it('is on the card at the next scan, served to who may see members, and another one has another address', async () => {
    expect(await scanned()).toBeNull()
    const { status, body } = await set(jpegOf())
    expect(status).toBe(200)
    const { photo_url } = body
    expect(isOwnPhoto(photo_url)).toBe(true)
    expect(await scanned()).toBe(photo_url)
    const served = await hub.fetch(photo_url)
    expect(served.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await served.arrayBuffer())).toEqual(jpegOf())
    expect((await fetch(new URL(photo_url, hub.http))).status).toBe(401)
    const other = (await set(jpegOf({ length: 30 }))).body
    expect(other.photo_url).not.toBe(photo_url)
  })

  it('is told to every desk, once, and in the audit log without what it shows', async () => {
    await set(jpegOf())
    await set(jpegOf())
    const entries = (await (await hub.fetch('api/v1/audit')).json()) as { entries: { action: string }[] }
    const changes = entries.entries.filter(({ action }) => action === 'member_changed')
    expect(changes).toHaveLength(1)
    expect(JSON.stringify(changes)).not.toContain('photo?v=')
    expect(await anna.desk.next('member_changed')).toMatchObject({ payload: { member: { id: sofia.id } } })
  })

  it('is taken over the line to the hub too, as a desk sends it', async () => {
    const params = { memberId: sofia.id, image: jpegOf().toString('base64') }
    expect(await anna.desk.ask('request', { method: 'photos.set', params })).toMatchObject({ type: 'reply' })
    const largest = { ...params, image: jpegOf({ length: MAX_PHOTO_BYTES - 100 }).toString('base64') }
    expect(await anna.desk.ask('request', { method: 'photos.set', params: largest })).toMatchObject({
      type: 'reply',
    })
    const got = await anna.desk.ask('request', { method: 'photos.get', params: { memberId: sofia.id } })
    expect((got.payload as { image: string }).image === largest.image).toBe(true)
  })

  it('is gone when it is removed, also from where it was served', async () => {
    const { photo_url } = (await set(jpegOf())).body
    expect((await anna.post(`${address()}/remove`)).status).toBe(200)
    expect((await anna.post(`${address()}/remove`)).status).toBe(200)
    expect(await scanned()).toBeNull()
    expect((await hub.fetch(photo_url)).status).toBe(404)
  })

  it('does not keep a renewal from being undone', async () => {
    const now = { valid_until: '2030-01-31' }
    const was = { valid_until: null }
    const change = await anna.post(`api/v1/members/${sofia.id}`, { now })
    await set(jpegOf())
    const { changed_time } = change.body as { changed_time: string }
    expect(await anna.post(`api/v1/members/${sofia.id}/undo`, { changed_time, now, was })).toMatchObject({
      status: 200,
    })
  })

  it.each([
    ['no picture', Buffer.from('MZ a program'), 400],
    ['a picture that says where it was taken', jpegOf({ also: [0xe1] }), 400],
    ['a larger one than any desk shows', jpegOf({ width: 385 }), 400],
    ['more bytes than a photo has', jpegOf({ length: MAX_PHOTO_BYTES }), 413],
  ])('is never %s', async (_what, bytes, status) => {
    expect((await set(bytes)).status).toBe(status)
    expect(await scanned()).toBeNull()
  })
})
