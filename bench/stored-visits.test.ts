import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../tests/support/temporary-folder.ts'
import { compareWithStore } from './stored-visits.ts'

const BEFORE = new Set(['visit-old'])
const said = { checkIns: [{ visitId: 'visit-1', memberId: 'ada' }], checkOuts: ['visit-1'] }

/** A database that holds these visits and one from before. */
function store(...visits: [id: string, memberId: string, checkOutAt: number | null][]): string {
  const file = join(temporaryFolder(), 'visits.sqlite')
  const database = new Sqlite(file)
  database.exec('create table visits (id text, member_id text, check_out_at integer)')
  const insert = database.prepare('insert into visits values (?, ?, ?)')
  insert.run('visit-old', 'eve', null)
  for (const visit of visits) insert.run(...visit)
  database.close()
  return file
}

it('finds nothing where all that was acknowledged is there', () => {
  expect(compareWithStore(store(['visit-1', 'ada', 5]), BEFORE, said)).toEqual({ lost: 0, doubled: 0 })
})

it('counts a check-in that is not there, and its check-out', () => {
  expect(compareWithStore(store(), BEFORE, said)).toEqual({ lost: 2, doubled: 0 })
})

it('counts a check-in that is there for somebody else', () => {
  expect(compareWithStore(store(['visit-1', 'bob', 5]), BEFORE, said)).toEqual({ lost: 1, doubled: 0 })
})

it('counts a check-out that is not there', () => {
  expect(compareWithStore(store(['visit-1', 'ada', null]), BEFORE, said)).toEqual({ lost: 1, doubled: 0 })
})

it('counts a visit that nobody was told of', () => {
  const file = store(['visit-1', 'ada', 5], ['visit-2', 'ada', null])
  expect(compareWithStore(file, BEFORE, said)).toEqual({ lost: 0, doubled: 1 })
})
