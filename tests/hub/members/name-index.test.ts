import { afterEach, describe, expect, it } from 'vitest'
import { createMemberDirectory } from '../../../server/commands/members/member-directory.ts'
import { nameIndexHere, type NameIndex } from '../../../server/commands/members/name-index.ts'
import { openNameIndex } from '../../../server/hub/open-name-index.ts'
import { createLogger } from '../../../server/observe/logger.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { never } from '../../support/hub/held-time.ts'
import { openTestFiles } from '../../support/hub/members-files.ts'

const opened: NameIndex[] = []
const open = (memberCount: number): NameIndex => {
  const index = openNameIndex(memberCount)
  opened.push(index)
  return index
}
afterEach(async () => {
  for (const index of opened.splice(0)) await index.close()
})

const SMALL = 1
/** So many have a thread of their own. */
const LARGE = 20_001

const member = (id: string, full_name: string) => ({ id, full_name, phone: '' })

describe.each([
  ['in the hub’s thread', SMALL],
  ['in a thread of its own', LARGE],
])('an index of names %s', (_where, memberCount) => {
  it('finds by all that it was told before, and not by what came after', async () => {
    const index = open(memberCount)
    const found = async (query: string) => (await index.search(query, 10)).map(({ id }) => id)
    index.tell({ change: 'members', members: [member('1', 'Ana B'), member('2', 'Ana A')], gone: [] })
    expect(await found('ana')).toEqual(['2', '1'])
    index.tell({ change: 'inside', ids: ['1'] })
    const before = found('ana')
    index.tell({ change: 'moves', moves: [['1', false]] })
    const after = found('ana')
    index.tell({ change: 'members', members: [member('1', 'Zoe B')], gone: ['2'] })
    expect(await before).toEqual(['1', '2'])
    expect(await after).toEqual(['2', '1'])
    expect(await Promise.all(['ana', 'zoe'].map(found))).toEqual([[], ['1']])
    expect(index.isSpent).toBe(false)
  })
})

it('names that become too many for the hub’s thread get one of their own', async () => {
  const { core, importMembers } = await openTestFiles()
  const ends: NameIndex[] = []
  const openIndex = (memberCount: number): NameIndex => {
    const index = memberCount === 0 ? nameIndexHere(2) : open(LARGE)
    ends.push(index)
    return index
  }
  const environment = { ...realEnvironment, every: never }
  const directory = createMemberDirectory({ ...core, environment, openIndex, log: createLogger('silent') })
  const take = async (rows: string) =>
    importMembers({ bytes: new Uint8Array(Buffer.from(`full_name\n${rows}`)) }, { id: 'hub', deskId: null })
  await take('Ana A\nAna B\n')
  expect(await directory.find('ana', 10)).toHaveLength(2)
  expect(ends).toHaveLength(1)
  await take('Ana C\n')
  expect(await directory.find('ana', 10)).toHaveLength(3)
  expect(await directory.find('ana', 10)).toHaveLength(3)
  expect(ends).toHaveLength(2)
  await directory.stop()
})

it('whoever was committed while a look for changes goes on is found', async () => {
  const { core, importMembers } = await openTestFiles()
  const looks: (() => void)[] = []
  const turns: (() => void)[] = []
  let isHeld = false
  const environment = {
    ...realEnvironment,
    every: (_ms: number, look: () => void) => (looks.push(look), () => undefined),
    setImmediate: (turn: () => void) => (isHeld ? turns.push(turn) : setImmediate(turn)),
  }
  const parts = { ...core, environment, openIndex: open, log: createLogger('silent') }
  const directory = createMemberDirectory(parts)
  const add = async (name: string) =>
    importMembers({ bytes: new Uint8Array(Buffer.from(`full_name\n${name}\n`)) }, { id: 'hub', deskId: null })
  await add('Ana A')
  expect(await directory.find('ana', 10)).toHaveLength(1)
  isHeld = true
  await add('Ana B')
  looks[0]?.()
  await expect.poll(() => turns).toHaveLength(1)
  await add('Ana C')
  expect(await directory.find('ana', 10)).toHaveLength(3)
  isHeld = false
  turns[0]?.()
  await directory.stop()
})

describe('a thread of names that ends', () => {
  it('leaves no search without an answer, and says that the names are lost', async () => {
    const index = open(LARGE)
    const waiting = index.search('ana', 10)
    await Promise.all([expect(waiting).rejects.toThrow('read again'), index.close()])
    expect(index.isSpent).toBe(true)
    await expect(index.search('ana', 10)).rejects.toThrow('read again')
    index.tell({ change: 'inside', ids: [] })
  })

  it('is followed by another one, which is told all names and who is inside', async () => {
    const { core, importMembers } = await openTestFiles()
    const bytes = new Uint8Array(Buffer.from('full_name\nAna A\nAna B\n'))
    await importMembers({ bytes }, { id: 'hub', deskId: null })
    const counts: number[] = []
    const openIndex = (memberCount: number): NameIndex => {
      counts.push(memberCount)
      return open(LARGE)
    }
    const environment = { ...realEnvironment, every: never }
    const directory = createMemberDirectory({ ...core, environment, openIndex, log: createLogger('silent') })
    expect(await directory.find('ana', 10)).toHaveLength(2)
    await opened[0]?.close()
    expect(await directory.find('ana', 10)).toHaveLength(2)
    expect(counts).toEqual([2, 2])
    await directory.stop()
  })
})
