import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { takeFile } from '../../support/hub/members-files.ts'
import { jpegOf } from '../../support/jpeg.ts'

const exported = async (hub: TestHub) => {
  const answer = await hub.fetch('api/v1/members/export?format=zip')
  expect(answer.headers.get('content-type')).toBe('application/zip')
  return Buffer.from(await answer.arrayBuffer())
}

const photoOf = async (hub: TestHub, id: string) => {
  const answer = await hub.fetch(`api/v1/members/${id}/photo`)
  return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null
}

const setPhoto = (hub: TestHub, id: string, body: Buffer<ArrayBuffer>) =>
  hub.fetch(`api/v1/members/${id}/photo`, {
    ...{ method: 'PUT', body, headers: { 'content-type': 'image/jpeg' } },
  })

const face = (length: number) => jpegOf({ length })

const zipped = (files: Record<string, string | Buffer<ArrayBuffer>>): Buffer<ArrayBuffer> =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, file]) => [name, new Uint8Array(Buffer.from(file))]),
      ),
    ),
  )

const ask = async <Answer>(hub: TestHub, path: string, method = 'GET') =>
  (await (
    await hub.fetch(`api/v1/${path}`, {
      method,
      ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
    })
  ).json()) as Answer

async function takeBackLast(hub: TestHub) {
  const { changes } = await ask<{ changes: { id: string }[] }>(hub, 'changes')
  return ask<{ removed: number; restored: number; kept: object[] }>(
    hub,
    `changes/${changes[0]!.id}/undo`,
    'POST',
  )
}

/** A gym with two members, of whom one has a photo. */
async function openGym() {
  const hub = await startHub()
  const [sofia, tom] = [await addMember(hub), await addMember(hub)]
  await setPhoto(hub, sofia.id, face(5_000))
  return { hub, sofia, tom }
}

describe('an archive of all members with their photos', () => {
  it('makes the same archive of an empty gym, byte for byte', async () => {
    const { hub, sofia, tom } = await openGym()
    const archive = await exported(hub)
    expect(Object.keys(unzipSync(archive))).toEqual([
      ...['members.csv', 'plans.json', 'ledger.csv', 'visits-1.csv', `photos/${sofia.id}.jpg`],
    ])
    const other = await startHub()
    expect(await takeFile(other, archive)).toMatchObject({ added: 2, photos: 1 })
    expect((await exported(other)).equals(archive)).toBe(true)
    expect(await photoOf(other, sofia.id)).toEqual(face(5_000))
    expect(await photoOf(other, tom.id)).toBeNull()
    expect(readdirSync(join(other.folder, 'uploads'))).toEqual([])
    expect(await takeFile(other, archive)).toMatchObject({ changed: 0, unchanged: 2, photos: 0 })
  })

  it('is known for ours before it is taken', async () => {
    const { hub } = await openGym()
    const headers = { 'content-type': 'application/zip' }
    const body = await exported(hub)
    const answer = await hub.fetch('api/v1/members/import/recognise', { method: 'POST', headers, body })
    expect(await answer.json()).toMatchObject({ isOurs: true, rows: 2 })
  })

  it('brings a photo to whoever has none, and leaves every other as it is', async () => {
    const { hub, sofia, tom } = await openGym()
    const csv = Buffer.from(unzipSync(await exported(hub))['members.csv']!)
    const archive = zipped({
      ...{ 'members.csv': csv, '__MACOSX/._x.jpg': 'x', 'notes.pdf': 'x' },
      ...{ [`${sofia.id.toUpperCase()}.jpg`]: face(9_000), [`faces/${tom.card}.JPEG`]: face(7_000) },
    })
    expect(await takeFile(hub, archive)).toMatchObject({ changed: 1, unchanged: 1, photos: 1 })
    expect(await photoOf(hub, sofia.id)).toEqual(face(5_000))
    expect(await photoOf(hub, tom.id)).toEqual(face(7_000))
  })

  it('is refused whole where not every desk would take a card', async () => {
    const hub = await startHub()
    const members = 'full_name,credentials\nAnn,CARD-1\nBo,A12\nCid,]C1A12\nDee,]C1\n'
    const archive = zipped({ 'members.csv': members, 'CARD-1.jpg': face(1_000) })
    const { refused } = await takeFile(hub, archive)
    expect(refused).toMatch(/^Line 3: credentials has a card that no reader is believed.* too: 4, 5\.$/)
    expect(await ask(hub, 'members/export?format=json')).toEqual([])
  })

  it('is refused whole where a picture is no photo, or the archive is damaged', async () => {
    const hub = await startHub()
    const members = 'full_name,credentials\nAnn,CARD-1\nBo,CARD-2\n'
    const of = (photo: Buffer<ArrayBuffer>) => zipped({ 'members.csv': members, 'CARD-2.jpg': photo })
    expect(await takeFile(hub, of(Buffer.from('MZ')))).toMatchObject({
      refused: expect.stringContaining('Line 3: photo cannot be taken. This is not a JPEG') as string,
    })
    expect(await takeFile(hub, of(face(39_990)))).toMatchObject({
      refused: expect.stringContaining('too large') as string,
    })
    expect(await takeFile(hub, of(face(10)).subarray(0, -9))).toMatchObject({
      refused: 'The archive is damaged. Make it again.',
    })
    expect(await ask(hub, 'members/export?format=json')).toEqual([])
  })
})

describe('an archive that is taken back', () => {
  it('takes its photos with it', async () => {
    const { hub, sofia, tom } = await openGym()
    const before = await exported(hub)
    const archive = zipped({
      'members.csv': `id,full_name,credentials\n${tom.id},Tom New,\n,Ann,CARD-9\n`,
      ...{ [`${tom.id}.jpg`]: face(7_000), 'CARD-9.jpg': face(8_000) },
    })
    expect(await takeFile(hub, archive)).toMatchObject({ added: 1, changed: 1, photos: 2 })
    expect(await takeBackLast(hub)).toMatchObject({ removed: 1, restored: 1, kept: [] })
    expect((await exported(hub)).equals(before)).toBe(true)
    expect(await photoOf(hub, sofia.id)).toEqual(face(5_000))
    expect(await ask(hub, 'check')).toMatchObject({ findings: [] })
  })

  it('leaves a photo that a desk has taken since', async () => {
    const { hub, tom } = await openGym()
    const archive = zipped({
      'members.csv': `id,full_name,credentials\n${tom.id},Tom New,\n,Ann,CARD-9\n`,
      [`${tom.id}.jpg`]: face(7_000),
    })
    await takeFile(hub, archive)
    await setPhoto(hub, tom.id, face(6_000))
    const [ann] = (await ask<{ id: string; full_name: string }[]>(hub, 'members/export?format=json')).filter(
      ({ full_name }) => full_name === 'Ann',
    )
    await setPhoto(hub, ann!.id, face(4_000))
    const { kept } = await takeBackLast(hub)
    expect(kept).toMatchObject([
      { things: ['photo'] },
      { things: expect.arrayContaining(['photo']) as string[] },
    ])
    expect(await photoOf(hub, tom.id)).toEqual(face(6_000))
    expect(await photoOf(hub, ann!.id)).toEqual(face(4_000))
  })
})
